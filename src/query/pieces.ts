import type { Cells } from '../index/cells';

/** So many rows are counted or picked at a time. */
export const PIECE = 1 << 14;

/** Copies the cells of rows `start` to `end`, of these or of all. */
export function take(
  cells: Cells,
  rows: ArrayLike<number> | undefined,
  start: number,
  end: number,
  to: Uint32Array,
): void {
  if (rows === undefined) to.set(cells.subarray(start, end));
  else for (let n = start; n < end; n++) to[n - start] = cells[rows[n] as number] as number;
}
