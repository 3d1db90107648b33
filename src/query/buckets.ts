/** A run of entries of a list: `start` to `end`, the latter left out. */
export interface Bucket {
  readonly start: number;
  readonly end: number;
}

/** A tree level never holds more: beyond that VS Code's trees grow slow. */
export const MAX_CHILDREN = 500;

/**
 * Divides `start…end` of a list into as few even runs as a level may show, each a level or more of its own; a list
 * that fits needs none and gives none.
 */
export function bucketsOf({ start, end }: Bucket, max = MAX_CHILDREN): Bucket[] {
  const count = end - start;
  if (count <= max) return [];
  let size = max;
  while (count > size * max) size *= max;
  return Array.from({ length: Math.ceil(count / size) }, (_, n) => ({
    start: start + n * size,
    end: Math.min(end, start + (n + 1) * size),
  }));
}
