import { type Correlation, fieldIn } from '../../../detection';
import type { LogIndex } from '../../../index/logIndex';
import { LISTING } from '../../../reading/fields';
import type { Candidates } from './candidates';
import { entriesOf, type Entries, havingAll } from './entries';
import { groupsIn, type Groups } from './entryGroups';
import type { ListPlaces } from './listPlaces';
import { neededOf } from './neededEntries';
import { candidatesServed, type Found, type Service } from './served';
import type { NumberingOfRules, Numberings } from './numbering';

/** Open rules have each a bit by their place in their list; further ones are never left out. */
export const MAX_BITS = 31;

/** The events that rules may be true of, and what correlations need of them. */
export interface Events {
  readonly index: LogIndex;
  readonly candidates: Candidates;
  readonly numberings: Numberings;
  /** Where those with each list are, but for those without a time. */
  readonly places: ListPlaces;
  /** Whether an event that a rule is true of for sure will be counted: its record can be read. */
  readonly isTrusted: boolean;
  /** By candidate: the bits of the rules that are needed. */
  readonly left: Uint32Array;
  /** By candidate: 1 where a correlation has to know which of the events of its time comes first. */
  readonly tied: Uint8Array;
  /** By candidate: 1 where it is needed by a correlation that is part of a chain. */
  readonly chained: Uint8Array;
}

/** What may come of one correlation. */
export class Prospect {
  /** For each group-by field; undefined for one that no column tells of. */
  private readonly fields: readonly (NumberingOfRules | undefined)[];
  private readonly value: NumberingOfRules | undefined;
  /** By service: the place of its rule among those of the correlation. */
  private readonly ruleOf: Uint32Array;
  /** Whether no column has the value, but the index tells which events have one at most. */
  private readonly isListed: boolean;
  /** Whether it counts all events that its rules are true of. */
  private readonly isCertain: boolean;

  /** @param services of the lists of open rules, in the order of the lists */
  constructor(
    private readonly correlation: Correlation,
    private readonly isChained: boolean,
    private readonly services: readonly Service[],
    private readonly events: Events,
  ) {
    const { rules, groupBy, plan } = correlation;
    this.ruleOf = Uint32Array.from(services, ({ rule }) => rule);
    this.isCertain = events.isTrusted && plan.filters.length === 0;
    const inRules = (field: string): string[] => rules.map((_, rule) => fieldIn(correlation, rule, field));
    this.fields = groupBy.map((field) => events.numberings.of(inRules(field)));
    const [field, ...more] = plan.fields;
    const counted = field === undefined || more.length > 0 ? undefined : inRules(field);
    this.value = counted && events.numberings.of(counted);
    this.isListed = counted !== undefined && this.value === undefined && !counted.some(isBelowLists);
  }

  /** Marks the events that may be part of what comes about. */
  decide(): void {
    const { correlation, services, isCertain } = this;
    const { index } = this.events;
    const found = candidatesServed(services, this.events);
    if (this.haveTwins(found)) return this.markAll(found);
    const entries = this.withValues(found);
    const groups = groupsIn(entries.rows.length, entries.fields);
    const needed = neededOf(correlation, {
      rows: entries.rows,
      times: index.rows.time,
      services: entries.services,
      ruleOf: this.ruleOf,
      sureOf: Uint8Array.from(services, ({ isSure }) => (isCertain && isSure ? 1 : 0)),
      values: entries.values?.numbers,
      isSingle: this.isListed ? (row) => haveOneValue(index, row) : undefined,
      groups,
    });
    this.mark(entries, groups, needed);
  }

  /** Leaves out what is in no group, and what has no value that could be counted. */
  private withValues(found: Found): Entries {
    const { candidates } = this.events;
    const { fields, value, ruleOf } = this;
    const entries = entriesOf(found, { candidates, ruleOf, fields, value });
    // what has no value is learned from all the same: the time to learn begins with the first event
    const isLearned = this.correlation.type === 'first_seen';
    return havingAll(entries, isLearned ? entries.fields : [...entries.fields, entries.values]);
  }

  /** Of an event that was delivered in several layouts all that its rows say counts, which no row tells. */
  private haveTwins({ places }: Found): boolean {
    const { index, candidates } = this.events;
    return index.twins.size > 0 && places.some((place) => index.twins.has(candidates.rows[place] as number));
  }

  private markAll({ places, services }: Found): void {
    const { left, tied, chained } = this.events;
    const bits = this.bits();
    for (const [n, place] of places.entries()) {
      left[place] = (left[place] as number) | (bits[services[n] as number] as number);
      tied[place] = 1;
      if (this.isChained) chained[place] = 1;
    }
  }

  /** Tells what is needed, and of which events the order matters. */
  private mark({ places, services, rows }: Entries, groups: Groups, needed: Uint8Array): void {
    const { index, left, chained, tied } = this.events;
    const bits = this.bits();
    const { order, starts } = groups;
    for (let group = 0; group + 1 < starts.length; group++) {
      const from = starts[group] as number;
      const to = starts[group + 1] as number;
      /** The one before that is needed, too. */
      let before = -1;
      for (let at = from; at < to; at++) {
        const n = order[at] as number;
        if (needed[n] === 0) continue;
        const place = places[n] as number;
        left[place] = (left[place] as number) | (bits[services[n] as number] as number);
        if (this.isChained) chained[place] = 1;
        if (
          before >= 0 &&
          place !== places[before] &&
          index.time(rows[n] as number) === index.time(rows[before] as number)
        )
          tied[place] = tied[places[before] as number] = 1;
        before = n;
      }
    }
  }

  /** By service: the bits of all rules of its list that serve this correlation. */
  private bits(): Uint32Array {
    const ofList = new Map<number, number>();
    for (const { list, place } of this.services)
      if (place < MAX_BITS) ofList.set(list, (ofList.get(list) ?? 0) | (1 << place));
    return Uint32Array.from(this.services, ({ list }) => ofList.get(list) ?? 0);
  }
}

/** Whether each path has one value at most in a row's record: without lists there is no way to more. */
function haveOneValue(index: LogIndex, row: number): boolean {
  return index.id('lists', row) === 0 && index.id('summary', row) === 0;
}

/** Whether a field may lie in lists that the index does not tell of. */
function isBelowLists(field: string): boolean {
  return LISTING.includes(field.split('.', 1)[0] ?? field);
}
