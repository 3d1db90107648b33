/** Members of which whoever made a call has a say in what stands in them, as copies of a record name them, too. */
const NAMES =
  /^"(?:[\w.]*\.)?(?:request_?parameters|response_?elements|additional_?event_?data|service_?event_?details)"$/i;
/** No such key is longer. */
const MAX_KEY = 96;
/** What they end with, `a` and `s`. */
const ENDS: readonly number[] = [0x61, 0x73];

/** Whether the key at `at…end` is that of a member that holds what a caller wrote: what looks like records there is none. */
export function isCallersMember(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at > MAX_KEY || !ENDS.includes((bytes[end - 2] ?? 0) | 0x20)) return false;
  return NAMES.test(String.fromCharCode(...bytes.subarray(at, end)));
}
