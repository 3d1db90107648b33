import { BACKSLASH, CR, LF, QUOTE } from '../json/jsonBytes';
import type { Layer } from './layer';
import { oddBytes } from './quoting';
import { Rewritten, UNIT, type Writing } from './rewritten';

const SINGLE = 0x27;
const SPACE = 0x20;
const TAB = 0x09;
const encoder = new TextEncoder();

/** What a character after a backslash says in double quotes; source: YAML 1.2.2, section 5.7. */
const SAID: ReadonlyMap<number, Uint8Array> = new Map(
  Object.entries({
    ...{ '"': '"', '\\': '\\', '/': '/', ' ': ' ', '\t': '\t', n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' },
    ...{ '0': '\0', a: '\x07', v: '\v', e: '\x1b', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029' },
  }).map(([letter, said]) => [letter.charCodeAt(0), encoder.encode(said)]),
);
const DIGITS: ReadonlyMap<number, number> = new Map([
  [0x78, 2],
  [0x75, 4],
  [0x55, 8],
]);

/** A line's end and the space that the next line begins with are a space, of several all but one are line ends. */
function folded(bytes: Uint8Array, at: number, end: number, to: Uint8Array, length: number): number {
  const [next, breaks] = afterBreaks(bytes, at, end);
  const made = Math.min(Math.max(1, breaks - 1), UNIT - 1);
  to.fill(breaks === 1 ? SPACE : LF, length, length + made);
  return (next - at) * UNIT + made;
}

function afterBreaks(bytes: Uint8Array, from: number, end: number): readonly [next: number, breaks: number] {
  let at = from;
  let breaks = 0;
  for (; at < end; at++) {
    const c = bytes[at];
    if (c === LF || (c === CR && bytes[at + 1] !== LF)) breaks++;
    else if (c !== SPACE && c !== TAB && c !== CR) break;
  }
  return [at, breaks];
}

const IN_SINGLE: Writing = {
  odd: oddBytes((byte) => byte === SINGLE || byte === CR || byte === LF),
  unit: (bytes, at, end, to, length) => {
    if (bytes[at] !== SINGLE) return folded(bytes, at, end, to, length);
    to[length] = SINGLE;
    return (at + 1 < end && bytes[at + 1] === SINGLE ? 2 : 1) * UNIT + 1;
  },
};

const IN_DOUBLE: Writing = {
  odd: oddBytes((byte) => byte === BACKSLASH || byte === CR || byte === LF),
  unit: (bytes, at, end, to, length) => {
    if (bytes[at] !== BACKSLASH) return folded(bytes, at, end, to, length);
    const next = at + 1 < end ? (bytes[at + 1] as number) : 0;
    if (next === CR || next === LF) return (afterBreaks(bytes, at + 1, end)[0] - at) * UNIT;
    const digits = DIGITS.get(next) ?? 0;
    const hex = String.fromCharCode(...bytes.subarray(at + 2, Math.min(end, at + 2 + digits)));
    const isCode = digits > 0 && hex.length === digits && /^[\da-f]+$/i.test(hex) && parseInt(hex, 16) <= 0x10ffff;
    const said = isCode ? encoder.encode(String.fromCodePoint(parseInt(hex, 16))) : SAID.get(next);
    to.set(said ?? [BACKSLASH], length);
    return (said === undefined ? 1 : 2 + (isCode ? digits : 0)) * UNIT + (said?.length ?? 1);
  },
};

/** What the inside of a scalar of YAML in quotes says, which may go over several lines. */
export function yamlText(layer: Layer, start: number, end: number, quote: number): Layer {
  return new Rewritten(layer, start, end, quote === QUOTE ? IN_DOUBLE : IN_SINGLE);
}

/** The same of a part of one that begins with an object in JSON, whose first quote tells which quotes it stands in. */
export function yamlObject(layer: Layer, start: number, end: number): Layer {
  let at = start + 1;
  while (at < end && (bytesAt(layer, at) === SPACE || bytesAt(layer, at) === CR || bytesAt(layer, at) === LF)) at++;
  return yamlText(layer, start, end, bytesAt(layer, at) === BACKSLASH ? QUOTE : SINGLE);
}

function bytesAt({ bytes }: Layer, at: number): number {
  return bytes[at] ?? 0;
}

/** A member whose value is in quotes: its name, and what stands between them. */
export interface YamlScalar {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly quote: number;
  /** They are never closed. */
  readonly isOpen: boolean;
}

const COLON = 0x3a;
const DASH = 0x2d;
/** No name is longer. */
const MAX_NAME = 64;
const NAME = /^[A-Za-z]\w*$/;

/** The members with values in quotes, wherever they stand in block style. Nothing in a value is taken for one. */
export function* yamlScalars(bytes: Uint8Array, from: number): Generator<YamlScalar> {
  const { length } = bytes;
  for (let at = from; at < length;) {
    const line = at;
    while (bytes[at] === SPACE || (bytes[at] === DASH && bytes[at + 1] === SPACE)) at++;
    const indent = at - line;
    const colon = bytes.subarray(at, at + MAX_NAME).indexOf(COLON);
    const name = colon < 0 ? '' : String.fromCharCode(...bytes.subarray(at, at + colon));
    if (NAME.test(name) && (bytes[at + colon + 1] ?? LF) <= SPACE) at += colon + 1;
    while (bytes[at] === SPACE) at++;
    const c = bytes[at];
    if (c === SINGLE || c === QUOTE) {
      const close = closingAt(bytes, at);
      const isOpen = close < 0;
      const end = isOpen ? length : close;
      yield { name, start: at + 1, end, quote: c, isOpen };
      at = end + 1;
    } else if (c === 0x5b || c === 0x7b) at = afterFlow(bytes, at);
    else if (c === 0x7c || c === 0x3e) {
      at = nextLine(bytes, at);
      while (at < length && isDeeper(bytes, at, indent)) at = nextLine(bytes, at);
      continue;
    }
    at = nextLine(bytes, at);
  }
}

/** Where the string that begins at `at` is closed; -1 where it is not. */
function closingAt(bytes: Uint8Array, at: number): number {
  const quote = bytes[at] as number;
  for (let i = at + 1; i < bytes.length; i++) {
    if (bytes[i] === BACKSLASH && quote === QUOTE) i++;
    else if (bytes[i] === quote) {
      if (quote === QUOTE || bytes[i + 1] !== SINGLE) return i;
      i++;
    }
  }
  return -1;
}

/** Behind the list or the mapping in brackets at `at`. */
function afterFlow(bytes: Uint8Array, at: number): number {
  let depth = 0;
  for (let i = at; i < bytes.length; i++) {
    const c = bytes[i] as number;
    if (c === 0x5b || c === 0x7b) depth++;
    else if (c === 0x5d || c === 0x7d) {
      if (--depth === 0) return i + 1;
    } else if (c === SINGLE || c === QUOTE) {
      const close = closingAt(bytes, i);
      if (close < 0) break;
      i = close;
    }
  }
  return bytes.length;
}

function isDeeper(bytes: Uint8Array, at: number, indent: number): boolean {
  let i = at;
  while (bytes[i] === SPACE) i++;
  return i - at > indent || bytes[i] === LF || bytes[i] === CR;
}

function nextLine(bytes: Uint8Array, at: number): number {
  const newline = bytes.indexOf(LF, at);
  return newline < 0 ? bytes.length : newline + 1;
}
