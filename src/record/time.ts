import { type CloudTrailRecord, member } from './types';

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))? ?(?:Z|UTC|([+-]\d\d):?(\d\d))?$/;
/** The years that are written with four digits: 0000 to 9999. */
const FIRST = -62_167_219_200_000;
const LAST = 253_402_300_799_999;

/**
 * Milliseconds since 1970 UTC, or NaN when `value` is no time from the year 0 to 9999. CloudTrail writes
 * `2026-03-14T08:27:45Z`; exports write a space for the T, leave the zone out, which then is UTC, or give another, and
 * some write the seconds or milliseconds since 1970 as a number.
 */
export function timeOf(value: unknown): number {
  if (typeof value === 'number') return inRange(value > 1e11 ? value : value * 1000);
  const [, date, clock, fraction = '', hours = '+00', minutes = '00'] =
    (typeof value === 'string' && TIME.exec(value)) || [];
  // some engines take the 31st of February for the 3rd of March
  if (date === undefined || dayOf(Date.parse(date)) !== date) return NaN;
  const seconds = Date.parse(`${date}T${clock}${hours}:${minutes}`);
  return inRange(seconds + Number(fraction.slice(0, 3).padEnd(3, '0')));
}

/**
 * The time of a record, or NaN. Aggregated events have none but that of the window that they sum up: it counts from where
 * it begins; copies that Logstash made may have none but its own.
 */
export function timeOfRecord(record: CloudTrailRecord): number {
  return timeOf(record['eventTime'] ?? member(record['timeWindow'], 'windowStart') ?? record['@timestamp']);
}

/** Whole milliseconds, or NaN for a year that is not written with four digits. */
function inRange(ms: number): number {
  return ms >= FIRST && ms <= LAST ? Math.round(ms) : NaN;
}

/** `2026-03-14T08:27:45Z`, with milliseconds only where there are some; empty for NaN and beyond the year 9999. */
export function isoTime(ms: number): string {
  return Number.isNaN(inRange(ms)) ? '' : new Date(ms).toISOString().replace('.000Z', 'Z');
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

/** Whether a text is a day of the calendar as YYYY-MM-DD. */
export function isDay(day: string): boolean {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}
