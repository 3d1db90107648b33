import { type Header, CsvFields } from './csvReader';
import { rowAt } from './csv';
import type { RecordText } from './finds';
import { STOPPED } from './jsonScanner';
import { withoutEscapes } from './insideStrings';
import type { Layer } from './layer';
import { objectAt, RowFields } from './members';
import { undoubled } from './quoting';
import { RecordScanner } from './recordScanner';
import type { Rows } from './rows';
import { type Made, type Translation, translated, translationOf } from './translation';

/** What is known of a source whose records are read again by their spans. */
export interface Rereading {
  readonly translations: readonly Translation[];
  /** How rows in JSON are read. */
  readonly rows?: Rows;
  /** Of a CSV: its header and the table for its rows. */
  readonly csv?: { readonly header: Header; readonly translation: Translation };
}

interface InJson extends Rereading {
  /** Whether the bytes are JSON is not known. */
  readonly verify?: boolean;
}

/**
 * The record that was found at `layer.bytes[start..end)`: the same text as the reading told of. A span shows by its
 * first bytes how often it has to be unescaped, because a record begins with `{` and a quote.
 */
export function recordAt(layer: Layer, start: number, end: number, how: Rereading): RecordText | undefined {
  const { csv } = how;
  if (csv === undefined) return inJson(layer, start, end, how);
  if (layer.bytes[start] === 0x7b) {
    const cell = undoubled(layer, start, end);
    const careful = { translations: how.translations, verify: true };
    const found = inJson(cell, 0, cell.bytes.length, careful) ?? inJson(layer, start, end, careful);
    if (found !== undefined) return found;
  }
  const row = rowAt(layer.bytes, start, end, csv.header.delimiter);
  if (row.cells.length !== csv.header.names.length) return undefined;
  return whole(
    translated(new CsvFields(layer, csv.header, row, csv.translation.nothing), csv.translation, layer, start),
  );
}

function inJson(source: Layer, from: number, to: number, how: InJson): RecordText | undefined {
  const text = withoutEscapes(source, from, to);
  if (text === undefined) return undefined;
  const { layer, start, end } = text;
  const scanner = new RecordScanner(layer.bytes, end);
  if (layer.bytes[start] === 0x7b) return ofObject(layer, scanner, start, scanner.space(start + 1), how);
  const fields = how.rows && RowFields.at(layer, scanner, start, how.rows.names);
  return fields && how.rows && whole(translated(fields, how.rows.table, layer, start));
}

function ofObject(
  layer: Layer,
  scanner: RecordScanner,
  start: number,
  keyAt: number,
  { translations, verify }: InJson,
): RecordText | undefined {
  const keyEnd = scanner.string(keyAt);
  // the walk, too, takes an object that begins so for a record and nothing else
  const isPlain = keyEnd !== STOPPED && scanner.slotOf(keyAt + 1, keyEnd - 1) >= 0;
  if (isPlain && verify !== true) return { bytes: layer.bytes, start, end: scanner.end, layer };
  const end = scanner.record(start);
  if (end === STOPPED) return undefined;
  if (scanner.isRecord()) return { bytes: layer.bytes, start, end, layer };
  const object = objectAt(layer, scanner, start);
  const translation = object && translationOf(object, translations);
  return translation && whole(translated(object.fields, translation, layer, start));
}

function whole(made: Made | undefined): RecordText | undefined {
  return made && { bytes: made.layer.bytes, start: 0, end: made.layer.bytes.length, layer: made.layer };
}
