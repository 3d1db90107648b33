import assert from 'node:assert/strict';
import { TRANSLATIONS } from '../../../src/reading/containers';
import { headOf } from '../../../src/reading/head';
import { readableLayout } from '../../../src/reading/json/layout';
import { Reading } from '../../../src/reading/reading';
import { recoveryBudget } from '../../../src/reading/walk/recovery';
import { decodeValue, RecordScanner } from '../../../src/reading/recordScanner';
import { atOnce } from '../../../src/reading/steps';
import { Walk } from '../../../src/reading/walk/walk';
import { read, record, s3, utf8 } from '../../fixtures/log';

const one = JSON.stringify(record(1));

/** Input that would stall a careless reader; each has to come back, and with something to say. */
const HOSTILE: readonly (readonly [what: string, source: string])[] = [
  ['objects that open', '{'.repeat(1e6)],
  ['arrays that open', '['.repeat(1e6)],
  ['objects in arrays that open', '[{"a":'.repeat(2e5)],
  ['records inside records', '{"eventVersion":'.repeat(1e5)],
  ['records inside arrays of records', '{"eventVersion":[{"eventName":'.repeat(5e4)],
  ['unknown objects inside each other', '{"x":'.repeat(2e5)],
  ['unknown objects that close', '{"x":'.repeat(1e5) + '1' + '}'.repeat(1e5)],
  ['elements that break', '[' + '{"a":1,},{"b":x},'.repeat(5e4)],
  ['strings that never close', '{"eventVersion":"'.repeat(1e5)],
  ['escaped quotes', `{"a":"${'\\"'.repeat(5e5)}`],
  ['escaped quotes in a string that a word follows', `{"a":"${'\\"'.repeat(5e5)}"x`],
  ['backslashes', `{"a":"${'\\'.repeat(1e6 + 1)}`],
  ['a key without end', `{"${'eventName'.repeat(1e5)}`],
  ['space in objects', `{${' '.repeat(30)}`.repeat(3e4)],
  ['commas', `[${','.repeat(1e6)}`],
  ['numbers', `[${'1,'.repeat(5e5)}`],
  ['a number without end', `[${'1'.repeat(1e6)}`],
  ['brackets that close', `[1${']'.repeat(1e6)}`],
  ['binary after a bracket', `{${'\u0000\u0001'.repeat(5e5)}`],
];

describe('hostile input', () => {
  for (const [what, source] of HOSTILE) {
    it(`comes back from ${what}`, () => {
      const { records, problems } = read(source);
      assert.equal(records, 0);
      assert.ok(problems.length > 0 && problems.length <= 101);
      const layout = readableLayout(utf8(source));
      assert.ok(layout.length < source.length * 13 + (2 << 20), `${layout.length} of ${source.length}`);
    });

    it(`keeps the record before ${what}`, () => {
      const { names, problems } = read(`{"Records":[${one},${source}`);
      assert.deepEqual(names, ['Event1']);
      assert.ok(problems.length > 0);
    });
  }

  it('scans no more than its share after a break', () => {
    // every candidate reaches to the end
    const source = `{"eventName":1,"a":x,${'{"eventName":1,"a":['.repeat(2000)}${'1,'.repeat(20_000)}`;
    let scanned = 0;
    const scan = Object.getOwnPropertyDescriptor(RecordScanner.prototype, 'record') as {
      value: RecordScanner['record'];
    };
    RecordScanner.prototype.record = function (this: RecordScanner, at: number): number {
      const end = scan.value.call(this, at);
      scanned += (end < 0 ? this.faultAt : end) - at;
      return end;
    };
    try {
      const { problems } = read(source);
      assert.match(problems.map(({ message }) => message).join(), /not valid JSON here/);
    } finally {
      Object.defineProperty(RecordScanner.prototype, 'record', scan);
    }
    assert.ok(scanned < recoveryBudget(source.length) + 2 * source.length, `${scanned} of ${source.length}`);
  });

  it('reads a value of many megabytes and a field of many', () => {
    const long = 'x'.repeat(5e6);
    const { found, problems } = read(s3(record(1, { userAgent: long }), record(2, { errorMessage: `\n${long}` })));
    assert.deepEqual([found.length, problems.length], [2, 0]);
    assert.equal(found[1]?.fields.errorMessage, `\n${long}`);
  });

  it('leaves out text in text beyond what may be held at once, and says so', () => {
    const inText = (n: number): string => JSON.stringify(JSON.stringify({ a: 'x'.repeat(1000), b: record(n) }));
    const bytes = utf8(
      `[${inText(1)},${inText(2)},${JSON.stringify(JSON.stringify({ c: JSON.stringify(record(3)) }))}]`,
    );
    const namesWith = (room: number): unknown[] => {
      const names: unknown[] = [];
      const reading = new Reading(bytes, headOf(bytes), TRANSLATIONS, ({ text }) =>
        names.push(decodeValue(text.bytes, text.start, text.end)),
      );
      reading.textRoom = room;
      atOnce(new Walk(reading.source, reading).values());
      assert.equal(reading.textRoom, room);
      const said = reading.finds.allProblems().map(({ message }) => message.slice(0, 25));
      return [names.map((one) => (one as { eventName: string }).eventName), said];
    };
    const left = 'Text in text is left out ';
    assert.deepEqual(namesWith(1 << 20), [['Event1', 'Event2', 'Event3'], []]);
    assert.deepEqual(namesWith(3000), [['Event1', 'Event2', 'Event3'], []]);
    assert.deepEqual(namesWith(1000), [['Event3'], [left, left]]);
    assert.deepEqual(namesWith(600), [[], [left, left, left]]);
  });

  it('takes no value apart that is larger than any of a record: it stays text', () => {
    const columns = ['eventname', 'eventsource', 'eventtime', 'requestparameters'];
    const struct = (members: number): string =>
      `"{${Array.from({ length: members }, (_, n) => `member-${n}=some value`).join(', ')}}"`;
    const rows = [2, 300_000].map((members) => ['X', 'y.amazonaws.com', '2026-03-14T08:00:00Z', struct(members)]);
    const { found } = read([columns, ...rows].map((cells) => cells.join(',')).join('\n'));
    assert.deepEqual(
      found.map(({ value }) => typeof value.requestParameters),
      ['object', 'string'],
    );
  });
});
