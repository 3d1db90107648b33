/** What was thrown, as a text to say: that of an error, or the thing itself. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
