import type { OpenRule, Rule, RuleSet } from '../detection';
import type { LogIndex } from '../index/logIndex';
import type { FieldColumns } from './fieldColumns';
import { type Prospect, prospectsOf, type Serving } from './correlationScreen';

type Open = readonly OpenRule[];

const NONE: Open = [];

/** A rule's bit in the mask of those that are left: so many fit. */
const MAX_MASK = 30;

/** The rows that rules may be true of, with what is open at each. */
export class Candidates {
  /** In ascending order. */
  rows: number[] = [];
  private opens: Open[] = [];

  /** Takes the next row. */
  add(row: number, open: Open): void {
    if (open.length === 0) return;
    this.rows.push(row);
    this.opens.push(open);
  }

  /** What is open at a candidate, by its place among them. */
  openAt(place: number): Open {
    return this.opens[place] ?? NONE;
  }

  /**
   * For each candidate, by its place, whether no other one has its time of which a rule of correlations may be true.
   */
  alone(index: LogIndex, ofCorrelations: ReadonlySet<Rule>): Uint8Array {
    const { rows, opens } = this;
    const relevant = new Map<Open, number>();
    const relevance = (open: Open): number => {
      let is = relevant.get(open);
      if (is === undefined) relevant.set(open, (is = open.some(({ rule }) => ofCorrelations.has(rule)) ? 1 : 0));
      return is;
    };
    const alone = new Uint8Array(rows.length);
    for (let from = 0, to = 0; from < rows.length; from = to) {
      const time = index.time(rows[from] as number);
      let events = 0;
      for (; to < rows.length && (to === from || index.time(rows[to] as number) === time); to++)
        events += relevance(opens[to] as Open);
      if (events < 2) alone.fill(1, from, to);
    }
    return alone;
  }

  /**
   * Leaves out the rules that only serve correlations, at rows where none of those correlations can come about: too few
   * events in the group within the timespan, or one of the rules has none there. What is open is all that may match, so
   * what cannot come about with all of it cannot come about at all.
   */
  leaveOutLoneEvents(set: RuleSet, index: LogIndex, columns: FieldColumns): void {
    const { prospects, serving } = prospectsOf(set, index, columns, this.rows);
    if (serving.size === 0) return;
    const lists = new Map<Open, Served>();
    const served: Served[] = [];
    for (const open of this.opens) {
      let list = lists.get(open);
      if (list === undefined) lists.set(open, (list = new Served(open, serving)));
      served.push(list);
    }
    for (let place = 0; place < served.length; place++) (served[place] as Served).addTo(place);
    for (const prospect of prospects) prospect.decide();
    const { rows } = this;
    this.rows = [];
    this.opens = [];
    for (let place = 0; place < served.length; place++)
      this.add(rows[place] as number, (served[place] as Served).leftAt(place));
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
