import type { Header } from './csv/csvHeader';
import { CsvFields } from './csv/csvFields';
import { tableRowAt, unquotedRowAt } from './csv/csv';
import type { RecordText } from './finds';
import type { Layer } from './layers/layer';
import { type InJson, recordInCell, recordInJson, wholeOf } from './layers/recordInJson';
import { type Translation, translated } from './translation/translation';

/** What is known of a source whose records are read again by their spans. */
export interface Rereading extends Omit<InJson, 'isWhole'> {
  /** Of a CSV: its header and the table for its rows. */
  readonly csv?: { readonly header: Header; readonly translation: Translation };
  /** What the bytes of a record say, see {@link Container.written}. */
  readonly written?: (layer: Layer, start: number, end: number) => Layer;
}

/**
 * The record that was found at `layer.bytes[start..end)`: the same text as the reading told of. A span shows by its
 * first bytes how often it has to be unescaped, because a record begins with `{` and a quote.
 */
export function recordAt(layer: Layer, start: number, end: number, how: Rereading): RecordText | undefined {
  const { csv, written } = how;
  if (written !== undefined) {
    const text = written(layer, start, end);
    return recordInJson(text, 0, text.bytes.length, how);
  }
  if (csv === undefined) return recordInJson(layer, start, end, how);
  const inCell = recordInCell(layer, start, end, how.translations);
  if (inCell !== undefined) return inCell;
  const { names, delimiter } = csv.header;
  const quoted = tableRowAt(layer.bytes, start, end, delimiter, names.length);
  // only one in which quotes are text was read all the same
  const row = quoted.fault === undefined ? quoted : unquotedRowAt(layer.bytes, start, end, delimiter);
  if (row.cells.length !== names.length) return undefined;
  return wholeOf(
    translated(new CsvFields(layer, csv.header, row, csv.translation.nothing), csv.translation, layer, start),
  );
}
