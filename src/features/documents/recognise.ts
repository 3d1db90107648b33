const MARKS: readonly RegExp[] = [
  /"eventVersion"\s*:\s*"\d+\.\d+"/,
  /"eventSource"\s*:\s*"[\w.-]+\.(?:amazonaws|amazon)\.com"/,
  /"eventName"\s*:\s*"/,
  /"eventTime"\s*:\s*"\d{4}-/,
  /"userIdentity"\s*:\s*\{/,
  /"awsRegion"\s*:\s*"/,
  /"eventID"\s*:\s*"/,
];
/** One member name proves nothing, and a cut-off head may not hold them all. */
const ENOUGH = 4;

/** Whether the head of a JSON text speaks CloudTrail, whatever its file is called. */
export function looksLikeCloudTrail(head: string): boolean {
  if (!/^\uFEFF?\s*[{[]/.test(head)) return false;
  // records may stand in strings
  const unescaped = head.replace(/\\+"/g, '"');
  return MARKS.filter((mark) => mark.test(unescaped)).length >= ENOUGH;
}

/** Names of columns, as compared: those of an Event history, of the results of a query, and of a whole record. */
const TABLES: readonly (readonly string[])[] = [['eventname', 'eventsource', 'eventtime'], ['eventjson']];

/** Whether a text begins like a table of CloudTrail's events: an Event history or the result of a query, in CSV. */
export function isLogTable(head: string): boolean {
  const [header = ''] = head.replace(/^"?sep=.?"?\r?\n/i, '').split(/[\r\n]/, 1);
  const names = header.split(/[,;\t]/).map((name) => name.toLowerCase().replace(/["\s_]/g, ''));
  return TABLES.some((columns) => columns.every((column) => names.includes(column)));
}
