/**
 * Parts of a time, for the modifiers minute, hour, day, week, month and year.
 *
 * The numbers are read as the text has them: no conversion of time zones (CloudTrail writes UTC). A date alone has
 * minute and hour 0. The week is the ISO 8601 week of the date, 1 to 53. Other forms of a time do not match.
 */
export const timeParts = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type TimePart = (typeof timeParts)[number];

const form = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:[Zz]|[+-]\d{2}:?\d{2})?)?$/;

/** The part of a time's text, or undefined when the text is no time. */
export function timePart(text: string, part: TimePart): number | undefined {
  const match = text.length > 40 ? null : form.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return undefined;
  const parts = { minute, hour, day, month, year };
  return part === 'week' ? isoWeek(year, month, day) : parts[part];
}

function isoWeek(year: number, month: number, day: number): number {
  const msPerDay = 86_400_000;
  const date = Date.UTC(year, month - 1, day);
  // A week belongs to the year that its Thursday is in.
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  const thursday = date + (3 - weekday) * msPerDay;
  const firstDay = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - firstDay) / (7 * msPerDay)) + 1;
}
