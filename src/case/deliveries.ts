import type { OpenedCase } from './generations';
import type { EventPlace } from './eventTable';
import { named } from './places';

/** So many places of one event are named; of a hostile case it may have any number. */
const MOST_NAMED = 100;

/** Where an event stands besides its place: it was delivered more than once. */
export interface OtherDeliveries {
  /** How many there are. */
  readonly count: number;
  /** The first of them. */
  readonly places: readonly EventPlace[];
}

/** Of some rows those that were delivered more than once, by their numbers among them. */
export function deliveriesIn(opened: OpenedCase, rows: Uint32Array): Map<number, OtherDeliveries> {
  const others = new Map<number, OtherDeliveries>();
  const { otherPlaces } = opened.index;
  if (otherPlaces.size === 0) return others;
  for (const [n, row] of rows.entries()) {
    const count = otherPlaces.countAt(row);
    if (count > 0)
      others.set(n, { count, places: otherPlaces.at(row, MOST_NAMED).map((place) => named(opened, place)) });
  }
  return others;
}
