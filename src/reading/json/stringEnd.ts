import { beginsAsJson, beginsAsPacked } from '../layers/insideStrings';

/**
 * Offset after the string whose opening quote is at `at`. A string that never ends is told as the complement (`~offset`)
 * of where its line ends: no string goes over a line's end, so that what follows is seen.
 */
export function stringEnd(bytes: Uint8Array, at: number): number {
  for (let i = at + 1; i < bytes.length; i++) {
    let c = bytes[i];
    if (c === 0x22) return i + 1;
    if (c === 0x5c) c = bytes[++i];
    if (c === 0x0a || c === 0x0d) return ~i;
  }
  return ~bytes.length;
}

/**
 * Whether the string at `at`, which ends at `after` as {@link stringEnd} says it, is one. After a string comes no word: a
 * quote is missing before it, and the strings from here on would be the gaps. No gap is empty, or begins as JSON does,
 * packed or not, which may hold records. Spaces between what follows change nothing about it.
 */
export function isWholeString(bytes: Uint8Array, at: number, after: number): boolean {
  return isFollowed(bytes, at, after) || (after >= 0 && mayHoldJson(bytes, at, after));
}

/** The same, whatever it holds. */
export function isFollowed(bytes: Uint8Array, at: number, after: number): boolean {
  return after >= 0 && (after === at + 2 || after === bytes.length || FOLLOWS_VALUE[bytes[after] as number] === 1);
}

/** Whether the string at `at…after` begins as JSON does, packed or not. */
export function mayHoldJson(bytes: Uint8Array, at: number, after: number): boolean {
  return beginsAsJson(bytes, at + 1, after) || beginsAsPacked(bytes, at + 1);
}

/** Whether a byte may stand behind a value. */
export const FOLLOWS_VALUE = tableOf('}],: \t\r\n');

/** By the number of each byte, whether it is one of these characters. */
export function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const c of characters) table[c.charCodeAt(0)] = 1;
  return table;
}
