import { BACKSLASH, CLOSE_OBJECT, COLON, OPEN_OBJECT, QUOTE, SLASH } from '../reading/json/jsonBytes';
import { JsonScanner, STOPPED } from '../reading/json/jsonScanner';

/** What stands in a shape for a part that was taken out: JSON has no such bytes outside of strings. */
const KEY_MARK = 1;
const ATTRIBUTES_MARK = 2;
const SESSION_MARK = 3;
const MARKS = [KEY_MARK, ATTRIBUTES_MARK, SESSION_MARK];

/** The first byte of the private characters, of which one stands for a session's name in a shape that is read alone. */
const PRIVATE = 0xee;
/** A longer ARN is none. */
const MAX_ARN = 1024;

const [ACCESS_KEY, SESSION_CONTEXT, PRINCIPAL_ID, ARN, ATTRIBUTES] = [
  '"accessKeyId"',
  '"sessionContext"',
  '"principalId"',
  '"arn"',
  '"attributes"',
].map((key) => new TextEncoder().encode(key)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** A `userIdentity` element in parts: a new session brings a new key, attributes and name, seldom a new shape. */
export interface IdentityParts {
  /** All but the others, with marks where they stood. */
  readonly shape: Uint8Array;
  /** The value of `accessKeyId`, in quotes. */
  readonly key?: Uint8Array;
  /** The value of `sessionContext.attributes`. */
  readonly attributes?: Uint8Array;
  /** The name of the session, with which both `principalId` (after its colon) and `arn` (after its last slash) end. */
  readonly session?: Uint8Array;
}

/**
 * Divides the element at `bytes[start..end)`. One that no service writes, with a key twice or with escapes in a key, is
 * all shape. assembly/parts.ts does the same.
 */
export function splitIdentity(bytes: Uint8Array, start: number, end: number): IdentityParts {
  const whole = bytes.subarray(start, end);
  if (bytes[start] !== OPEN_OBJECT) return { shape: whole };
  const scanner = new JsonScanner(bytes, end);
  const members = membersOf(scanner, start, [ACCESS_KEY, SESSION_CONTEXT, PRINCIPAL_ID, ARN]);
  if (members === undefined) return { shape: whole };
  const [key, context, principal, arn] = members;
  const inContext =
    context === undefined || bytes[context[0]] !== OPEN_OBJECT ? [] : membersOf(scanner, context[0], [ATTRIBUTES]);
  if (inContext === undefined || MARKS.some((mark) => whole.indexOf(mark) >= 0)) return { shape: whole };
  const parts: (readonly [mark: number, span: Span])[] = [];
  if (key !== undefined && bytes[key[0]] === QUOTE) parts.push([KEY_MARK, key]);
  if (inContext[0] !== undefined) parts.push([ATTRIBUTES_MARK, inContext[0]]);
  if (whole.indexOf(BACKSLASH) < 0 && whole.indexOf(PRIVATE) < 0)
    for (const span of sessionsIn(bytes, principal, arn)) parts.push([SESSION_MARK, span]);
  if (parts.length === 0) return { shape: whole };
  parts.sort(([, a], [, b]) => a[0] - b[0]);
  const shape = new Uint8Array(parts.reduce((length, [, [from, to]]) => length - (to - from) + 1, end - start));
  let length = 0;
  let at = start;
  const taken: { -readonly [Part in keyof IdentityParts]?: Uint8Array } = {};
  for (const [mark, [from, to]] of parts) {
    shape.set(bytes.subarray(at, from), length);
    length += from - at;
    shape[length++] = mark;
    at = to;
    taken[mark === KEY_MARK ? 'key' : mark === SESSION_MARK ? 'session' : 'attributes'] = bytes.subarray(from, to);
  }
  shape.set(bytes.subarray(at, end), length);
  return { ...taken, shape };
}

/** Where the name of a session stands in both values; nowhere when it is no such name, or not the same. */
function sessionsIn(bytes: Uint8Array, principal: Span | undefined, arn: Span | undefined): Span[] {
  if (principal === undefined || arn === undefined) return [];
  if (bytes[principal[0]] !== QUOTE || bytes[arn[0]] !== QUOTE || arn[1] - arn[0] > MAX_ARN) return [];
  let from = principal[0] + 1;
  const to = principal[1] - 1;
  while (from < to && bytes[from] !== COLON) from++;
  from++;
  const length = to - from;
  const inArn = arn[1] - 1 - length;
  if (length < 1 || inArn <= arn[0] + 1 || bytes[inArn - 1] !== SLASH) return [];
  for (let i = 0; i < length; i++) {
    const c = bytes[from + i] as number;
    if (!isOfName(c) || bytes[inArn + i] !== c) return [];
  }
  return [
    [from, to],
    [inArn, inArn + length],
  ];
}

/** What IAM allows in the name of a session: letters, digits and `_+=,.@-`. */
export function isOfName(c: number): boolean {
  const letter = c | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return true;
  return (c >= 0x30 && c <= 0x39) || c === 0x5f || (c >= 0x2b && c <= 0x2e) || c === 0x3d || c === 0x40;
}

/** The element that {@link splitIdentity} divided. */
export function joinIdentity({ shape, key, attributes, session }: IdentityParts): Uint8Array {
  return filled(
    filled(filled(filled(shape, KEY_MARK, key), ATTRIBUTES_MARK, attributes), SESSION_MARK, session),
    SESSION_MARK,
    session,
  );
}

function filled(shape: Uint8Array, mark: number, part: Uint8Array | undefined): Uint8Array {
  const at = part === undefined ? -1 : shape.indexOf(mark);
  if (part === undefined || at < 0) return shape;
  const whole = new Uint8Array(shape.length - 1 + part.length);
  whole.set(shape.subarray(0, at));
  whole.set(part, at);
  whole.set(shape.subarray(at + 1), at + part.length);
  return whole;
}

/** Stands for a session's name in {@link shapeText}: no divided element has it. */
export const ANY_SESSION = '\ue000';

/** The text of a shape of a divided element as JSON, with nothing where its key and its attributes stood. */
export function shapeText(shape: string): string {
  return shape.replace('\x01', '""').replace('\x02', '{}').replaceAll('\x03', ANY_SESSION);
}

type Span = readonly [start: number, end: number];

/** Where the values of these keys stand in the object at `at`; undefined when one stands there twice, or a key has escapes. */
function membersOf(scanner: JsonScanner, at: number, keys: readonly Uint8Array[]): (Span | undefined)[] | undefined {
  const { bytes } = scanner;
  const found: (Span | undefined)[] = keys.map(() => undefined);
  let i = scanner.space(at + 1);
  while (i < scanner.end && bytes[i] !== CLOSE_OBJECT) {
    const keyEnd = bytes[i] === QUOTE ? scanner.string(i) : STOPPED;
    const value = keyEnd === STOPPED ? STOPPED : scanner.colon(keyEnd);
    const after = value === STOPPED ? STOPPED : scanner.value(value);
    if (after === STOPPED) return undefined;
    for (let j = i; j < keyEnd; j++) if (bytes[j] === BACKSLASH) return undefined;
    for (const [n, key] of keys.entries()) {
      if (key.length !== keyEnd - i || !startsWith(bytes, i, key)) continue;
      if (found[n] !== undefined) return undefined;
      found[n] = [value, after];
    }
    i = scanner.separator(after, CLOSE_OBJECT);
    if (i === STOPPED) return undefined;
  }
  return found;
}

function startsWith(bytes: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}
