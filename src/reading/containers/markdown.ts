import { LF } from '../json/jsonBytes';
import { beginsAsPacked, MIN_TEXT } from '../layers/insideStrings';
import { readLines } from '../walk/linesReader';
import { mentionsRecord } from '../mention';
import { otherInWords } from '../walk/jsonReader';
import type { Reading } from '../reading';
import { container } from './container';
import { isArchive } from './foreign';

const PACKED =
  'Here begins text that may be a packed log in base64, which is left out: unpack it into a file of its own.';

/** Records in a Markdown text, between its fences. */
export const markdown = container({
  id: 'markdown',
  name: 'records in a text with fences',
  recognise: ({ text, isJson }) =>
    !isJson && !isArchive({ text }) && /^[ \t]*(?:```|~~~)/m.test(text) && mentionsRecord({ text }),
  *read(reading) {
    yield* readLines(reading, () => true);
    sayOthers(reading);
    return undefined;
  },
});

/** Says which fences are around a log that is no JSON. */
function sayOthers(reading: Reading): void {
  const { bytes, finds } = reading;
  for (const [start, end] of fenced(bytes)) {
    const other = reading.otherAt(start, end);
    if (other !== undefined) finds.report(otherInWords(other), 'error', start);
    else if (end - start >= MIN_TEXT && beginsAsPacked(bytes, start) && BASE64.test(firstOf(bytes, start, end)))
      finds.report(PACKED, 'error', start);
  }
}

const BASE64 = /^[\w+/-]+=*\s*$/;

function firstOf(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + MIN_TEXT)));
}

/** Three of them begin a fence, and end it. */
const FENCES: readonly number[] = [0x60, 0x7e];

/** What stands between fences, the last of which may be missing. */
function* fenced(bytes: Uint8Array): Generator<readonly [start: number, end: number]> {
  const { length } = bytes;
  let opened = -1;
  let fence = 0;
  for (let at = 0; at < length;) {
    const newline = bytes.indexOf(LF, at);
    const next = newline < 0 ? length : newline + 1;
    let i = at;
    while (i < next && (bytes[i] === 0x20 || bytes[i] === 0x09)) i++;
    const c = bytes[i] as number;
    if (FENCES.includes(c) && bytes[i + 1] === c && bytes[i + 2] === c && (opened < 0 || c === fence)) {
      if (opened >= 0) yield [opened, at];
      opened = opened < 0 ? next : -1;
      fence = c;
    }
    at = next;
  }
  if (opened >= 0 && opened < length) yield [opened, length];
}
