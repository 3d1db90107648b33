import { stableOrder } from '../../../index/stableOrder';
import type { Numbers } from './numbering';

/** Entries in groups. */
export interface Groups {
  /** The entries of the first group, of the second…; within a group in their own order. */
  readonly order: Uint32Array;
  /** Where in `order` each group begins, and last where the last one ends. */
  readonly starts: Uint32Array;
  /** Whether each is one group for sure, not several that cannot be told apart here. */
  readonly areExact: boolean;
}

/** Groups entries by the numbers of their values in each of some fields; undefined: those of a field are not known. */
export function groupsIn(count: number, fields: readonly (Numbers | undefined)[]): Groups {
  // a field that is not known of one row could put it into any group
  const usable = fields.filter((field) => field !== undefined).filter(({ haveUnknown }) => !haveUnknown);
  let order: Uint32Array = new Uint32Array(count);
  for (let n = 0; n < count; n++) order[n] = n;
  for (const { numbers, limit } of usable) order = stableOrder(order, numbers, limit);
  const begins = new Uint8Array(count);
  for (const { numbers } of usable) markChanges(order, numbers, begins);
  if (count > 0) begins[0] = 1;
  let groups = 0;
  for (let at = 0; at < count; at++) groups += begins[at] as number;
  const starts = new Uint32Array(groups + 1);
  let group = 0;
  for (let at = 0; at < count; at++) if (begins[at] === 1) starts[group++] = at;
  starts[groups] = count;
  return { order, starts, areExact: usable.length === fields.length };
}

/** Marks where in an order the number becomes another one. */
function markChanges(order: Uint32Array, numbers: Uint32Array, changes: Uint8Array): void {
  let last = 0;
  for (let at = 0; at < order.length; at++) {
    const number = numbers[order[at] as number] as number;
    if (number !== last) changes[at] = 1;
    last = number;
  }
}
