/** So few slices are compared with one another. */
const FEW = 16;

/** A run of slices in the order so far that are the same up to a byte. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/**
 * The numbers from 1 to `count`, the latter left out, of different slices in the order of their bytes: number `n` is
 * `bytes[starts[n]..starts[n + 1])`.
 */
export function byteOrder(bytes: Uint8Array, starts: Uint32Array, count: number): Uint32Array {
  const order = Uint32Array.from({ length: Math.max(0, count - 1) }, (_, n) => n + 1);
  const copy = new Uint32Array(order.length);
  const ends = new Uint32Array(258);
  // no recursion: a log may hold slices that share any number of bytes
  const runs: Run[] = [{ from: 0, to: order.length, depth: 0 }];
  for (let run = runs.pop(); run !== undefined; run = runs.pop()) {
    if (run.to - run.from <= FEW) compare(order, run, bytes, starts);
    else divide(order, run, bytes, starts, runs, copy, ends);
  }
  return order;
}

/** Sorts a run by its next byte, slices that end before it first; what is the same in it is left to be sorted. */
function divide(
  order: Uint32Array,
  { from, to, depth }: Run,
  bytes: Uint8Array,
  starts: Uint32Array,
  runs: Run[],
  copy: Uint32Array,
  ends: Uint32Array,
): void {
  ends.fill(0);
  for (let n = from; n < to; n++) {
    const id = order[n] as number;
    const at = (starts[id] as number) + depth;
    const key = at < (starts[id + 1] as number) ? (bytes[at] as number) + 1 : 0;
    ends[key] = (ends[key] as number) + 1;
    copy[n] = id;
  }
  let end = from;
  for (let key = 0; key < 257; key++) {
    const size = ends[key] as number;
    if (size > 1 && key > 0) runs.push({ from: end, to: end + size, depth: depth + 1 });
    ends[key] = end;
    end += size;
    if (size === to - from) return;
  }
  for (let n = from; n < to; n++) {
    const id = copy[n] as number;
    const at = (starts[id] as number) + depth;
    const key = at < (starts[id + 1] as number) ? (bytes[at] as number) + 1 : 0;
    const place = ends[key] as number;
    ends[key] = place + 1;
    order[place] = id;
  }
}

function compare(order: Uint32Array, { from, to, depth }: Run, bytes: Uint8Array, starts: Uint32Array): void {
  for (let n = from + 1; n < to; n++) {
    const id = order[n] as number;
    let at = n;
    for (; at > from && isBefore(bytes, starts, id, order[at - 1] as number, depth); at--)
      order[at] = order[at - 1] as number;
    order[at] = id;
  }
}

function isBefore(bytes: Uint8Array, starts: Uint32Array, a: number, b: number, depth: number): boolean {
  const endOfA = starts[a + 1] as number;
  const endOfB = starts[b + 1] as number;
  let i = (starts[a] as number) + depth;
  let j = (starts[b] as number) + depth;
  while (i < endOfA && j < endOfB && bytes[i] === bytes[j]) {
    i++;
    j++;
  }
  return j < endOfB && (i >= endOfA || (bytes[i] as number) < (bytes[j] as number));
}
