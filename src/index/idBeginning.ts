const DASH = 0x2d;

/**
 * The number that an eventID, the JSON at `bytes[start..end)`, begins with, as UUIDs do: eight hexadecimal digits, in lower
 * case, before a dash. 0 for others. Such texts are in the order of their numbers, where these differ.
 */
export function idBeginning(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 11 || bytes[start] !== 0x22 || bytes[start + 9] !== DASH) return 0;
  let number = 0;
  for (let i = start + 1; i < start + 9; i++) {
    const c = bytes[i] as number;
    const isDigit = c >= 0x30 && c <= 0x39;
    if (!isDigit && (c < 0x61 || c > 0x66)) return 0;
    number = number * 16 + (isDigit ? c - 0x30 : c - 0x57);
  }
  return number;
}

/** The text that it stands for: that of the eventID up to the dash. */
export function idBeginningText(number: number): string {
  return `${number.toString(16).padStart(8, '0')}-`;
}
