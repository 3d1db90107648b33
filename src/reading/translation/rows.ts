import { type FieldsContext, findRecord } from './eventFields';
import { OPEN_ARRAY } from '../json/jsonBytes';
import type { Layer } from '../layers/layer';
import { columnKey, RowFields } from '../json/members';
import { decodeString, type RecordScanner } from '../recordScanner';
import type { Translation } from './translation';

/** The columns of rows, as far as they are known. */
export interface Columns {
  readonly names: readonly string[];
  /** Otherwise there are others behind them: what tells of them is broken or cut off. */
  readonly isWhole: boolean;
}

/** How rows are described beside them. */
export interface Described {
  /** Undefined where nothing describes them. */
  readonly columns: Columns | undefined;
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
  /** They are those of the first rows for sure; otherwise they may be of an answer behind them. */
  readonly isOfFirst?: boolean;
  /** Those are not all of them. */
  readonly isCut?: boolean;
  /**
   * How the rows at `at` are described beside them: they may be those of another answer, joined to the first. It begins at
   * `from` or after that.
   */
  readonly describedBeside?: (bytes: Uint8Array, from: number, at: number) => Described;
}

/** Reads rows where a walk comes upon them. */
export class RowReader {
  /** Rows that hold the names of the columns, and those below other ones. */
  headers = 0;
  /** The rows have other columns, or in another order, than those that tell how rows are read. */
  private isOther = false;
  /** Rows that are known to have the columns were met. */
  private isMet: boolean;
  /** Offset of what describes the rows that were read last. */
  private until = 0;
  /** From where on answers were looked at, and what was known before: what follows a break is gone through again. */
  private readonly begun: { readonly from: number; readonly isOther: boolean; readonly isMet: boolean }[] = [];
  private readonly known: ReadonlySet<string>;

  constructor(
    private readonly layer: Layer,
    private readonly scanner: RecordScanner,
    private readonly context: FieldsContext,
    private readonly rows: Rows,
  ) {
    const { names = [], table, isOfFirst = false } = rows;
    this.isMet = isOfFirst;
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
    const { isCut = false } = this.rows;
    const begins = fields.isHeader(names);
    const isHeader = begins && (isCut || fields.count === names.length);
    this.back(at);
    if (at >= this.until) this.begin(isHeader, fields.count, at, place);
    if (isHeader) {
      this.isOther = false;
      this.isMet = true;
      return true;
    }
    if (!this.isOther && (begins || fields.areNames((name) => this.known.has(columnKey(name))))) this.other(place);
    if (this.isOther) return true;
    if (isCut) {
      if (fields.count > names.length) this.context.finds.note(CUT_HEADER, place);
      return false;
    }
    // a part of the file is missing, or of two rows one was made: which cells are which is not known
    if (fields.count !== names.length)
      this.context.finds.report(otherCount(fields.count, names.length), 'error', place);
    return fields.count !== names.length;
  }

  /** Goes back to the answer that the row at `at` stands in. */
  private back(at: number): void {
    if (at >= (this.begun.at(-1)?.from ?? 0)) return;
    for (let last = this.begun.pop(); last !== undefined; last = this.begun.pop()) {
      [this.until, this.isOther, this.isMet] = [last.from, last.isOther, last.isMet];
      if (at >= last.from) return;
    }
  }

  /** An answer begins: its own header tells of its columns, or else what describes them, or how many there are. */
  private begin(isHeader: boolean, count: number, at: number, place: number): void {
    const { describedBeside, names = [], isCut = false } = this.rows;
    const { bytes } = this.layer;
    this.begun.push({ from: this.until, isOther: this.isOther, isMet: this.isMet });
    const { columns, until } = describedBeside?.(bytes, this.until, at) ?? { columns: undefined, until: bytes.length };
    this.until = until;
    if (isHeader) return;
    const isSame =
      (columns === undefined || maySame({ names, isWhole: !isCut }, columns)) &&
      (columns?.isWhole === true || (isCut ? count >= names.length : count === names.length));
    if (!isSame) this.other(place);
    else if (columns?.isWhole === true) this.isOther = false;
    else if (this.isOther || (columns === undefined && !this.isMet)) {
      this.isOther = true;
      this.context.finds.report(UNKNOWN_ANSWER, 'error', place);
    } else if (columns === undefined && this.begun.length > 1) this.context.finds.note(AS_BEFORE, place);
    this.isMet ||= !this.isOther;
  }

  private other(place: number): void {
    this.isOther = true;
    this.context.finds.report(OTHER_ANSWER, 'error', place);
  }
}

const OTHER_ANSWER =
  'Here an answer begins with other columns, or in another order: its rows are left out. Open the answers that were joined here one by one.';

function otherCount(cells: number, columns: number): string {
  return `This row is left out: it has ${cells === 1 ? '1 cell' : `${cells} cells`} where the header has ${columns}.`;
}

const UNKNOWN_ANSWER =
  'Here an answer begins that does not say what its columns are, and the one before it does not tell either: its rows are left out.';
const AS_BEFORE =
  'An answer of those that were joined here does not say what its columns are: it is read as if they were those of the one before it.';
const CUT_HEADER =
  'What names the columns of these rows is too long, broken or cut off: what they hold in those that it does not name is missing from their events.';

/** Whether both can be the same columns. Of those that are not known to their end more may follow. */
export function maySame(some: Columns, others: Columns): boolean {
  const [shorter, longer] = some.names.length <= others.names.length ? [some, others] : [others, some];
  if (shorter.isWhole && shorter.names.length < longer.names.length) return false;
  return shorter.names.every((name, n) => name.toLowerCase() === longer.names[n]?.toLowerCase());
}
