import { code, facts } from '../markdown';
import type { Identified } from './identified';

/** `Jul 30, 2024, 9:46:15 PM`: how STS, IAM and others log times in responses; UTC, the blank before AM sometimes narrow. */
const WORDS = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)\s([AP]M)$/;

function parseWords(value: string): number | undefined {
  const [, month, day, year, hour, minute, second, half] = WORDS.exec(value) ?? [];
  if (month === undefined) return undefined;
  const ms = Date.parse(`${month} ${day} ${year} ${hour}:${minute}:${second} ${half} UTC`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Whether a text is written as a time; epoch numbers, which can be anything, are not. */
export function looksLikeTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\d[T ]/.test(text) || WORDS.test(text);
}

/**
 * Milliseconds since 1970 UTC of an ISO time, a time in words or an epoch number (seconds or milliseconds); undefined for
 * anything else.
 */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/.test(value)) {
      const iso = value.replace(' ', 'T');
      const ms = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
      return Number.isNaN(ms) ? undefined : ms;
    }
    return /^\d{10}(\d{3})?$/.test(value) ? parseTime(Number(value)) : parseWords(value);
  }
  if (typeof value !== 'number') return undefined;
  // From 2001 to 2096 in either unit: what else is in a log of AWS is no time.
  if (value >= 1e12 && value < 4e12) return value;
  return value >= 1e9 && value < 4e9 ? value * 1000 : undefined;
}

/** `2 h 13 min`, `45 s`, `3 d 4 h`: a length of time by its two largest units. */
export function durationText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const units: readonly (readonly [number, string])[] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = units.findIndex(([size]) => seconds >= size);
  if (first < 0) return '0 s';
  let left = seconds;
  const parts = units.slice(first, first + 2).map(([size, name]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count} ${name}`;
  });
  return parts.filter((part) => part !== '').join(' ');
}

/** Minutes by which a clock is ahead of UTC at a time. */
function offsetAt(ms: number, timeZone: string | undefined): number {
  // Without Intl where it can be: its first use costs more than all else of a hover.
  if (timeZone === undefined) return -new Date(ms).getTimezoneOffset();
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(ms);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetText(minutes: number): string {
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const sign = minutes < 0 ? '\u2212' : '+';
  return minutes === 0 ? 'UTC' : `UTC${sign}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A time by a clock: `2026-03-14 09:27:45` of it, and the whole in words. */
export function localTime(ms: number, timeZone?: string): { readonly short: string; readonly words: string } {
  const offset = offsetAt(ms, timeZone);
  const shifted = new Date(ms + offset * 60_000);
  const [date = '', time = ''] = shifted.toISOString().slice(0, 19).split('T');
  const day = `${DAYS[shifted.getUTCDay()] ?? ''} ${shifted.getUTCDate()} ${MONTHS[shifted.getUTCMonth()] ?? ''}`;
  return {
    short: `${date} ${time}`,
    words: `${day} ${shifted.getUTCFullYear()}, ${time} (${offsetText(offset)})`,
  };
}

/**
 * Explains a time: UTC, the reader's own clock, and how long after the session began.
 * @param sessionStart milliseconds since 1970 UTC.
 * @param timeZone IANA name; the host's own when absent.
 */
export function explainTime(value: unknown, sessionStart?: number, timeZone?: string): Identified | undefined {
  const ms = parseTime(value);
  if (ms === undefined) return undefined;
  const utc = new Date(ms).toISOString().replace('.000Z', 'Z');
  const after =
    sessionStart === undefined || ms === sessionStart
      ? undefined
      : `${durationText(ms - sessionStart)} ${ms < sessionStart ? 'before' : 'after'} the session began`;
  return { kind: 'time', text: facts(code(utc), `local: ${localTime(ms, timeZone).words}`, after) };
}
