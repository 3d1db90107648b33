import { stableOrder } from '../index/stableOrder';
import { UNKNOWN } from './numbering';

/** Entries in groups. */
export interface Groups {
  /** The entries of the first group, of the second…; within a group in their own order. */
  readonly order: Uint32Array;
  /** Where in `order` each group begins, and last where the last one ends. */
  readonly starts: Uint32Array;
  /** Whether each is one group for sure, not several that cannot be told apart here. */
  readonly areExact: boolean;
}

/** Numbers of values that are smaller make keys of two of them that are all different. */
const LARGE = 2 ** 20;
const MAX_EXACT = 2;

/** Groups entries by the numbers of their values in each of some fields. */
export function groupsIn(count: number, fields: readonly Uint32Array[]): Groups {
  // a field that is not known of one row could put it into any group
  const usable = fields.filter((numbers) => !numbers.includes(UNKNOWN));
  const areSmall = usable.every((numbers) => numbers.every((number) => number < LARGE));
  const found = new Map<number, number>();
  const entries = new Uint32Array(count);
  const groupOf = new Uint32Array(count);
  const sizes: number[] = [];
  for (let n = 0; n < count; n++) {
    let key = 0;
    // should numbers ever be too large to be told apart, two groups are taken for one: more is read than need be
    for (let field = 0; field < usable.length; field++) key = key * LARGE + (usable[field]?.[n] ?? 0);
    let group = found.get(key);
    if (group === undefined) {
      found.set(key, (group = sizes.length));
      sizes.push(0);
    }
    entries[n] = n;
    groupOf[n] = group;
    sizes[group] = (sizes[group] ?? 0) + 1;
  }
  const starts = new Uint32Array(sizes.length + 1);
  for (const [group, size] of sizes.entries()) starts[group + 1] = (starts[group] ?? 0) + size;
  const order = stableOrder(entries, groupOf, sizes.length);
  return { order, starts, areExact: usable.length === fields.length && usable.length <= MAX_EXACT && areSmall };
}
