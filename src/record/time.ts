const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?$/;
const FIRST = Date.UTC(-1, 12, 1) - 1970 * 0;
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Milliseconds since 1970 UTC, or NaN when `value` is no time. CloudTrail writes `2026-03-14T08:27:45Z`. */
export function timeOf(value: unknown): number {
  if (typeof value === 'number') return value > 1e11 ? value : value * 1000;
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]/.test(value) ? Date.parse(value) : NaN;
}

/** `2026-03-14T08:27:45Z`, with milliseconds only where there are some; empty for NaN. */
export function isoTime(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().replace('.000Z', 'Z') : '';
}

/** `08:27:45` in UTC, the clock that every CloudTrail record uses; `no time` for NaN. */
export function clockTime(ms: number): string {
  return isoTime(ms).slice(11, 19) || 'no time';
}

/** `2026-03-14` in UTC; empty for NaN. */
export function dayOf(ms: number): string {
  return isoTime(ms).slice(0, 10);
}

/** `2026-03-14T08` in UTC; empty for NaN. */
export function hourOf(ms: number): string {
  return isoTime(ms).slice(0, 13);
}
