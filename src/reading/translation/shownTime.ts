/** How people are shown times, as Kibana does: `Mar 14, 2026 @ 08:27:45.123`, with the month in their language. */
const SHOWN = /^([^\s\d,]+|\d{1,2}\u6708) (\d{1,2}), (\d{4}) @ (\d\d:\d\d:\d\d(?:\.\d{1,9})?)$/;

/** How the twelve months begin in the languages that Kibana speaks, and in some that the browser's may be. */
const MONTHS = [
  ...[/^(?:ja|ene|gen)/, /^f/, /^m[a\u00e4]r/, /^a[pvb]/, /^ma/, /^(?:jun|juin|giu)/],
  ...[/^(?:jul|juil|lug)/, /^a[ug]|^ao/, /^s/, /^o/, /^n/, /^d/],
];

/** A shown time as CloudTrail writes times, as if it were UTC; undefined where it is none. */
export function ofShownTime(text: string): string | undefined {
  const [, month = '', day = '', year = '', clock = ''] = SHOWN.exec(text) ?? [];
  const word = month.toLowerCase();
  const number = /^\d/.test(word) ? Number.parseInt(word, 10) : MONTHS.findIndex((begins) => begins.test(word)) + 1;
  if (number < 1 || number > 12) return undefined;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${clock}Z`;
}
