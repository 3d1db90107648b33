import { provesRecord } from '../fields';
import type { RecordText } from '../finds';
import { withoutEscapes } from './insideStrings';
import { OPEN_OBJECT } from '../json/jsonBytes';
import { STOPPED } from '../json/jsonScanner';
import type { Layer } from './layer';
import { objectAt, RowFields } from '../json/members';
import { undoubled } from './quoting';
import { RecordScanner } from '../recordScanner';
import type { Rows } from '../translation/rows';
import { type Made, type Translation, translated, translationOf } from '../translation/translation';

/** What is known of JSON whose records are read again by their spans. */
export interface InJson {
  readonly translations: readonly Translation[];
  /** How rows in JSON are read. */
  readonly rows?: Rows;
  /** Whether the bytes are JSON, and nothing but that, is not known. */
  readonly isWhole?: boolean;
}

/**
 * The record in JSON that `layer.bytes[start..end)` is, to its end, as it stands in a cell of CSV. A row, too, may begin
 * so, with a cell that whoever made the call wrote.
 */
export function recordInCell(
  layer: Layer,
  start: number,
  end: number,
  translations: readonly Translation[],
): RecordText | undefined {
  if (layer.bytes[start] !== OPEN_OBJECT) return undefined;
  const how = { translations, isWhole: true };
  const cell = undoubled(layer, start, end);
  return recordInJson(cell, 0, cell.bytes.length, how) ?? recordInJson(layer, start, end, how);
}

/** The record in JSON at `source.bytes[from..to)`, or inside the string that those bytes are. */
export function recordInJson(source: Layer, from: number, to: number, how: InJson): RecordText | undefined {
  const text = withoutEscapes(source, from, to);
  if (text === undefined) return undefined;
  const { layer, start, end } = text;
  const scanner = new RecordScanner(layer.bytes, end);
  if (layer.bytes[start] === OPEN_OBJECT) return ofObject(layer, scanner, start, scanner.space(start + 1), how);
  const fields = how.rows && RowFields.at(layer, scanner, start, how.rows.names);
  return fields && how.rows && wholeOf(translated(fields, how.rows.table, layer, start));
}

function ofObject(
  layer: Layer,
  scanner: RecordScanner,
  start: number,
  keyAt: number,
  { translations, isWhole }: InJson,
): RecordText | undefined {
  const keyEnd = scanner.string(keyAt);
  // the walk, too, takes an object that begins so for a record and nothing else
  const slot = keyEnd === STOPPED ? -1 : scanner.slotOf(keyAt + 1, keyEnd - 1);
  const isPlain = provesRecord(slot);
  if (isPlain && isWhole !== true) return { bytes: layer.bytes, start, end: scanner.end, layer };
  const end = scanner.record(start);
  if (end === STOPPED || (isWhole === true && end !== scanner.end)) return undefined;
  if (scanner.isRecord()) return { bytes: layer.bytes, start, end, layer };
  const object = objectAt(layer, scanner, start);
  const translation = object && translationOf(object, translations);
  return translation && wholeOf(translated(object.fields, translation, layer, start));
}

/** What was made of something else, all of it. */
export function wholeOf(made: Made | undefined): RecordText | undefined {
  return made && { bytes: made.layer.bytes, start: 0, end: made.layer.bytes.length, layer: made.layer };
}
