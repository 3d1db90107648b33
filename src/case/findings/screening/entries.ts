import type { Candidates } from './candidates';
import { NONE, type NumberingOfRules, type Numbers, numbersOf, UNKNOWN } from './numbering';
import type { Found } from './served';

/** The events that a correlation may count, in order of time, with what tells of each. */
export interface Entries extends Found {
  /** Its row. */
  readonly rows: Uint32Array;
  /** By group-by field; undefined for one that no column tells of. */
  readonly fields: readonly (Numbers | undefined)[];
  /** What is counted; undefined where there is nothing, or no column tells of it. */
  readonly values: Numbers | undefined;
}

/** What tells of entries. */
export interface Telling {
  readonly candidates: Candidates;
  /** By service: the place of its rule among those of the correlation. */
  readonly ruleOf: Uint32Array;
  readonly fields: readonly (NumberingOfRules | undefined)[];
  readonly value: NumberingOfRules | undefined;
}

/** All that may be counted with what tells of it. */
export function entriesOf({ places, services }: Found, telling: Telling): Entries {
  const { candidates, ruleOf, fields, value } = telling;
  const rows = at(candidates.rows, places);
  const ruleAt = (n: number): number => ruleOf[services[n] as number] as number;
  const numbers = (of: NumberingOfRules | undefined): Numbers | undefined => of && numbersOf(of, rows, ruleAt);
  return { places, services, rows, fields: fields.map(numbers), values: numbers(value) };
}

/** Those for which each of some fields has a value, or may have one. */
export function havingAll(entries: Entries, asked: readonly (Numbers | undefined)[]): Entries {
  const lacking = asked.filter((field) => field !== undefined).filter(({ haveNone }) => haveNone);
  if (lacking.length === 0) return entries;
  const kept = placesWithAll(lacking, entries.rows.length);
  const ofField = (field: Numbers | undefined): Numbers | undefined => field && someOf(field, kept);
  return {
    places: at(entries.places, kept),
    services: at(entries.services, kept),
    rows: at(entries.rows, kept),
    fields: entries.fields.map(ofField),
    values: ofField(entries.values),
  };
}

function placesWithAll(fields: readonly Numbers[], length: number): Uint32Array {
  const isLacking = new Uint8Array(length);
  for (const { numbers } of fields) markNone(numbers, isLacking);
  const kept = new Uint32Array(length);
  let count = 0;
  for (let n = 0; n < length; n++) if (isLacking[n] === 0) kept[count++] = n;
  return kept.subarray(0, count);
}

function someOf({ numbers, limit, haveNone, haveUnknown }: Numbers, kept: Uint32Array): Numbers {
  const some = at(numbers, kept);
  return {
    numbers: some,
    limit,
    haveNone: haveNone && some.includes(NONE),
    haveUnknown: haveUnknown && some.includes(UNKNOWN),
  };
}

// plain loops, each apart: they run over all entries of all correlations, and V8 soon makes them fast

function markNone(numbers: Uint32Array, isLacking: Uint8Array): void {
  for (let n = 0; n < numbers.length; n++) if (numbers[n] === NONE) isLacking[n] = 1;
}

/** The values at some places. */
export function at(values: Uint32Array, places: Uint32Array): Uint32Array {
  const some = new Uint32Array(places.length);
  for (let n = 0; n < some.length; n++) some[n] = values[places[n] as number] as number;
  return some;
}
