/** What tells whether two rows are deliveries of the same event: its id, its bytes' hash and its length. */
export interface Fingerprints {
  /** 0 when the record has no eventID: such rows have no copies. */
  readonly eventId: Uint32Array;
  readonly content: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

/**
 * Divides rows, in the order given, into those kept and the copies of a kept one, which are told with the position of
 * the kept one among the kept.
 */
export function withoutCopies(
  order: Uint32Array,
  prints: Fingerprints,
): { kept: Uint32Array; copies: [of: number, row: number][] } {
  let size = 1024;
  while (size < order.length * 2) size *= 2;
  const mask = size - 1;
  // position among the kept, plus one
  const table = new Uint32Array(size);
  const kept = new Uint32Array(order.length);
  const copies: [number, number][] = [];
  let count = 0;
  const { eventId, content } = prints;
  for (let n = 0; n < order.length; n++) {
    const row = order[n] as number;
    const id = eventId[row] as number;
    if (id !== 0) {
      let slot = (id ^ (content[row] as number)) & mask;
      let found = table[slot] as number;
      while (found !== 0 && !same(prints, kept[found - 1] as number, row)) {
        slot = (slot + 1) & mask;
        found = table[slot] as number;
      }
      if (found !== 0) {
        copies.push([found - 1, row]);
        continue;
      }
      table[slot] = count + 1;
    }
    kept[count++] = row;
  }
  return { kept: kept.subarray(0, count), copies };
}

function same({ eventId, content, start, end }: Fingerprints, a: number, b: number): boolean {
  return (
    eventId[a] === eventId[b] &&
    content[a] === content[b] &&
    (end[a] as number) - (start[a] as number) === (end[b] as number) - (start[b] as number)
  );
}
