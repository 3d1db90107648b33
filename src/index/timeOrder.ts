/** Rows that fit beside a time of a millisecond's precision in the 53 bits of a number. */
const MAX_PACKED = 2 ** 53;

/**
 * The order of rows by time; equal times keep their order, rows without a time (NaN) come last. Packs time and row into
 * one number where they fit, because sorting plain numbers is ten times faster than sorting by a comparison.
 * @param inTime whether that is the order in which they are
 */
export function timeOrder(time: Float64Array, count: number, inTime = isSorted(time, count)): Uint32Array {
  const inOrder = new Uint32Array(count);
  for (let row = 0; row < count; row++) inOrder[row] = row;
  if (inTime) return inOrder;
  let first = Infinity;
  let last = -Infinity;
  let step = 1000;
  for (let row = 0; row < count; row++) {
    const t = time[row] as number;
    if (t < first) first = t;
    if (t > last) last = t;
    if (step === 1000 && t % 1000 !== 0 && !Number.isNaN(t)) step = 1;
  }
  // one past the last time is for rows without one
  const span = Math.floor((last - first) / step) + 2;
  if (span * count >= MAX_PACKED) return compared(time, count);
  const keys = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const t = time[row] as number;
    keys[row] = (Number.isNaN(t) ? span - 1 : Math.floor((t - first) / step)) * count + row;
  }
  keys.sort();
  const order = new Uint32Array(count);
  for (let n = 0; n < count; n++) order[n] = (keys[n] as number) % count;
  return order;
}

/** Whether the rows are in order already, as the files of a trail mostly are. */
export function isSorted(time: Float64Array, count: number): boolean {
  for (let row = 1; row < count; row++) {
    const before = time[row - 1] as number;
    const t = time[row] as number;
    if (t < before || (Number.isNaN(before) && !Number.isNaN(t))) return false;
  }
  return true;
}

function compared(time: Float64Array, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  return order.sort((a, b) => {
    const [x, y] = [time[a] as number, time[b] as number];
    if (x === y) return a - b;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) ? (Number.isNaN(y) ? a - b : 1) : -1;
    return x - y;
  });
}
