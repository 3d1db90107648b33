import { chainedOf, type Correlation, type Rule, type RuleSet } from '../../../detection';
import type { LogIndex } from '../../../index/logIndex';
import { Candidates, type Open } from './candidates';
import type { FieldColumns } from './fieldColumns';
import { ListPlaces } from './listPlaces';
import { Numberings } from './numbering';
import { MAX_BITS, Prospect } from './prospect';
import type { Service } from './served';
import type { Turns } from '../../turns';

/** How events are left out. */
interface Given {
  readonly turns: Turns;
  /** Whether what the columns say of records can be relied on: all of them can be read, and are what they were. */
  readonly trusted: boolean;
}

/** What is left of candidates when correlations were looked at. */
export interface Screened {
  readonly candidates: Candidates;
  /** For each of them 1 where a correlation has to know which of the events of its time comes first. */
  readonly tied: Uint8Array;
}

/**
 * Leaves out the rules that only serve correlations, at rows where none of those correlations can come about: too few
 * events in the group within the timespan, or one of the rules has none there. What is open is all that may match, so
 * what cannot come about with all of it cannot come about at all.
 */
export async function screenCorrelations(
  candidates: Candidates,
  set: RuleSet,
  index: LogIndex,
  columns: FieldColumns,
  { turns, trusted }: Given,
): Promise<Screened> {
  const { rows, lists } = candidates;
  const tied = new Uint8Array(rows.length);
  const services = servicesOf(set, lists);
  if (services.size === 0) return { candidates, tied };
  const events = {
    index,
    candidates,
    numberings: new Numberings(index, columns),
    places: new ListPlaces(candidates, timedOf(rows, index)),
    left: new Uint32Array(rows.length),
    tied,
    chained: new Uint8Array(rows.length),
    isTrusted: trusted,
  };
  const chained = chainedOf(set.correlations);
  let screened = 0;
  for (const [correlation, served] of services) {
    new Prospect(correlation, chained.has(correlation), served, events).decide();
    if (turns.due()) await turns.next(++screened / services.size);
  }
  tieChained(events.chained, index, rows, tied);
  return remaining(candidates, events.left, tied);
}

/** How many of some rows, in order of time, have one: those without are the last. */
function timedOf(rows: Uint32Array, index: LogIndex): number {
  let end = rows.length;
  while (end > 0 && !Number.isFinite(index.time(rows[end - 1] as number))) end--;
  return end;
}

/** What the open rules of each list do for each correlation, in the order of the lists. */
function servicesOf(set: RuleSet, lists: readonly Open[]): Map<Correlation, Service[]> {
  const served = new Map<Rule, { correlation: Correlation; rule: number }[]>();
  for (const correlation of set.correlations) {
    for (const [rule, its] of correlation.rules.entries()) {
      if (its.kind !== 'rule') continue;
      const known = served.get(its) ?? [];
      known.push({ correlation, rule });
      served.set(its, known);
    }
  }
  const services = new Map<Correlation, Service[]>(set.correlations.map((correlation) => [correlation, []]));
  for (const [list, open] of lists.entries()) {
    for (const [place, { rule: its, test }] of open.entries())
      for (const { correlation, rule } of served.get(its) ?? [])
        services.get(correlation)?.push({ list, rule, place, isSure: test === undefined });
  }
  for (const [correlation, its] of services) if (its.length === 0) services.delete(correlation);
  return services;
}

/** Of events of one time that reach chains of correlations the order matters, whatever their groups. */
function tieChained(chained: Uint8Array, index: LogIndex, rows: Uint32Array, tied: Uint8Array): void {
  let before = chained.indexOf(1);
  for (let place = chained.indexOf(1, before + 1); before >= 0 && place >= 0; place = chained.indexOf(1, place + 1)) {
    if (index.time(rows[before] as number) === index.time(rows[place] as number)) tied[before] = tied[place] = 1;
    before = place;
  }
}

function remaining({ rows, numbers, lists }: Candidates, bits: Uint32Array, tied: Uint8Array): Screened {
  const remaining = new Remaining(lists);
  const left = { rows: rows.slice(), numbers: numbers.slice(), tied: tied.slice() };
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    const list = remaining.listOf(numbers[place] as number, bits[place] as number);
    if (list === 0) continue;
    left.rows[count] = rows[place] as number;
    left.numbers[count] = list;
    left.tied[count++] = tied[place] as number;
  }
  const candidates = new Candidates(left.rows.subarray(0, count), left.numbers.subarray(0, count), remaining.lists);
  return { candidates, tied: left.tied.subarray(0, count) };
}

/** What is left of lists of open rules. */
class Remaining {
  readonly lists: Open[] = [[]];
  /** By list: the bits of the rules that are left in any case. */
  private readonly own: number[];
  /** By list and the bits of what is left of it. */
  private readonly known: Map<number, number>[];

  constructor(private readonly before: readonly Open[]) {
    this.own = before.map((open) =>
      open.reduce((bits, { rule }, n) => (rule.standalone && n < MAX_BITS ? bits | (1 << n) : bits), 0),
    );
    this.known = before.map(() => new Map<number, number>());
  }

  /** The number of the list that is left of another one. @param bits of the rules that correlations need */
  listOf(list: number, bits: number): number {
    const left = bits | (this.own[list] as number);
    const known = this.known[list] as Map<number, number>;
    let number = known.get(left);
    if (number === undefined) known.set(left, (number = this.newList(list, left)));
    return number;
  }

  private newList(list: number, left: number): number {
    const open = (this.before[list] ?? []).filter((_, n) => n >= MAX_BITS || (left & (1 << n)) !== 0);
    return open.length === 0 ? 0 : this.lists.push(open) - 1;
  }
}
