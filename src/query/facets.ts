import type { Cells } from '../index/cells';
import type { LogIndex } from '../index/logIndex';
import { ComposedValues } from './composed';
import { DERIVATIONS, type Facet, FACETS, type OfEntry } from './derivations';

export { type Facet, FACETS } from './derivations';

/** The values of a facet with a number each, given out as rows are met. */
interface Numbering {
  readonly values: (string | undefined)[];
  readonly byValue: Map<string | undefined, number>;
}

/** A facet whose value depends on a dictionary entry alone. */
export interface EntryFacet {
  /** Each row's entry. */
  readonly cells: Cells;
  /** How many entries there are. */
  readonly size: number;
  /** The number of an entry's value. */
  readonly numberOf: (entry: number) => number;
  /** The numbers of all values in the order of the values, that of "no value" last; undefined where it is not known. */
  readonly order: () => Uint32Array | undefined;
}

const UNITS = { day: 86_400_000, hour: 3_600_000 } as const;

/** Reads facet values of one index, each dictionary entry once. */
export class FacetReader {
  private readonly numberings = new Map<Facet, Numbering>();
  private readonly entryFacets = new Map<Facet, EntryFacet>();
  private readonly numberers = new Map<Facet, (row: number) => number>();

  constructor(readonly index: LogIndex) {}

  /** The value of `facet` in `row`; undefined when the record does not have it. */
  value(facet: Facet, row: number): string | undefined {
    return this.values(facet)[this.number(facet, row)];
  }

  /** The number of a row's value: small, and the same for equal values. {@link values} has the value behind it. */
  number(facet: Facet, row: number): number {
    return this.numberer(facet)(row);
  }

  /** What tells the number of each row's value; for many rows, because what it needs is looked up once. */
  numberer(facet: Facet): (row: number) => number {
    let numberer = this.numberers.get(facet);
    if (numberer === undefined) this.numberers.set(facet, (numberer = this.newNumberer(facet)));
    return numberer;
  }

  /** What many rows are asked by at a time: by their entries; undefined for a facet that has none. */
  entries(facet: Facet): EntryFacet | undefined {
    let entries = this.entryFacets.get(facet);
    if (entries === undefined) {
      const derivation = DERIVATIONS[facet];
      if ('ofTime' in derivation) return undefined;
      this.entryFacets.set(facet, (entries = this.newEntryFacet(this.numbering(facet), derivation)));
    }
    return entries;
  }

  /** A test of rows by the value of a facet: each value is asked about once. */
  rowTest(facet: Facet, test: (value: string | undefined) => boolean): (row: number) => boolean {
    const values = this.values(facet);
    const ofNumber: (boolean | undefined)[] = [];
    const answer = (number: number): boolean => (ofNumber[number] ??= test(values[number]));
    const entries = this.entries(facet);
    if (entries === undefined) {
      const numberOf = this.numberer(facet);
      return (row) => answer(numberOf(row));
    }
    const { cells, size, numberOf } = entries;
    /** 0: not asked yet; 1: no; 2: yes. */
    const answers = new Uint8Array(size);
    const ask = (entry: number): number => (answers[entry] = answer(numberOf(entry)) ? 2 : 1);
    return (row) => {
      const entry = cells[row] as number;
      return (answers[entry] || ask(entry)) === 2;
    };
  }

  private newNumberer(facet: Facet): (row: number) => number {
    const derivation = DERIVATIONS[facet];
    if ('ofTime' in derivation)
      return this.timeNumberer(this.numbering(facet), derivation.ofTime, UNITS[facet as keyof typeof UNITS]);
    const { cells, numberOf } = this.entries(facet) as EntryFacet;
    return (row) => numberOf(cells[row] as number);
  }

  private newEntryFacet(numbering: Numbering, derivation: OfEntry): EntryFacet {
    const { index } = this;
    const { column, derive, composition } = derivation;
    const size = index.dictionaries.size(column);
    const cells = index.rows.columns[column];
    const composed = composition && ComposedValues.of(index, composition, numbering.values);
    if (composed !== undefined)
      return { cells, size, numberOf: (id) => composed.numbers[id] as number, order: () => composed.order() };
    const numbers = new Int32Array(size).fill(-1);
    const numberOfId = (id: number): number => {
      let number = numbers[id] as number;
      if (number < 0) numbers[id] = number = numberOf(numbering, derive(index, id));
      return number;
    };
    return { cells, size, numberOf: numberOfId, order: () => undefined };
  }

  private timeNumberer(
    numbering: Numbering,
    ofTime: (ms: number) => string,
    milliseconds: number,
  ): (row: number) => number {
    const numbers = new Map<number, number>();
    const { time } = this.index.rows;
    let [lastUnit, lastNumber] = [-Infinity, 0];
    return (row) => {
      const unit = Math.floor((time[row] as number) / milliseconds);
      // rows are in order of time
      if (unit === lastUnit) return lastNumber;
      let number = numbers.get(unit);
      if (number === undefined)
        numbers.set(unit, (number = numberOf(numbering, ofTime(time[row] as number) || undefined)));
      [lastUnit, lastNumber] = [unit, number];
      return number;
    };
  }

  /** Values by their numbers, as far as numbers were given out. */
  values(facet: Facet): readonly (string | undefined)[] {
    return this.numbering(facet).values;
  }

  private numbering(facet: Facet): Numbering {
    let numbering = this.numberings.get(facet);
    if (numbering === undefined) this.numberings.set(facet, (numbering = { values: [], byValue: new Map() }));
    return numbering;
  }
}

function numberOf({ values, byValue }: Numbering, value: string | undefined): number {
  let number = byValue.get(value);
  if (number === undefined) {
    byValue.set(value, (number = values.length));
    values.push(value);
  }
  return number;
}

/** The facet a person means by `name`, in any case and by the record's own member names too. */
export function facetNamed(name: string): Facet | undefined {
  const wanted = name.toLowerCase();
  return FACETS.find((facet) => facet.toLowerCase() === wanted) ?? ALIASES.get(wanted);
}

const ALIASES: ReadonlyMap<string, Facet> = new Map<string, Facet>(
  Object.entries({
    name: 'eventName',
    event: 'eventName',
    who: 'identity',
    source: 'eventSource',
    service: 'eventSource',
    ip: 'sourceIPAddress',
    sourceip: 'sourceIPAddress',
    accesskeyid: 'accessKey',
    key: 'accessKey',
    session: 'roleSession',
    awsregion: 'region',
    recipientaccountid: 'account',
    error: 'errorCode',
    agent: 'userAgent',
    type: 'eventType',
  } satisfies Record<string, Facet>),
);
