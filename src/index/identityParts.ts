import { JsonScanner, STOPPED } from '../reading/jsonScanner';

const CLOSE_OBJECT = 0x7d;
const OPEN_OBJECT = 0x7b;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What stands in a shape for a part that was taken out: JSON has no such bytes outside of strings. */
const KEY_MARK = 1;
const ATTRIBUTES_MARK = 2;

const [ACCESS_KEY, SESSION_CONTEXT, ATTRIBUTES] = ['"accessKeyId"', '"sessionContext"', '"attributes"'].map((key) =>
  new TextEncoder().encode(key),
) as [Uint8Array, Uint8Array, Uint8Array];

/** A `userIdentity` element in parts: a new session brings a new key and new attributes, seldom a new shape. */
export interface IdentityParts {
  /** All but the other two, with marks where they stood. */
  readonly shape: Uint8Array;
  /** The value of `accessKeyId`, in quotes. */
  readonly key?: Uint8Array;
  /** The value of `sessionContext.attributes`. */
  readonly attributes?: Uint8Array;
}

/**
 * Divides the element at `bytes[start..end)`. One that no service writes, with a key twice or with escapes in a key, is
 * all shape.
 */
export function splitIdentity(bytes: Uint8Array, start: number, end: number): IdentityParts {
  const whole = bytes.subarray(start, end);
  if (bytes[start] !== OPEN_OBJECT) return { shape: whole };
  const scanner = new JsonScanner(bytes, end);
  const members = membersOf(scanner, start, [ACCESS_KEY, SESSION_CONTEXT]);
  if (members === undefined) return { shape: whole };
  const [key, context] = members;
  const inContext =
    context === undefined || bytes[context[0]] !== OPEN_OBJECT ? [] : membersOf(scanner, context[0], [ATTRIBUTES]);
  if (inContext === undefined) return { shape: whole };
  const parts: (readonly [mark: number, span: Span])[] = [];
  if (key !== undefined && bytes[key[0]] === QUOTE) parts.push([KEY_MARK, key]);
  if (inContext[0] !== undefined) parts.push([ATTRIBUTES_MARK, inContext[0]]);
  if (parts.length === 0 || whole.indexOf(KEY_MARK) >= 0 || whole.indexOf(ATTRIBUTES_MARK) >= 0)
    return { shape: whole };
  parts.sort(([, a], [, b]) => a[0] - b[0]);
  const shape = new Uint8Array(parts.reduce((length, [, [from, to]]) => length - (to - from) + 1, end - start));
  let length = 0;
  let at = start;
  const taken: { key?: Uint8Array; attributes?: Uint8Array } = {};
  for (const [mark, [from, to]] of parts) {
    shape.set(bytes.subarray(at, from), length);
    length += from - at;
    shape[length++] = mark;
    at = to;
    taken[mark === KEY_MARK ? 'key' : 'attributes'] = bytes.subarray(from, to);
  }
  shape.set(bytes.subarray(at, end), length);
  return { shape, ...taken };
}

/** The element that {@link splitIdentity} divided. */
export function joinIdentity({ shape, key, attributes }: IdentityParts): Uint8Array {
  return filled(filled(shape, KEY_MARK, key), ATTRIBUTES_MARK, attributes);
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
