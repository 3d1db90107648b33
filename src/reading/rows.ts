import { type FieldsContext, findRecord } from './eventFields';
import { OPEN_ARRAY } from './jsonBytes';
import type { Layer } from './layer';
import { RowFields } from './members';
import { decodeString, type RecordScanner } from './recordScanner';
import type { Translation } from './translation';

/** How events are read that are rows in JSON. */
export interface Rows {
  /** What their columns mean. */
  readonly table: Translation;
  /** Names of the columns, where a row holds them and the others hold values alone. */
  readonly names?: readonly string[];
  /** The member that holds a row; without it, the elements of a list are rows. */
  readonly member?: string;
}

/** Reads rows where a walk comes upon them. */
export class RowReader {
  /** Rows that hold the names of the columns. */
  headers = 0;

  constructor(
    private readonly layer: Layer,
    private readonly scanner: RecordScanner,
    private readonly context: FieldsContext,
    private readonly rows: Rows,
  ) {}

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
    if (rows.names !== undefined && fields.isHeader(rows.names)) this.headers++;
    else if (!findRecord(this.context, fields, rows.table, place, depth)) return undefined;
    return fields.end;
  }
}
