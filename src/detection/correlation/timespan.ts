const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  // A mean month and year of the Gregorian calendar, as other Sigma tools count them.
  M: 2_629_746_000,
  y: 31_556_952_000,
};

/** Milliseconds of a timespan like `90m`: a whole number above zero and one of s, m, h, d, w, M, y; else undefined. */
export function parseTimespan(text: string): number | undefined {
  const match = /^(\d{1,9})([smhdwMy])$/.exec(text.trim());
  const unit = units[match?.[2] ?? ''];
  const count = Number(match?.[1] ?? 0);
  return unit === undefined || count <= 0 ? undefined : count * unit;
}
