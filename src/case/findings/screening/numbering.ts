import { FieldValues } from '../../../detection';
import type { Cells } from '../../../index/cells';
import type { LogIndex } from '../../../index/logIndex';
import type { FieldColumn, FieldColumns } from './fieldColumns';

/** The numbers of a field of some rows, in their order. */
export interface Numbers {
  readonly numbers: Uint32Array;
  /** All are smaller. */
  readonly limit: number;
  /** Whether {@link NONE} is among them. */
  readonly haveNone: boolean;
  /** Whether {@link UNKNOWN} is. */
  readonly haveUnknown: boolean;
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
  /** By what the column says of ids that have the same value. */
  private readonly bySame: number[] = [];
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

  /** Writes down the numbers of several rows. */
  ofAll(rows: Uint32Array, numbers: Uint32Array): void {
    const { byId, cells } = this;
    if (this.columns.haveSummaries) {
      for (let n = 0; n < rows.length; n++) numbers[n] = this.of(rows[n] as number);
      return;
    }
    for (let n = 0; n < rows.length; n++) {
      const id = cells[rows[n] as number] as number;
      const known = byId[id] as number;
      numbers[n] = known !== UNASKED ? known : this.ask(id);
    }
  }

  /** All numbers so far are smaller. */
  get limit(): number {
    return this.numbers.size + FIRST;
  }

  private ask(id: number): number {
    const same = this.column.sameFor?.(id);
    const known = same === undefined ? undefined : this.bySame[same];
    const number = known ?? this.ofValue(this.column.value(id));
    this.byId[id] = number;
    if (same !== undefined) this.bySame[same] = number;
    return number;
  }

  private ofValue(value: ReturnType<FieldColumn['value']>): number {
    if (typeof value === 'string') return this.number(value);
    return isNone(value) ? NONE : UNKNOWN;
  }

  private number(text: string): number {
    let known = this.numbers.get(text);
    if (known === undefined) this.numbers.set(text, (known = this.numbers.size + FIRST));
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

/**
 * The numbers of some rows, each as the field of its rule has it.
 * @param ruleAt of a place among the rows
 */
export function numbersOf(numberings: NumberingOfRules, rows: Uint32Array, ruleAt: (n: number) => number): Numbers {
  const numbers = new Uint32Array(rows.length);
  const [first] = numberings;
  if (first !== undefined && numberings.every((one) => one === first)) first.ofAll(rows, numbers);
  else for (let n = 0; n < numbers.length; n++) numbers[n] = (numberings[ruleAt(n)] as Numbering).of(rows[n] as number);
  return {
    numbers,
    limit: first?.limit ?? FIRST,
    haveNone: numbers.includes(NONE),
    haveUnknown: numbers.includes(UNKNOWN),
  };
}
