/** A part of a byte array: `start` to `end`, the latter left out. */
export type Slice = readonly [start: number, end: number];

/** Compressed bytes that an inflater is fed at a time. */
export const SLICE = 1 << 16;
/** Inflaters drop the output of a slice that fails: what is around a break is fed again in ever smaller pieces. */
export const FINER = [1 << 8, 1];

/** The whole of `start` to `end` in slices. */
export function slicesOf(start: number, end: number, size = SLICE): Slice[] {
  const slices: Slice[] = [];
  for (let at = start; at < end; at += size) slices.push([at, Math.min(end, at + size)]);
  return slices;
}

/** The same, with smaller pieces from `breakFrom` to `breakTo`, where feeding ends. */
export function slicesAround(start: number, breakFrom: number, breakTo: number, size: number): Slice[] {
  return [...slicesOf(start, breakFrom), ...slicesOf(breakFrom, breakTo, size)];
}
