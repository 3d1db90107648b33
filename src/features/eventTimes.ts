import type { LogDocument } from '../case/documents/logDocument';
import type { CaseState } from '../case/caseState';
import { clockTime, dayOf } from '../record/time';

/** `08:27:45`, or `2026-03-14 08:27:45` where events of other days stand beside it. */
export function timeInWords(time: number, withDay: boolean): string {
  return withDay ? `${dayOf(time)} ${clockTime(time)}`.trim() : clockTime(time);
}

/**
 * `08:00:00 – 08:59:12`, one time alone; with the day where that is wanted, or with both when there are two; `from
 * 08:00:00` where later events have no time.
 */
export function spanInWords(first: number, last: number, withDay: boolean): string {
  if (Number.isNaN(last) && !Number.isNaN(first)) return `from ${timeInWords(first, withDay)}`;
  if (dayOf(first) !== dayOf(last)) return `${timeInWords(first, true)} – ${timeInWords(last, true)}`;
  const start = timeInWords(first, withDay);
  return clockTime(first) === clockTime(last) ? start : `${start} – ${clockTime(last)}`;
}

/** The days between two times as ISO writes them, or the one day: `2026-03-14 – 2026-03-16`; empty without a time. */
export function daysInWords(firstTime: string, lastTime: string): string {
  return [...new Set([firstTime.slice(0, 10), lastTime.slice(0, 10)])].join(' – ');
}

/** Whether the events of a log are of several days: a clock time alone then does not say when one was. */
export function hasSeveralDays({ analysis }: LogDocument): boolean {
  // rows are in order of time, those without one at the end
  const times = analysis.events.time;
  return dayOf(times[0] ?? NaN) !== dayOf(times.findLast((time) => !Number.isNaN(time)) ?? NaN);
}

/** The same of a case; while it is read nobody knows yet. */
export function caseHasSeveralDays({ summary }: CaseState): boolean {
  return summary === undefined || summary.firstTime.slice(0, 10) !== summary.lastTime.slice(0, 10);
}
