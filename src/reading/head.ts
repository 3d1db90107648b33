import { isObject } from '../record/types';
import { afterComments } from './json/comments';
import { isGlimpseOfRecord } from './fields';
import { LF, OPEN_ARRAY, OPEN_OBJECT } from './json/jsonBytes';
import { partialJson } from './json/partialJson';

/** The beginning of a source: what it is, is recognised by this alone. */
export interface Head {
  /** Offset after the byte order mark and the space after it, and of JSON after comments before it. */
  readonly start: number;
  /** Where those comments begin; the same where there are none. */
  readonly commentsAt: number;
  /** The first 256 bytes from there, as text: enough for a log of a bucket, of which a case has thousands. */
  readonly opening: string;
  /**
   * The first 16 KiB from there, as text. Where the first line is longer, as the header of a very wide table may be, all of
   * that and as much after it.
   */
  readonly text: string;
  /** Whether it begins as JSON does. */
  readonly isJson: boolean;
  /**
   * The first value, of an array its first element, as far as the head goes; undefined where that is a CloudTrail
   * record, so that a record's members never make its file look like something else.
   */
  readonly first: unknown;
  /** The last 32 KiB of the source, as text, of JSON that is no log of a bucket: some of it says at its end what it holds. */
  readonly end: string;
}

const decoder = new TextDecoder();

export const OPENING = 1 << 8;
const HEAD = 1 << 14;
/** No header is longer. */
export const MAX_LINE = 1 << 19;
/** So much of it is taken apart as JSON: every source of a case is looked at so. */
const JSON_HEAD = 1 << 13;
export const HEAD_END = 1 << 15;

/** Looks at the beginning of a source; `last`: its last bytes, where `bytes` are not all of it. */
export function headOf(bytes: Uint8Array, last = bytes): Head {
  let commentsAt = 0;
  // an empty file with a mark may have been joined before a log
  while (bytes[commentsAt] === 0xef && bytes[commentsAt + 1] === 0xbb && bytes[commentsAt + 2] === 0xbf)
    commentsAt += 3;
  while (commentsAt < bytes.length && isSpace(bytes[commentsAt] as number)) commentsAt++;
  const start = afterComments(bytes, commentsAt);
  // a copy: the memory may be another's by the time when the text is asked for
  const beginning = new Uint8Array(bytes.subarray(start, endOfText(bytes, start)));
  let decoded: string | undefined;
  const text = (): string => (decoded ??= decoder.decode(beginning));
  const isJson = bytes[start] === 0x7b || bytes[start] === 0x5b || TEXT_OF_JSON.test(text());
  // a log of a bucket is known by its beginning: a case has thousands of them
  const ending =
    isJson && !startsAsLog(bytes, start)
      ? new Uint8Array(last.subarray(Math.max(0, last.length - HEAD_END)))
      : undefined;
  let looked: { readonly first: unknown } | undefined;
  return {
    start,
    commentsAt,
    opening: openingOf(beginning),
    get text() {
      return text();
    },
    isJson,
    get first() {
      looked ??= { first: isJson && !PLAIN_RECORD.test(text()) ? firstOf(text()) : undefined };
      return looked.first;
    },
    get end() {
      return decoder.decode(ending);
    },
  };
}

/** What stands at the beginning of bytes: see {@link Head.opening}. */
export function openingOf(bytes: Uint8Array): string {
  return decoder.decode(bytes.subarray(0, OPENING));
}

/** So many of a source's first bytes tell all that {@link headOf} tells of its beginning: `bytes` are the first of them. */
export function headLength(bytes: Uint8Array): number {
  const first = bytes.find((c) => !isSpace(c) && c !== 0xef && c !== 0xbb && c !== 0xbf);
  return first === OPEN_OBJECT || first === OPEN_ARRAY ? HEAD_END : HEAD_END + MAX_LINE;
}

function endOfText(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === OPEN_OBJECT || first === OPEN_ARRAY || bytes.length <= start + HEAD) return start + HEAD;
  const line = bytes.subarray(start, start + MAX_LINE).indexOf(LF);
  return start + HEAD + (line > HEAD ? line : 0);
}

/** A string that holds JSON, as `aws … --query` answers with one, or a string that holds it. */
const TEXT_OF_JSON = /^"(?:\s|\\+["nrt])*[[{](?:\s|\\+[nrt])*(?:\\+"|[[{])/;

/** How nearly every record begins: it need not be taken apart to be known. */
const PLAIN_RECORD = /^\[?\s*\{\s*"eventVersion"\s*:/;

/** How the logs of a bucket begin. */
const LOG = new TextEncoder().encode('{"Records":');

function startsAsLog(bytes: Uint8Array, start: number): boolean {
  return LOG.every((byte, n) => bytes[start + n] === byte);
}

function firstOf(text: string): unknown {
  const value = partialJson(text.slice(0, JSON_HEAD));
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(first) && isGlimpseOfRecord(first) ? undefined : first;
}

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}
