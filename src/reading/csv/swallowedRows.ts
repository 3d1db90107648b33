import { type Cell, type Row, unquotedRowAt } from './csv';
import { CsvFields } from './csvFields';
import type { Header } from './csvHeader';
import { CR, LF, OPEN_OBJECT, QUOTE } from '../json/jsonBytes';
import type { Layer } from '../layers/layer';
import { textOf } from '../translation/valueText';
import type { Translation } from '../translation/translation';

/** Whose calls CloudTrail records: no caller can choose it. */
const SERVICE = /^"?[a-z0-9.-]+\.amazonaws\.com"?$/;

/**
 * Tells rows that stand inside a cell of another. Some programs write tables without quotes: there a cell that begins
 * with one, such as a user agent, would go on over the events of other lines to the next quote, which somebody may have
 * put there to hide them. In a table that is written with quotes the same lines are text, which somebody may have
 * written to look like events: they are rows only where no program that quotes can have written the table.
 */
export class SwallowedRows {
  /** The names that the table knows of a record's own columns. */
  private readonly columns: Readonly<Record<'eventSource' | 'eventName', readonly string[]>>;
  /** Names of columns stand in quotes. */
  private isQuoted = false;
  /** A cell without quotes around it had one in it: no program that quotes writes that, whatever a caller says. */
  private hasBare = false;
  /** A cell needed its quotes, for a delimiter in it. */
  private hasNeeded = false;

  constructor(
    private readonly source: Layer,
    private readonly header: Header,
    private readonly table: Translation,
  ) {
    const namesOf = (field: string): string[] => table.fields.flatMap(([from, to]) => (to === field ? [from] : []));
    this.columns = { eventSource: namesOf('eventSource'), eventName: namesOf('eventName') };
  }

  /** The rows of a file follow, whose header has these cells: another that was joined to it may be written otherwise. */
  begin(cells: readonly Cell[]): void {
    this.isQuoted = cells.some(({ quoted }) => quoted);
    this.hasBare = false;
    this.hasNeeded = false;
  }

  /**
   * Whether other rows stand in one: `yes` where the table is written without quotes, `maybe` where that is not certain.
   * It is asked of each row in turn, and learns from them how the table is written.
   */
  isIn(row: Row): 'yes' | 'maybe' | undefined {
    if (this.isQuoted || row.fault !== undefined) return undefined;
    const { start, end, cells } = row;
    if (cells.length === this.header.names.length) this.learn(row);
    const broken = cells.filter(({ quoted, start: from, end: to }) => quoted && this.hasBreak(from, to));
    if (broken.length === 0 || cells.every((cell) => cell.quoted || cell.start === cell.end)) return undefined;
    // without quotes, each line is a row
    const rows = this.rowsIn(start, end);
    if (rows?.every((line) => this.isEvent(line)) && this.hasBare && !this.hasNeeded) return 'yes';
    return rows !== undefined || broken.some((cell) => this.holdsEvent(cell)) ? 'maybe' : undefined;
  }

  private learn({ start, end, cells }: Row): void {
    if (this.hasNeeded || !this.has(QUOTE, start, end)) return;
    const { bytes } = this.source;
    cells.forEach((cell, n) => {
      if (cell.quoted) {
        const isNeeded = this.has(this.header.delimiter, cell.start, cell.end);
        if (isNeeded && !this.hasBreak(cell.start, cell.end)) this.hasNeeded = true;
        // JSON may stand without quotes at the end of a row whose other cells have them, see tableRowAt
      } else if (!this.hasBare && (n < cells.length - 1 || bytes[cell.start] !== OPEN_OBJECT)) {
        this.hasBare = this.has(QUOTE, cell.start, cell.end);
      }
    });
  }

  /** The first line and the last, where each has as many cells as the header. */
  private rowsIn(start: number, end: number): readonly [Row, Row] | undefined {
    const first = this.lineAt(start, end);
    for (let row = first; row.cells.length === this.header.names.length; row = this.lineAt(row.next, end))
      if (row.next >= end) return [first, row];
    return undefined;
  }

  /** Whether a line that stands in a cell as a whole is an event by itself. */
  private holdsEvent({ start, end }: Cell): boolean {
    for (let row = this.lineAt(start, end); row.end < end;) {
      row = this.lineAt(row.next, end);
      if (row.end < end && this.isEvent(row)) return true;
    }
    return false;
  }

  private lineAt(at: number, end: number): Row {
    return unquotedRowAt(this.source.bytes, at, end, this.header.delimiter);
  }

  private isEvent(row: Row): boolean {
    const { source, header, table, columns } = this;
    if (row.cells.length !== header.names.length) return false;
    const fields = new CsvFields(source, header, row, table.nothing);
    const textIn = (names: readonly string[]): string | undefined =>
      names.map((name) => fields.get(name)).flatMap((value) => (value && textOf(value)) ?? [])[0];
    return SERVICE.test(textIn(columns.eventSource) ?? '') && textIn(columns.eventName) !== undefined;
  }

  private hasBreak(start: number, end: number): boolean {
    return this.has(LF, start, end) || this.has(CR, start, end);
  }

  /** Looks no further than `end`: a file may have no such byte. */
  private has(byte: number, start: number, end: number): boolean {
    return this.source.bytes.subarray(start, end).includes(byte);
  }
}
