import assert from 'node:assert/strict';
import { analyseDocument } from '../../src/case/documents/documentAnalysis';
import { readableText } from '../../src/case/readable/readableText';
import { LogDocument, POSITIONS_A_RECORD } from '../../src/case/documents/logDocument';
import { inflateNode } from '../../src/platform/inflateNode';
import { inflateWeb } from '../../src/platform/inflateWeb';
import { containerNamed } from '../../src/reading/containers';
import { isGzip } from '../../src/reading/bytes/gzip';
import { afterComments } from '../../src/reading/json/comments';
import { readableLayout } from '../../src/reading/json/layout';
import { type ReadResult, readRecords } from '../../src/reading/readRecords';
import { RecordSource } from '../../src/reading/recordSource';
import { decodeValue } from '../../src/reading/recordScanner';
import { eventsIn } from '../../src/reading/selected';
import { toUtf8 } from '../../src/reading/bytes/text';
import { isObject } from '../../src/record/types';
import { compare, cut, newScanner } from '../../test/unit/reading/fast/support';

const CAP = 32 << 20;
/** Layouts larger than this many times the text, and a mebibyte, ran out of indentation: that of a larger text goes further. */
const INDENTED = 8;
/** What a source is, is told by so much of its beginning. */
const HEAD = 1 << 13;

/** What must be true of any input whatever; throws when it is not. `withWeb`: unpack it in the browser's way too, which takes long. */
export async function check(input: Uint8Array, withWeb: boolean): Promise<void> {
  const bytes = toUtf8(isGzip(input) ? await unpacked(input, withWeb) : input);
  const raw = checkRecords(bytes);
  checkLayout(bytes, raw);
  checkDocument(bytes, raw);
  await checkFast(bytes);
  eventsIn(new TextDecoder().decode(bytes));
}

let scanner: ReturnType<typeof newScanner> | undefined;

/** The scanner in WebAssembly reads nothing otherwise, wherever its input is cut into pieces. */
async function checkFast(bytes: Uint8Array): Promise<void> {
  const fast = await (scanner ??= newScanner(40));
  compare(fast, bytes);
  compare(fast, bytes, cut(bytes, [bytes.length >> 2, bytes.length >> 1, 7, 4099]));
}

/** Node and the browser make the same of it, or have the same beginning. */
async function unpacked(input: Uint8Array, withWeb: boolean): Promise<Uint8Array> {
  const node = await inflateNode(input, CAP);
  if (!withWeb) return node.bytes;
  const web = await inflateWeb(input, CAP);
  const common = Math.min(node.bytes.length, web.bytes.length);
  assert.ok(
    Buffer.compare(node.bytes.subarray(0, common), web.bytes.subarray(0, common)) === 0,
    'inflate: other bytes',
  );
  assert.equal(node.problem === undefined, web.problem === undefined, 'inflate: only one has a problem');
  if (node.problem === undefined) assert.equal(node.bytes.length, web.bytes.length, 'inflate: other lengths');
  assert.ok(node.bytes.length <= CAP && web.bytes.length <= CAP, 'inflate: over the cap');
  return node.bytes;
}

interface Read extends ReadResult {
  /** Each record as JSON of its value. */
  readonly values: readonly string[];
}

/** Records ascend, lie inside, do not overlap, and are objects; so do their fields; problems lie inside. */
function checkRecords(bytes: Uint8Array): Read {
  const values: string[] = [];
  let last = 0;
  const source = new RecordSource(bytes);
  const result = readRecords(bytes, ({ start, end, text, spans }) => {
    assert.ok(start >= last && end > start && end <= bytes.length, `record ${start} to ${end} after ${last}`);
    last = end;
    const value = decodeValue(text.bytes, text.start, text.end);
    assert.ok(isObject(value), 'a record is an object');
    values.push(JSON.stringify(value));
    const again = source.record(start, end);
    assert.deepEqual(
      decodeValue(again.bytes, again.start, again.end),
      value,
      'a record that is read again by its span is the same',
    );
    for (let slot = 0; slot < spans.length; slot += 2) {
      const [from, to] = [spans[slot] as number, spans[slot + 1] as number];
      if (from < 0) continue;
      assert.ok(from > text.start && to > from && to < text.end, `field ${from} to ${to} of ${start} to ${end}`);
      assert.notEqual(decodeValue(text.bytes, from, to), undefined, 'a field is JSON');
      const [begins, ends] = [text.layer.sourceStart(from), text.layer.sourceEnd(to)];
      // what was put together from several places need not be in their order
      const isOne = text.bytes[from] === 0x7b || ends >= begins;
      const isInside = [begins, ends].every((at) => at >= start && at <= end);
      assert.ok(isInside && isOne, `a field stands in its record: ${begins} to ${ends}`);
    }
  });
  assert.equal(result.records, values.length);
  assert.ok(result.problems.filter(({ severity }) => severity !== 'info').length <= 101, 'problems are few');
  for (const { offset = 0 } of result.problems)
    assert.ok(offset >= 0 && offset <= bytes.length, 'a problem lies inside');
  return { ...result, values };
}

/** The layout loses nothing but space and is its own layout; what people are shown holds the same records. */
function checkLayout(bytes: Uint8Array, raw: Read): void {
  const layout = readableLayout(bytes);
  const bom = beginsWithMark(bytes) ? 3 : 0;
  assert.ok(Buffer.compare(withoutSpace(layout), withoutSpace(bytes.subarray(bom))) === 0, 'layout: other bytes');
  const isIndented = layout.length < INDENTED * bytes.length + (1 << 20);
  // of several marks one is left out each time, and a line that is broken may leave a comment before JSON
  assert.ok(
    !isIndented ||
      beginsWithMark(layout) ||
      afterComments(layout, 0) > 0 ||
      Buffer.compare(readableLayout(layout), layout) === 0,
    'layout: not its own',
  );
  const view = readableText(bytes);
  const readable = checkRecords(view);
  if ([raw, readable].some(({ problems }) => problems.some(({ message }) => message.startsWith('Too much')))) return;
  assert.deepEqual(readable.values, raw.values, 'view: other records');
  if (Buffer.compare(view, layout) !== 0) return;
  // where strings are broken, what they wrap is no more to be recognised
  if (containerNamed(raw.container).plain !== true) return;
  // one without records is named by what it speaks of, which a broken string may hide
  if (bytes.length < HEAD / INDENTED && raw.values.length > 0)
    assert.equal(readable.container, raw.container, 'layout: other container');
  // to the layout a quote is missing between strings that stand side by side
  if (SIDE_BY_SIDE.test(new TextDecoder().decode(bytes))) return;
  // a string that is broken in the source may be several in the layout
  const outside = ({ problems }: Read): number => problems.filter(({ message }) => !/string/.test(message)).length;
  assert.equal(outside(readable), outside(raw), 'layout: other problems');
}

const SIDE_BY_SIDE = /[^\s\\,:[{]""|""[^\s,:\]}]/;

function beginsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function withoutSpace(bytes: Uint8Array): Uint8Array {
  return bytes.filter((c) => c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09);
}

/** Everything that is told of a document fits together. */
function checkDocument(bytes: Uint8Array, raw: Read): void {
  const { index, analysis } = analyseDocument(bytes);
  assert.equal(analysis.records, raw.records);
  assert.equal(index.count + index.duplicates, raw.records, 'each record is a row or a copy of one');
  assert.equal(analysis.positions.length, POSITIONS_A_RECORD * raw.records);
  const document = new LogDocument('fuzz', 1, analysis);
  for (let record = 0; record < raw.records; record++) {
    const { start, end } = document.range(record);
    assert.ok(start.line < end.line || (start.line === end.line && start.character < end.character), 'a range is one');
    assert.equal(document.recordAt(start), record);
    assert.ok(document.event(record).identity.length > 0);
  }
  for (let row = 1; row < index.count; row++) {
    assert.ok(
      !(index.time(row) < index.time(row - 1)) &&
        !(Number.isNaN(index.time(row - 1)) && !Number.isNaN(index.time(row))),
      'rows are in order',
    );
  }
  for (let n = 0; n < analysis.folds.length; n += 2) {
    assert.ok((analysis.folds[n] as number) < (analysis.folds[n + 1] as number), 'a fold has lines');
  }
}
