import { type Row, unquotedRowAt } from './csv';
import { CsvFields } from './csvFields';
import type { Header } from './csvHeader';
import { LF } from './jsonBytes';
import type { Layer } from './layer';
import { textOf } from './valueText';
import type { Translation } from './translation';

/** Whose calls CloudTrail records: no caller can choose it. */
const SERVICE = /^"?[a-z0-9.-]+\.amazonaws\.com"?$/;

/**
 * Tells rows that stand inside a cell of another. Some programs write tables without quotes: there a cell that begins
 * with one, such as a user agent, would go on over the events of other lines to the next quote, which somebody may have
 * put there to hide them.
 */
export class SwallowedRows {
  /** The names that the table knows of a record's own columns. */
  private readonly columns: Readonly<Record<'eventSource' | 'eventName', readonly string[]>>;

  constructor(
    private readonly source: Layer,
    private readonly header: Header,
    private readonly table: Translation,
  ) {
    const namesOf = (field: string): string[] => table.fields.flatMap(([from, to]) => (to === field ? [from] : []));
    this.columns = { eventSource: namesOf('eventSource'), eventName: namesOf('eventName') };
  }

  /** Whether a line inside a row is an event by itself, or its first line and its last both are. */
  isIn({ start, end }: Row): boolean {
    const { bytes } = this.source;
    const first = bytes.indexOf(LF, start);
    if (first < 0 || first >= end) return false;
    let at = first;
    for (;;) {
      const next = bytes.indexOf(LF, at + 1);
      // of a quoted cell at one end of the row, the line at the other end may look like all of one
      if (next < 0 || next >= end) return this.isEvent(at + 1, end) && this.isEvent(start, first);
      if (this.isEvent(at + 1, next)) return true;
      at = next;
    }
  }

  private isEvent(start: number, end: number): boolean {
    const { source, header, table, columns } = this;
    const row = unquotedRowAt(source.bytes, start, end, header.delimiter);
    if (row.cells.length !== header.names.length) return false;
    const fields = new CsvFields(source, header, row, table.nothing);
    const textIn = (names: readonly string[]): string | undefined =>
      names.map((name) => fields.get(name)).flatMap((value) => (value && textOf(value)) ?? [])[0];
    return SERVICE.test(textIn(columns.eventSource) ?? '') && textIn(columns.eventName) !== undefined;
  }
}
