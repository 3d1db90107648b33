/** The day by the person's own calendar, as YYYY-MM-DD: exceptions hold until the end of theirs. */
export function today(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
}
