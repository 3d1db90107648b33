import type { OpenRule, Rule, RuleSet } from '../detection';
import type { LogIndex } from '../index/logIndex';
import { NumberList } from '../index/numberList';
import type { FieldColumns } from './fieldColumns';
import { prospectsOf, type Serving } from './correlationScreen';
import type { Prospect } from './prospect';
import type { Turns } from './turns';

type Open = readonly OpenRule[];

/** How events are left out. */
interface Given {
  readonly turns: Turns;
  /** Whether what the columns say of records can be relied on: all of them can be read, and are what they were. */
  readonly trusted: boolean;
}

const NOTHING: Open = [];

/** A rule's bit in the mask of those that are left: so many fit. */
const MAX_MASK = 30;

/** The rows that rules may be true of, with what is open at each. Many rows have the same list. */
export class Candidates {
  private taken = new NumberList();
  /** By place: the number of its list. */
  private numbers = new NumberList();
  private lists: Open[] = [];
  private numberOf = new Map<Open, number>();

  /** In ascending order. */
  get rows(): Uint32Array {
    return this.taken.numbers.subarray(0, this.taken.length);
  }

  /** Takes the next row. */
  add(row: number, open: Open): void {
    if (open.length === 0) return;
    let number = this.numberOf.get(open);
    if (number === undefined) this.numberOf.set(open, (number = this.lists.push(open) - 1));
    this.taken.push(row);
    this.numbers.push(number);
  }

  /** What is open at a candidate, by its place among them. */
  openAt(place: number): Open {
    return this.lists[this.numbers.numbers[place] as number] ?? NOTHING;
  }

  /** For each candidate, by its place, 1 where no other one has its time of which a rule of correlations may be true. */
  alone(index: LogIndex, ofCorrelations: ReadonlySet<Rule>): Uint8Array {
    const { rows } = this;
    const { numbers } = this.numbers;
    const counted = this.lists.map((open) => (open.some(({ rule }) => ofCorrelations.has(rule)) ? 1 : 0));
    const alone = new Uint8Array(rows.length);
    for (let from = 0, to = 0; from < rows.length; from = to) {
      const time = index.time(rows[from] as number);
      let events = 0;
      for (; to < rows.length && (to === from || index.time(rows[to] as number) === time); to++)
        events += counted[numbers[to] as number] ?? 0;
      if (events < 2) alone.fill(1, from, to);
    }
    return alone;
  }

  /**
   * Leaves out the rules that only serve correlations, at rows where none of those correlations can come about: too few
   * events in the group within the timespan, or one of the rules has none there. What is open is all that may match, so
   * what cannot come about with all of it cannot come about at all.
   */
  async leaveOutLoneEvents(set: RuleSet, index: LogIndex, columns: FieldColumns, given: Given): Promise<void> {
    const { turns } = given;
    const { rows } = this;
    const { numbers } = this.numbers;
    const { prospects, serving } = prospectsOf(set, index, columns, rows, given.trusted);
    if (serving.size === 0) return;
    const served = this.lists.map((open) => new Served(open, serving));
    for (let place = 0; place < rows.length; place++) {
      if (turns.due(1)) await turns.next();
      served[numbers[place] as number]?.addTo(place);
    }
    for (const prospect of prospects) {
      prospect.decide();
      if (turns.due()) await turns.next();
    }
    this.taken = new NumberList();
    this.numbers = new NumberList();
    this.lists = [];
    this.numberOf = new Map();
    for (let place = 0; place < rows.length; place++) {
      if (turns.due(1)) await turns.next();
      this.add(rows[place] as number, served[numbers[place] as number]?.leftAt(place) ?? NOTHING);
    }
  }
}

/** A list of open rules and what they serve; many rows have the same. */
class Served {
  private readonly servings: readonly (Serving & { readonly isSure: boolean })[];
  /** By place in the list: the prospects that decide about a rule; undefined for one that stands for itself. */
  private readonly prospects: readonly (readonly Prospect[] | undefined)[];
  /** By the mask of what is left of the list. */
  private readonly lists = new Map<number, Open>();

  constructor(
    private readonly open: Open,
    serving: ReadonlyMap<Rule, readonly Serving[]>,
  ) {
    this.servings = open.flatMap(({ rule, test }) =>
      (serving.get(rule) ?? []).map((one) => ({ ...one, isSure: test === undefined })),
    );
    this.prospects = open.map(({ rule }) =>
      rule.standalone ? undefined : (serving.get(rule) ?? []).map(({ prospect }) => prospect),
    );
  }

  /** Tells the prospects of the event at a place. */
  addTo(place: number): void {
    const { servings } = this;
    for (let n = 0; n < servings.length; n++) {
      const { prospect, of, isSure } = servings[n] as Served['servings'][number];
      prospect.add(place, of, isSure);
    }
  }

  /** What is left open at a place. */
  leftAt(place: number): Open {
    const { open } = this;
    if (this.servings.length === 0) return open;
    if (open.length > MAX_MASK) return open.filter((_, n) => this.isLeft(n, place));
    let mask = 0;
    for (let n = 0; n < open.length; n++) if (this.isLeft(n, place)) mask |= 1 << n;
    let list = this.lists.get(mask);
    if (list === undefined) this.lists.set(mask, (list = open.filter((_, n) => (mask & (1 << n)) !== 0)));
    return list;
  }

  private isLeft(n: number, place: number): boolean {
    const prospects = this.prospects[n];
    if (prospects === undefined) return true;
    for (let at = 0; at < prospects.length; at++) if (prospects[at]?.needs(place) === true) return true;
    return false;
  }
}
