/** First free block of each size, by the power of two that the size is. */
const FREE: usize = memory.data(32 * sizeof<usize>());

const SMALLEST: u32 = 6;
const MORE_PAGES: i32 = 16;

let top: usize = (__heap_base + 63) & ~63;

/** A block of at least `size` bytes; what it holds is left over. Traps when there is no memory for it. */
export function allocate(size: u32): usize {
  const order = orderOf(size);
  const head = FREE + order * sizeof<usize>();
  const free = load<usize>(head);
  if (free != 0) {
    store<usize>(head, load<usize>(free));
    return free;
  }
  const block = top;
  const end = block + (usize(1) << order);
  if (end < block) unreachable();
  const missing = i32((end + 0xffff) >>> 16) - memory.size();
  if (missing > 0 && memory.grow(max(missing, MORE_PAGES)) < 0 && memory.grow(missing) < 0) unreachable();
  top = end;
  return block;
}

/** Gives back a block of {@link allocate}, named with the size that was asked for. */
export function release(block: usize, size: u32): void {
  const head = FREE + orderOf(size) * sizeof<usize>();
  store<usize>(block, load<usize>(head));
  store<usize>(head, block);
}

function orderOf(size: u32): u32 {
  return max(SMALLEST, 32 - clz<u32>(size - 1));
}
