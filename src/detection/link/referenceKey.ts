const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID, of whichever version. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** By what a reference and what it refers to are compared: a UUID is the same in any case, all else only as it is. */
export function referenceKey(text: string): string {
  return isUuid(text) ? text.toLowerCase() : text;
}
