import type { Candidates } from './candidates';
import { type ListPlaces, startsOf } from './listPlaces';

/** What an open rule of a list does for a correlation. */
export interface Service {
  readonly list: number;
  /** The rule's place in the list. */
  readonly place: number;
  /** Its place among the rules of the correlation. */
  readonly rule: number;
  /** Whether it is true of the rows with this list. */
  readonly isSure: boolean;
}

/** The events that a correlation may count, in order of time; one that several of its rules may be true of once for each. */
export interface Found {
  /** Among the candidates. */
  readonly places: Uint32Array;
  /** Which of the services put it here. */
  readonly services: Uint32Array;
}

/**
 * The candidates that some service is for, in order of time.
 * @param services in the order of their lists
 */
export function candidatesServed(
  services: readonly Service[],
  {
    candidates: { numbers, lists },
    places: placesOf,
  }: { readonly candidates: Candidates; readonly places: ListPlaces },
): Found {
  const served = Uint32Array.from(services, ({ list }) => list);
  let most = 0;
  for (const list of served) most += placesOf.count(list);
  const places = new Uint32Array(most);
  const which = new Uint32Array(most);
  writePairs(placesOf.ofSome([...new Set(served)]), numbers, startsOf(served, lists.length), places, which);
  return { places, services: which };
}

/**
 * Writes down each of some candidates with each service of its list. Apart, so that V8 soon makes it fast.
 * @param numbers of the list of each candidate
 * @param starts where the services of each list begin
 */
function writePairs(
  among: Uint32Array,
  numbers: Uint32Array,
  starts: Uint32Array,
  places: Uint32Array,
  which: Uint32Array,
): void {
  let count = 0;
  for (let n = 0; n < among.length; n++) {
    const place = among[n] as number;
    const list = numbers[place] as number;
    const last = starts[list + 1] as number;
    for (let service = starts[list] as number; service < last; service++) {
      places[count] = place;
      which[count++] = service;
    }
  }
}
