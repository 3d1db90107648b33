import { type FieldsContext, findRecord } from './eventFields';
import { OPEN_ARRAY } from './jsonBytes';
import type { Layer } from './layer';
import { columnKey, RowFields } from './members';
import { decodeString, type RecordScanner } from './recordScanner';
import type { Translation } from './translation';

/** How rows are described beside them. */
export interface Described {
  /** Of their columns; empty where nothing describes them. */
  readonly names: readonly string[];
  /** That goes for the rows before this offset. */
  readonly until: number;
}

/** How events are read that are rows in JSON. */
export interface Rows {
  /** What their columns mean. */
  readonly table: Translation;
  /** Names of the columns, where a row holds them and the others hold values alone. */
  readonly names?: readonly string[];
  /** The member that holds a row; without it, the elements of a list are rows. */
  readonly member?: string;
  /** How the rows from `at` on are described beside them: they may be those of another answer, joined to the first. */
  readonly describedAfter?: (bytes: Uint8Array, at: number) => Described;
}

/** Reads rows where a walk comes upon them. */
export class RowReader {
  /** Rows that hold the names of the columns, and those below other ones. */
  headers = 0;
  /** The rows have other columns, or in another order, than those that tell how rows are read. */
  private isOther = false;
  /** Offset of what describes the rows that were read last. */
  private until = 0;
  private readonly known: ReadonlySet<string>;

  constructor(
    private readonly layer: Layer,
    private readonly scanner: RecordScanner,
    private readonly context: FieldsContext,
    private readonly rows: Rows,
  ) {
    const { names = [], table } = rows;
    this.known = new Set([...names, ...table.originals, ...table.fields.map(([from]) => from)].map(columnKey));
  }

  /** Tells of the event in the element of a list at `at`, when it is a row: returns the offset after it. */
  element(at: number, depth: number): number | undefined {
    return this.rows.member === undefined ? this.row(at, depth) : undefined;
  }

  /** The same of a member's value at `at`, when its key, at `keyAt`, says that it is a row. */
  named(keyAt: number, at: number, depth: number): number | undefined {
    const { member } = this.rows;
    if (member === undefined) return undefined;
    const name = decodeString(this.layer.bytes, keyAt, this.scanner.string(keyAt));
    return name === member ? this.row(at, depth) : undefined;
  }

  private row(at: number, depth: number): number | undefined {
    const { layer, rows } = this;
    const fields = layer.bytes[at] === OPEN_ARRAY ? RowFields.at(layer, this.scanner, at, rows.names) : undefined;
    if (fields === undefined) return undefined;
    const place = [layer.sourceStart(at), layer.sourceEnd(fields.end)] as const;
    if (rows.names !== undefined && this.isNoEvent(fields, rows.names, at, place[0])) this.headers++;
    else if (!findRecord(this.context, fields, rows.table, place, depth)) return undefined;
    return fields.end;
  }

  /** Whether a row at `at`, or at `place` in the source, holds names of columns, or stands among those of other ones. */
  private isNoEvent(fields: RowFields, names: readonly string[], at: number, place: number): boolean {
    if (at >= this.until) this.begin(names, at, place);
    if (fields.isHeader(names)) {
      this.isOther = false;
      return true;
    }
    if (!this.isOther && fields.areNames((name) => this.known.has(columnKey(name)))) this.other(place);
    return this.isOther;
  }

  private begin(names: readonly string[], at: number, place: number): void {
    const { names: own = [], until = this.layer.bytes.length } = this.rows.describedAfter?.(this.layer.bytes, at) ?? {};
    this.until = until;
    if (own.length === 0) return;
    this.isOther = false;
    if (!areSame(own, names)) this.other(place);
  }

  private other(place: number): void {
    this.isOther = true;
    this.context.finds.report(OTHER_ANSWER, 'error', place);
  }
}

const OTHER_ANSWER =
  'Here an answer begins with other columns, or in another order: its rows are left out. Open the answers that were joined here one by one.';

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name, n) => name.toLowerCase() === others[n]?.toLowerCase());
}
