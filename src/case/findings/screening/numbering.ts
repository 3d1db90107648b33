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
  private readonly byId: Uint32Array;
  private readonly cells: Cells;

  constructor(
    private readonly column: FieldColumn,
    private readonly columns: FieldColumns,
    index: LogIndex,
    /** The values that have numbers, of other fields too where they share them. */
    private readonly numbers = new Map<string, number>(),
  ) {
    this.byId = new Uint32Array(index.dictionaries.size(column.column));
    this.cells = index.rows.columns[column.column];
  }

  /** The number of a row's value, or {@link NONE}, or {@link UNKNOWN}. */
  of(row: number): number {
    const { byId, columns } = this;
    const id = columns.haveSummaries ? columns.id(this.column.column, row) : (this.cells[row] as number);
    const known = byId[id] ?? UNASKED;
    return known !== UNASKED ? known : this.ask(id);
  }

  /** All numbers so far are smaller. */
  get limit(): number {
    return this.numbers.size + FIRST;
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

/** The numbering of a field for each rule of a correlation; rules that name one field have the same. */
export type NumberingOfRules = readonly Numbering[];

/** The numberings of fields, each made once: many correlations ask about the same. */
export class Numberings {
  private readonly known = new Map<string, NumberingOfRules | undefined>();

  constructor(
    private readonly index: LogIndex,
    private readonly columns: FieldColumns,
  ) {}

  /** @param fields by rule; undefined where no column tells of one of them */
  of(fields: readonly string[]): NumberingOfRules | undefined {
    const different = [...new Set(fields)];
    const key = JSON.stringify(different.length > 1 ? fields : different);
    if (!this.known.has(key)) this.known.set(key, this.made(different, fields));
    const known = this.known.get(key);
    const [only] = known ?? [];
    return different.length > 1 || only === undefined ? known : fields.map(() => only);
  }

  private made(different: readonly string[], fields: readonly string[]): NumberingOfRules | undefined {
    // values of fields that one name stands for are the same where their texts are
    const numbers = new Map<string, number>();
    const made = new Map<string, Numbering>();
    for (const field of different) {
      const column = this.columns.of(field);
      if (column === undefined) return undefined;
      made.set(field, new Numbering(column, this.columns, this.index, numbers));
    }
    return fields.map((field) => made.get(field)).filter((one) => one !== undefined);
  }
}

/** The numbers of some rows, each as the field of its rule has it. */
export function numbersOf(numberings: NumberingOfRules, rows: Uint32Array, rules: Uint32Array): Numbers {
  const numbers = new Uint32Array(rows.length);
  for (let n = 0; n < numbers.length; n++)
    numbers[n] = (numberings[rules[n] as number] as Numbering).of(rows[n] as number);
  return { numbers, limit: numberings[0]?.limit ?? FIRST };
}
