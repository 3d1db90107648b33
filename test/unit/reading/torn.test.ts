import assert from 'node:assert/strict';
import fc from 'fast-check';
import { positionsOf } from '../../../src/reading/positions';
import { readRecords } from '../../../src/reading/readRecords';
import { toUtf8 } from '../../../src/reading/bytes/text';
import { TORN } from '../../../src/reading/bytes/utf8';
import { type Json, read, record, s3, utf8 } from '../../fixtures/log';

const records = [0, 1, 2, 3].map((n) => record(n, { userAgent: `agent-${n} "é"` }));
const lines = records.map((one) => JSON.stringify(one));

/** The same records in one log or another. */
const LOGS: Readonly<Record<string, string>> = {
  'a log file': s3(...records),
  'a log file laid out': JSON.stringify({ Records: records }, null, 2),
  lines: lines.join('\n'),
  'lines of CloudWatch': lines.map((line) => `2026-03-14T08:27:00.000Z ${line}`).join('\n'),
  'records as text': JSON.stringify({
    Events: records.map((one) => ({
      EventId: one.eventID,
      EventName: one.eventName,
      CloudTrailEvent: JSON.stringify(one),
    })),
  }),
  'a log as text': JSON.stringify(s3(...records)),
  'a log as text in a notification': JSON.stringify({ Type: 'Notification', Message: s3(...records), x: 'y' }),
  'a log as text in text': JSON.stringify([{ a: JSON.stringify({ Message: s3(...records) }) }]),
  'a CSV': `_time,_raw\n${lines.map((line) => `2026,"${line.replaceAll('"', '""')}"\n`).join('')}`,
};

/** `text` with bytes in place of all from inside the one word to inside the other. */
function torn(text: string | Uint8Array, from: string, to: string, fill: number, encoding?: 'utf16le'): Uint8Array {
  const bytes = Buffer.from(text as string);
  const [start, end] = [from, to].map((word) => bytes.indexOf(word, 0, encoding) + 3) as [number, number];
  assert.ok(start > 2 && end > start);
  return Uint8Array.from(bytes.fill(fill, start, end));
}

describe('logs with a hole', () => {
  const fills = [0, 0xff, 0xe5];
  for (const [what, log] of Object.entries(LOGS)) {
    for (const fill of fills) {
      it(`${what}: a hole of ${fill} from one record into another makes none of two, and the next is found`, () => {
        for (const [to, names] of [
          ['agent-2', ['Event0', 'Event3']],
          ['agent-3', ['Event0']],
        ] as const) {
          const bytes = torn(log, 'agent-1', to, fill);
          const { found, problems } = read(bytes);
          assert.deepEqual(
            found.map(({ value }) => value.eventName),
            names,
          );
          const kept = found[0]?.end ?? 0;
          const [first] = problems.filter(({ severity }) => severity === 'error');
          assert.match(first?.message ?? '', /damaged|could not be read/);
          assert.ok((first?.offset ?? 0) >= kept, `${first?.offset} after ${kept}`);
        }
      });
    }
  }

  it('says where the hole is', () => {
    const bytes = torn(LOGS['a log file laid out'] ?? '', 'agent-1', 'agent-2', 0);
    const [first] = read(bytes).problems;
    assert.equal(first?.offset, bytes.indexOf(0));
    assert.equal(
      first?.message,
      'These bytes are no text: a part of the file is damaged or missing here. The record before it is kept.',
    );
    const [line = 0, column] = positionsOf(bytes, [bytes.indexOf(0)]);
    const row = new TextDecoder().decode(bytes).split('\n')[line];
    assert.equal(column, row?.indexOf('\0'));
  });

  it('in UTF-16 too', () => {
    for (const mark of ['\ufeff', ''])
      for (const fill of [0, 0xff])
        for (const swapped of [false, true]) {
          const file = torn(Buffer.from(`${mark}${s3(...records)}`, 'utf16le'), 'agent-1', 'agent-2', fill, 'utf16le');
          const text = toUtf8(swapped ? Buffer.from(file).swap16() : file);
          const { names, problems } = read(text);
          assert.deepEqual(names, ['Event0', 'Event3']);
          assert.match(problems[0]?.message ?? '', /damaged/);
        }
  });

  it('wherever it is, records are whole or left out, and that is said', () => {
    const texts = records.map((value) => JSON.stringify(value));
    const hole = fc.tuple(fc.nat(5000), fc.integer({ min: TORN, max: 900 }), fc.constantFrom(...fills));
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(LOGS)),
        fc.array(hole, { minLength: 1, maxLength: 2 }),
        (log, all) => {
          const bytes = utf8(log);
          const places = read(log).found;
          const holes = all.map(([at, size, fill]) => {
            const start = at % bytes.length;
            bytes.fill(fill, start, start + size);
            return [start, start + size] as const;
          });
          const { found, problems } = read(bytes);
          const kept = found.map(({ value }) => JSON.stringify(value));
          // of a broken envelope only what stands beside its record may be left, which says so
          for (const text of kept) assert.ok(texts.includes(text), text);
          assert.ok(problems.length > 0 || found.length === records.length);
          const isWhole = (start: number, end: number): boolean =>
            holes.every(([from, to]) => end <= from || start >= to);
          if (log.startsWith('{"Records"') || log.startsWith('{"eventVersion"'))
            for (const [n, { start, end }] of places.entries())
              if (isWhole(start, end)) assert.ok(kept.includes(texts[n] as string), `record ${n}`);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('text that is not quite UTF-8', () => {
  const whole = s3(record(0), record(1));
  const withName = (name: Buffer): Uint8Array => {
    const at = whole.indexOf('alice');
    return Uint8Array.from(Buffer.concat([Buffer.from(whole.slice(0, at)), name, Buffer.from(whole.slice(at + 5))]));
  };
  const names: readonly (readonly [what: string, name: Buffer])[] = [
    ['Latin-1', Buffer.from('M\xfcller \xc4\xd6\xdc', 'latin1')],
    ['a Cyrillic name in one byte a letter', Buffer.from([0xc0, 0xeb, 0xe5, 0xea, 0xf1, 0xe0, 0xed, 0xe4, 0xf0])],
    ['a character that is cut off', Buffer.from([0x61, 0xe2, 0x82])],
    [`${TORN - 1} wrong bytes`, Buffer.alloc(TORN - 1, 0xff)],
    ['many wrong bytes with others between', Buffer.from('\xe4\xf6 \xfc'.repeat(20), 'latin1')],
    ['wrong bytes with characters between', Buffer.from(`${'\xff'.repeat(15)}\xc3\xa9`.repeat(9), 'latin1')],
    ['a raw tab and other control characters', Buffer.from('a\tb\u0001c')],
    ['much text in another script', Buffer.from('имя名前🙂'.repeat(50))],
  ];
  for (const [what, name] of names) {
    it(`${what} loses no record, and what is wrong is said`, () => {
      const bytes = withName(name);
      const { names: found, problems } = read(bytes);
      assert.deepEqual([found, problems.filter(({ severity }) => severity !== 'info')], [['Event0', 'Event1'], []]);
      const isUtf8 = name.equals(Buffer.from(name.toString()));
      assert.equal(problems.length, isUtf8 ? 0 : 1);
    });
  }

  it('says how many bytes are wrong, in how many places, and where the first is, wherever it stands in memory', () => {
    const said = (bytes: Uint8Array): unknown[] =>
      read(bytes).problems.map(({ message, offset }) => [message.split(':')[0], offset]);
    const at = whole.indexOf('alice');
    for (let shift = 0; shift < 9; shift++) {
      const moved = (name: number[]): Uint8Array => {
        const all = Buffer.concat([
          Buffer.alloc(shift),
          withName(Buffer.from([...Buffer.alloc(shift, 0x61), ...name])),
        ]);
        return Uint8Array.from(all).subarray(shift);
      };
      assert.deepEqual(said(moved([0xff])), [['1 byte is no UTF-8, here', at + shift]]);
      assert.deepEqual(said(moved([0xff, 0xfe, 0xc3])), [['3 bytes are no UTF-8, here', at + shift]]);
      const some = [0xc3, 0xa9, 0xff, 0xc3, 0xa9, 0xe2, 0x82, 0x61];
      assert.deepEqual(said(moved(some)), [['3 bytes are no UTF-8, in 2 places, here first', at + shift + 2]]);
      assert.deepEqual(said(moved([0xc3, 0xa9, 0xf0, 0x9f, 0x99, 0x82])), []);
    }
  });

  it(`${TORN} bytes in a row that are none are a hole, a zero is one alone`, () => {
    for (const name of [Buffer.alloc(TORN, 0xff), Buffer.from([0x61, 0, 0x62]), Buffer.alloc(TORN, 0xbf)]) {
      const { names: found, problems } = read(withName(name));
      assert.deepEqual(found, ['Event1']);
      assert.match(problems[0]?.message ?? '', /damaged/);
      assert.equal(problems[0]?.offset, whole.indexOf('alice') + (name[0] === 0x61 ? 1 : 0));
    }
  });

  it('a zero that is written as an escape is text, in a string in a string too', () => {
    const zero: Json = record(0, { userAgent: 'a\0b' });
    for (const log of [s3(zero), JSON.stringify({ Message: s3(zero) })])
      assert.deepEqual([read(log).found.map(({ value }) => value), read(log).problems], [[zero], []]);
  });

  it('a zero that is none in the text of a string is a hole, as in a source', () => {
    const log = JSON.stringify({ Message: s3(record(0, { userAgent: 'a\0b' }), record(1)).replace('\\u0000', '\0') });
    const { problems } = read(log);
    assert.match(problems[0]?.message ?? '', /broken or cut off/);
  });

  it('a zero in a cell is text, and its record holds it as JSON does', () => {
    const row = ['2026-03-14T08:27:00Z', 'ec2.amazonaws.com', 'Run\0', '{""a"":""b\0""}']
      .map((cell) => `"${cell}"`)
      .join();
    const log = `eventtime,eventsource,eventname,requestparameters\n${row}\n`;
    let made = '';
    readRecords(utf8(log), ({ text }) => (made = new TextDecoder().decode(text.bytes.subarray(text.start, text.end))));
    assert.equal((JSON.parse(made) as Json).eventName, 'Run\0');
  });
});
