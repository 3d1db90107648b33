import { FieldValues } from '../../../detection';
import type { Cells } from '../../../index/cells';
import type { LogIndex } from '../../../index/logIndex';
import type { FieldColumn, FieldColumns } from './fieldColumns';

/** The numbers of a field of some rows, in their order. */
export interface Numbers {
  readonly numbers: Uint32Array;
  /** All are smaller. */
  readonly limit: number;
}

/** There is no value. */
export const NONE = 1;
/** The column does not tell, or there are several. */
export const UNKNOWN = 2;
const UNASKED = 0;
const FIRST = 3;

/**
 * A field whose values are numbered as they come, from 3: one that is written with escapes has another id, but not
 * another number.
 */
export class Numbering {
  private readonly numbers = new Map<string, number>();
  private readonly byId: Uint32Array;
  private readonly cells: Cells;

  constructor(
    private readonly column: FieldColumn,
    private readonly columns: FieldColumns,
    index: LogIndex,
  ) {
    this.byId = new Uint32Array(index.dictionaries.size(column.column));
    this.cells = index.rows.columns[column.column];
  }

  /** Of each of some rows the number of its value, or {@link NONE}, or {@link UNKNOWN}. */
  of(rows: Uint32Array): Numbers {
    const { byId, cells, columns } = this;
    const numbers = new Uint32Array(rows.length);
    if (columns.haveSummaries) for (let n = 0; n < numbers.length; n++) numbers[n] = this.at(rows[n] as number);
    else {
      for (let n = 0; n < numbers.length; n++) {
        const id = cells[rows[n] as number] as number;
        const known = byId[id] as number;
        numbers[n] = known !== UNASKED ? known : this.ask(id);
      }
    }
    return { numbers, limit: this.numbers.size + FIRST };
  }

  private at(row: number): number {
    const id = this.columns.id(this.column.column, row);
    const known = this.byId[id] ?? UNASKED;
    return known !== UNASKED ? known : this.ask(id);
  }

  private ask(id: number): number {
    const value = this.column.value(id);
    const number = typeof value === 'string' ? this.number(value) : isNone(value) ? NONE : UNKNOWN;
    this.byId[id] = number;
    return number;
  }

  private number(text: string): number {
    const known = this.numbers.get(text) ?? this.numbers.size + FIRST;
    this.numbers.set(text, known);
    return known;
  }
}

/** Nothing there, or null, which is no group and no value either. */
function isNone(value: ReturnType<FieldColumn['value']>): boolean {
  return value instanceof FieldValues && value.values.length === 0;
}

/** The numberings of fields, each made once: many correlations ask about the same. */
export class Numberings {
  private readonly known = new Map<string, Numbering | undefined>();

  constructor(
    private readonly index: LogIndex,
    private readonly columns: FieldColumns,
  ) {}

  /** Undefined for a field that no column tells of. */
  of(field: string): Numbering | undefined {
    if (!this.known.has(field)) {
      const column = this.columns.of(field);
      this.known.set(field, column && new Numbering(column, this.columns, this.index));
    }
    return this.known.get(field);
  }
}
