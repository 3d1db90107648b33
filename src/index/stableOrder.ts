/**
 * Numbers in the order of their keys, those of the same key in the order in which they are given; keys are below
 * `limit`. Counting the keys is quicker than comparing them, above all in code that ran for the first time.
 */
export function stableOrder(numbers: Uint32Array, keys: Uint32Array, limit: number): Uint32Array {
  const { length } = numbers;
  const ends = new Uint32Array(limit);
  for (let n = 0; n < length; n++) {
    const key = keys[numbers[n] as number] as number;
    ends[key] = (ends[key] as number) + 1;
  }
  let total = 0;
  for (let key = 0; key < limit; key++) ends[key] = total += ends[key] as number;
  const ordered = new Uint32Array(length);
  for (let n = length - 1; n >= 0; n--) {
    const number = numbers[n] as number;
    const key = keys[number] as number;
    const at = (ends[key] as number) - 1;
    ends[key] = at;
    ordered[at] = number;
  }
  return ordered;
}
