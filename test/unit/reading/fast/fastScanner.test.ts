import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { generateRecords } from '../../../../scripts/bench/generate';
import type { Column } from '../../../../src/index/columns';
import { CAPTURED, FIELD_COUNT, FIELD_NAMES, fieldSlotOfText } from '../../../../src/reading/fields';
import { contentHash } from '../../../../src/reading/fast/contentHash';
import type { FastScanner } from '../../../../src/reading/fast/fastScanner';
import { Slab } from '../../../../src/reading/fast/slab';
import { compare, cut, newScanner, readFast } from './support';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const RECORD =
  '{"eventVersion":"1.11","userIdentity":{"type":"Root","accountId":"111122223333"},"eventTime":"2026-03-14T08:27:45Z","eventSource":"ec2.amazonaws.com","eventName":"RunInstances","errorCode":"","errorMessage":"no","requestParameters":{"a":[1,-2.5e3,true,null,{}]},"eventID":"e1","readOnly":false}';
const withMember = (member: string): string => `${RECORD.slice(0, -1)},${member}}`;
const withTime = (time: string): string => RECORD.replace('"2026-03-14T08:27:45Z"', time);
const nested = (depth: number): string => withMember(`"requestParameters":${'['.repeat(depth)}${']'.repeat(depth)}`);

const WITHOUT_LISTS = RECORD.replace('[1,-2.5e3,true,null,{}]', '"[1]"');

const READ: Readonly<Record<string, string>> = {
  'a log file': `{"Records":[${RECORD},${RECORD}]}`,
  'an empty log file': '{"Records":[]}',
  'a log file laid out': JSON.stringify({ Records: [JSON.parse(RECORD)] }, undefined, 2),
  'a byte order mark': `\ufeff{"Records":[${RECORD}]}`,
  'log files joined': `{"Records":[${RECORD}]}{"Records":[]}\n{"Records":[${RECORD}]}`,
  'a record, then a log file without any': `${RECORD}{"Records":[]}`,
  'an array': `[${RECORD},${RECORD}]`,
  'one record': RECORD,
  'lines, with CR and commas': `${RECORD}\r\n${RECORD},\n${RECORD}\n`,
  'no time': RECORD.replace(/"eventTime":"[^"]*",/, ''),
  'the last day of a leap year February': withTime('"2028-02-29T23:59:59Z"'),
  'the first time': withTime('"1970-01-01T00:00:00Z"'),
  'a key twice': withMember('"eventName":"Other","userIdentity":{"type":"Root","accountId":"111122223333"}'),
  'an identity that is text the second time': withMember('"userIdentity":"alice"'),
  'null in place of values': withMember('"userIdentity":null,"awsRegion":null,"errorCode":null,"eventID":null'),
  'an empty eventID': withMember('"eventID":""'),
  'numbers in place of text': withMember('"awsRegion":12,"eventName":[1],"eventID":{"a":1}'),
  'unknown keys': withMember('"eventNames":1,"":2,"a key that is much longer than any that a record has, by far":3'),
  'a time stamp beside a time': withMember('"@timestamp":"2020-03-14T08:27:45Z"'),
  'what is nearly a time stamp': withMember('"@timestamps":1,"@timestam":2').replace(/"eventTime":"[^"]*",/, ''),
  'keys that are nearly odd': withMember('"_raws":1,"_ra":2,"timeWindows":3,"timeWindo":4,"timewindow":5'),
  'deep nesting': nested(50),
  'an id that begins with a number': RECORD.replace('"e1"', '"0af9ce00-"'),
  'ids that nearly do': ['0AF9CE00-a', '0af9ce0-aa', '0af9ce00', '0ag9ce00-a', '00000000-a', 'ffffffff-', '0af9ce000-']
    .map((id) => RECORD.replace('"e1"', `"${id}"`))
    .join('\n'),
  'no lists': WITHOUT_LISTS,
  'lists that are not told of, before one without': `${WITHOUT_LISTS.replace('{"type":"Root"', '{"type":["Root"]').replace('"eventID"', '"resources":[{"ARN":"a"}],"eventID"')}${WITHOUT_LISTS}`,
  'a list under an unknown key, before none': `${WITHOUT_LISTS.replace('"eventID"', '"of none":{"a":[]},"eventID"')}${WITHOUT_LISTS}`,
  'a list in a member that comes again without': `${WITHOUT_LISTS.replace('"eventID"', '"requestParameters":[1],"requestParameters":{"a":"[1]"},"eventID"')}`,
  'escapes in values': withMember('"userAgent":"a\\"b\\u00e9\\\\","errorCode":"\\n"'),
};

const ODD: Readonly<Record<string, string>> = {
  nothing: '',
  'space alone': ' \n ',
  'text that is no JSON': 'hello',
  'an array without records': '[ ]',
  'JSON without records': '{"a":1}',
  'a log file cut off': `{"Records":[${RECORD},${RECORD.slice(0, 100)}`,
  'a log file without its end': `{"Records":[${RECORD}]`,
  'a comma before the end': `{"Records":[${RECORD},]}`,
  'a comma before the end of a record': `[${RECORD.slice(0, -1)},}]`,
  'members beside Records': `{"Records":[${RECORD}],"a":1}`,
  'members before Records': `{"a":1,"Records":[${RECORD}]}`,
  'Records that is no array': `{"Records":${RECORD}}`,
  'an element that is no record': `{"Records":[${RECORD},{"eventName":"a"}]}`,
  'an element that is no object': `{"Records":[${RECORD},1]}`,
  'an element with two members of a record': `[${RECORD},{"eventName":"a","eventID":"b","other":1}]`,
  'an element without what, from where and who': `[${RECORD},{"awsRegion":"a","eventID":"b","readOnly":true}]`,
  'a notification of S3': `{"Records":[${RECORD.replace('ec2.amazonaws.com', 'aws:s3')}]}`,
  "a first key that is no record's": `{"a":1,${RECORD.slice(1)}`,
  'a record as text beside its fields': withMember('"_raw":"{}"'),
  'a time stamp alone': withMember('"@timestamp":"2020-03-14T08:27:45Z"').replace(/"eventTime":"[^"]*",/, ''),
  'a window of time': withMember('"timeWindow":{}'),
  'a key with an escape': withMember('"event\\u004eame":"Other"'),
  'a time with milliseconds': withTime('"2026-03-14T08:27:45.123Z"'),
  'a day that no calendar has': withTime('"2026-02-29T08:27:45Z"'),
  'the 60th second': withTime('"2026-03-14T08:27:60Z"'),
  'a time that is a number': withTime('1773476865'),
  'a raw control character': withMember('"userAgent":"a\u0001b"'),
  'a raw line end in a string': withMember('"userAgent":"a\nb"'),
  'a zero byte': withMember('"userAgent":"a\u0000b"'),
  'a zero byte between values': withMember('"userAgent":\u00001'),
  'an escape that is none': withMember('"userAgent":"\\x"'),
  'a broken unicode escape': withMember('"userAgent":"\\u12g4"'),
  'a number with a zero before it': withMember('"a":01'),
  'a number without digits': withMember('"a":1.'),
  'a word that is none': withMember('"a":trux'),
  'nesting deeper than it keeps track of': nested(70),
  'something after the end': `{"Records":[${RECORD}]} x`,
  'two commas': `${RECORD},,${RECORD}`,
  'UTF-16': `\ufffe{"Records":[${RECORD}]}`,
};

const WANTED: ReadonlySet<string> = new Set(['runinstances']);

describe('fast scanner', function () {
  this.timeout(60_000);
  let scanner: FastScanner<Column>;
  let small: FastScanner<Column>;
  before(async () => {
    scanner = await newScanner();
    small = await newScanner(40);
  });

  for (const [what, log] of Object.entries(READ)) {
    it(`reads ${what}`, () => {
      assert.equal(compare(scanner, bytesOf(log)), false);
      assert.equal(compare(small, bytesOf(log)), false);
    });
  }

  for (const [what, log] of Object.entries(ODD)) {
    it(`finds odd: ${what}`, () => {
      assert.equal(compare(scanner, bytesOf(log)), true);
      assert.equal(compare(small, bytesOf(log)), true);
    });
  }

  /** What is kept of a log that comes in these chunks, as texts by their spans; undefined where there was no room. */
  const keptOf = (from: FastScanner<Column>, chunks: readonly Uint8Array[], room: number) => {
    from.begin();
    from.keep('eventName', WANTED, room);
    for (const chunk of chunks) from.push(chunk);
    const { odd } = from.finish();
    const kept = from.takeKept();
    from.drain();
    if (kept === undefined) return undefined;
    let at = 0;
    const texts = Array.from(kept.starts, (start, n) => {
      const end = kept.ends[n] as number;
      const text = Buffer.from(kept.bytes.subarray(at, (at += end - start))).toString('latin1');
      return { start, end, text };
    });
    assert.equal(at, kept.bytes.length);
    return { odd, texts };
  };

  it('keeps the records of names that are wanted, wherever they are cut, and no more than there is room for', () => {
    const other = RECORD.replace('RunInstances', 'DescribeInstances');
    const cased = RECORD.replace('RunInstances', 'runINSTANCES');
    const odd = RECORD.replace('"RunInstances"', '["RunInstances"]');
    const log = `{"Records":[${RECORD},${other}, ${cased},${odd},${other},${RECORD}]}`;
    const bytes = bytesOf(log);
    const texts: { start: number; end: number; text: string }[] = [];
    for (const text of [RECORD, cased, RECORD]) {
      const start = log.indexOf(text, texts.at(-1)?.end ?? 0);
      texts.push({ start, end: start + text.length, text });
    }
    const size = texts.reduce((sum, { text }) => sum + text.length, 0);
    for (const from of [scanner, small]) {
      for (let at = 0; at <= bytes.length; at += 7)
        assert.deepEqual(keptOf(from, cut(bytes, [at, at + 3]), size), { odd: false, texts });
      assert.equal(keptOf(from, [bytes], size - 1), undefined);
      assert.equal(keptOf(from, [bytes.subarray(0, -1)], size), undefined);
      assert.deepEqual(keptOf(from, [bytesOf(`[${other}]`)], size), { odd: false, texts: [] });
      // what is not asked for is not kept
      from.begin();
      from.push(bytes);
      from.finish();
      assert.equal(from.takeKept(), undefined);
      from.drain();
    }
  });

  it('keeps thousands of records, and knows thousands of names', () => {
    const names = Array.from({ length: 20_000 }, (_, n) => (n % 3 === 0 ? 'RunInstances' : `Name${n}`));
    const log = `[${names.map((name) => RECORD.replace('RunInstances', name)).join()}]`;
    const kept = keptOf(scanner, [bytesOf(log)], 1e9);
    assert.equal(kept?.texts.length, names.filter((name) => name === 'RunInstances').length);
    for (const { start, end, text } of kept?.texts ?? []) assert.equal(log.slice(start, end), text);
  });

  it('reads every prefix of a log as the careful reader does, or finds it odd', () => {
    const log = bytesOf(`{"Records":[${RECORD}]} ${RECORD},\n${RECORD}`);
    for (let end = 0; end <= log.length; end++) compare(small, log.subarray(0, end));
  });

  it('reads a log with any byte changed as the careful reader does, or finds it odd', () => {
    const log = bytesOf(`{"Records":[ ${RECORD}]}`);
    for (let at = 0; at < log.length; at++) {
      for (const by of [0x01, 0x02, 0x10, 0x20, 0x80, log[at] as number]) {
        const changed = log.slice();
        changed[at] = (log[at] as number) ^ by;
        compare(scanner, changed);
      }
    }
  });

  it('reads a log cut at any place', () => {
    const log = bytesOf(`\ufeff {"Records":[${RECORD}, ${RECORD}]}`);
    for (let at = 0; at <= log.length; at++) {
      assert.equal(compare(small, log, cut(log, [at])), false);
      assert.equal(compare(small, log, cut(log, [at, at + 1, at + 2])), false);
    }
  });

  it('finds odd: a byte that is no UTF-8, wherever it stands in a value, and no character', () => {
    const agent = (bytes: number[]): Uint8Array => {
      const [before, after] = withMember('"userAgent":"|"').split('|') as [string, string];
      return Uint8Array.from([...bytesOf(before), ...bytes, ...bytesOf(after)]);
    };
    const characters = [...bytesOf('éя名\u{1f642}')];
    for (let shift = 0; shift < 70; shift++) {
      const before = Array<number>(shift).fill(0x61);
      assert.equal(compare(scanner, agent([...before, ...characters])), false);
      assert.equal(compare(scanner, agent([...characters, ...before, ...characters])), false);
      for (const wrong of [[0x80], [0xc3], [0xe5, 0x90], [0xf4, 0x90, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xff]]) {
        assert.equal(compare(scanner, agent([...before, ...wrong])), true);
        assert.equal(compare(scanner, agent([...before, ...characters, ...wrong, ...characters])), true);
      }
    }
  });
});

describe('fast scanner, on logs like real ones', function () {
  this.timeout(60_000);
  const folder = join(__dirname, '../../../../samples');
  const shared = join(__dirname, '../../../../../shared/data');
  let scanner: FastScanner<Column>;
  before(async () => {
    scanner = await newScanner(1000);
  });

  const inflated = (file: string): Uint8Array => {
    const bytes = readFileSync(file);
    return bytes[0] === 0x1f ? gunzipSync(bytes) : bytes;
  };

  for (const name of readdirSync(folder).filter((file) => /\.json(?:\.gz)?$/.test(file))) {
    it(`reads samples/${name}`, () => {
      assert.equal(compare(scanner, inflated(join(folder, name))), false);
    });
  }

  it('reads generated records', () => {
    const records = [...generateRecords(1, 1000)];
    assert.equal(compare(scanner, bytesOf(`{"Records":[${records.join(',')}]}`)), false);
    assert.equal(
      compare(scanner, bytesOf(records.map((json) => JSON.stringify(JSON.parse(json), undefined, 2)).join('\n'))),
      false,
    );
  });

  (existsSync(shared) ? it : it.skip)('never disagrees on real logs (shared data)', () => {
    const files = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:json|jsonl|gz|log)$/.test(name),
    );
    const odd = files.filter((name) => compare(scanner, inflated(join(shared, name))));
    assert.ok(odd.length < files.length / 4, `odd: ${odd.join(', ')}`);
  });
});

describe('fast scanner, from source to source', function () {
  this.timeout(60_000);
  const log = (records: readonly string[]): Uint8Array => bytesOf(`{"Records":[${records.join(',')}]}`);
  /** Where the first and the last record stand in their log. */
  const startsIn = (records: readonly string[]): [number, number] => {
    const text = records.join(',');
    return [12, 12 + text.length - (records.at(-1)?.length ?? 0)];
  };

  it('drops what was not taken at the next source, and goes on with its dictionaries', async () => {
    const scanner = await newScanner();
    readFast(scanner, [log([RECORD])]);
    const size = scanner.dictionary('identity').size;
    scanner.begin();
    scanner.push(log([RECORD, RECORD]));
    scanner.begin();
    const last = log([RECORD.replace('Root', 'IAMUser')]);
    scanner.push(last);
    assert.deepEqual(scanner.finish(), { odd: false, container: 's3', records: 1, bytes: last.length });
    const block = scanner.drain();
    assert.equal(block.count, 1);
    assert.equal(block.ids.identity[0], size);
    assert.equal(scanner.dictionary('identity').size, size + 1);
  });

  it('hands over the rows of several sources at once, without those of odd ones', async () => {
    const scanner = await newScanner();
    const tiny = (count: number): string[] =>
      Array.from({ length: count }, (_, n) => `{"eventID":"${count} ${n}","eventName":"a","readOnly":1}`);
    const read = (records: readonly string[]): boolean => {
      scanner.begin();
      scanner.push(log(records));
      return scanner.finish().odd;
    };
    for (const [before, odd, after] of [
      [2, 3, 1],
      [10, 9000, 20],
      [9000, 9000, 9000],
      [8192, 1, 18_000],
    ] as const) {
      assert.deepEqual([read(tiny(before)), read([...tiny(odd), '1']), read(tiny(after))], [false, true, false]);
      const { count, start } = scanner.drain();
      assert.equal(count, before + after);
      assert.deepEqual(
        [start[0], start[before - 1], start[before], start[before + after - 1]],
        [...startsIn(tiny(before)), ...startsIn(tiny(after))],
      );
      assert.equal(scanner.drain().count, 0);
    }
  });

  it('puts rows into memory that is given back, where it has room', async () => {
    const [scanner, other] = [await newScanner(), await newScanner()];
    const read = (by: FastScanner<Column>, bytes: Uint8Array) => {
      by.begin();
      by.push(bytes);
      assert.equal(by.finish().odd, false);
      return by.drain();
    };
    const memories: ArrayBuffer[] = [];
    // six need a little more than five, for which there is room
    for (const count of [5, 3, 6, 40, 40]) {
      const bytes = log(Array.from({ length: count }, (_, n) => withMember(`"eventID":"${count} ${n}"`)));
      const spare = memories.at(-1);
      if (spare !== undefined) {
        new Uint8Array(spare).fill(0xee);
        scanner.reuse(spare);
      }
      const block = read(scanner, bytes);
      assert.deepEqual(block, read(other, bytes));
      memories.push(block.time.buffer as ArrayBuffer);
    }
    assert.deepEqual(
      memories.map((memory) => memories.indexOf(memory)),
      [0, 0, 0, 3, 3],
    );
  });

  it('keeps the records that were whole when it is stopped, wherever that is', async () => {
    const scanner = await newScanner();
    const whole = log([RECORD, RECORD, RECORD]);
    const ends = [1, 2, 3].map((count) => '{"Records":['.length + count * RECORD.length + count - 1);
    for (let length = 0; length <= whole.length; length++) {
      scanner.begin();
      scanner.push(whole.subarray(0, length));
      const { odd, records } = scanner.stop();
      const { start, count } = scanner.drain();
      assert.deepEqual(
        [odd, records, count],
        [false, ends.filter((end) => end <= length).length, records],
        `${length}`,
      );
      assert.deepEqual(
        [...start],
        [0, 1, 2].slice(0, records).map((n) => 12 + n * (RECORD.length + 1)),
      );
    }
    // what was stopped is nothing to what comes next
    readFast(scanner, [whole]);
    scanner.begin();
    scanner.push(log([RECORD, '1']));
    assert.equal(scanner.stop().odd, true);
    assert.equal(scanner.drain().count, 0);
  });

  it('hands rows over between pushes, and copies stay as they are', async () => {
    const scanner = await newScanner(64);
    scanner.begin();
    scanner.push(bytesOf(`[${RECORD},${RECORD},`));
    const first = scanner.drain();
    assert.deepEqual([...first.start], [1]);
    scanner.push(bytesOf(`${RECORD}]`));
    assert.equal(scanner.finish().records, 3);
    const next = 1 + RECORD.length + 1;
    assert.deepEqual([...scanner.drain().start], [next, next + RECORD.length + 1]);
    assert.deepEqual([...first.start], [1]);
    assert.equal(scanner.drain().count, 0);
  });

  it('tells as early as it can that a source is odd, and is well again after it', async () => {
    const scanner = await newScanner(64);
    scanner.begin();
    scanner.push(bytesOf(`[${RECORD},${RECORD}`));
    assert.equal(scanner.odd, false);
    scanner.push(bytesOf(`,1,${' '.repeat(1000)}`));
    assert.equal(scanner.odd, true);
    assert.equal(readFast(scanner, [log(['1'])]), undefined);
    assert.equal(compare(scanner, log([RECORD])), false);
  });

  it('holds more rows than fit at once', async () => {
    const scanner = await newScanner();
    const tiny = Array.from({ length: 18_000 }, (_, n) => `{"eventID":"${n}","eventName":"a","readOnly":1}`);
    assert.equal(compare(scanner, log(tiny)), false);
  });

  it('grows its dictionaries', async () => {
    const scanner = await newScanner(5000);
    const all = Array.from(
      { length: 6000 },
      (_, n) => `{"eventName":"${n}","userAgent":"${'é'.repeat(n % 9)}${n}","userIdentity":{"n":${n}}}`,
    );
    assert.equal(compare(scanner, log(all)), false);
    assert.equal(scanner.dictionary('userAgent').size, 6001);
    assert.equal(scanner.dictionary('userAgent').slice(0).length, 0);
  });

  it('copies the entries of its dictionaries from any number on', async () => {
    const scanner = await newScanner();
    const agents = Array.from({ length: 40 }, (_, n) => `"${'é'.repeat(n % 7 === 0 ? 200_000 : n)}${n}"`);
    assert.equal(
      compare(scanner, log(agents.map((agent) => `{"eventName":"a","eventSource":"b","userAgent":${agent}}`))),
      false,
    );
    const dictionary = scanner.dictionary('userAgent');
    for (const first of [1, 2, 15, 40, 41]) {
      const { bytes, lengths } = dictionary.entriesFrom(first);
      assert.equal(Buffer.from(bytes).toString(), agents.slice(first - 1).join(''));
      assert.deepEqual(
        [...lengths],
        agents.slice(first - 1).map((agent) => Buffer.byteLength(agent)),
      );
    }
  });

  it('has rows, and entries if that is wanted, in one piece of memory', async () => {
    const scanner = await newScanner();
    scanner.begin();
    scanner.push(log([RECORD, RECORD]));
    scanner.finish();
    const { ids, count, ...arrays } = scanner.drain();
    assert.equal(count, 2);
    assert.equal(new Set([...Object.values(ids), ...Object.values(arrays)].map(({ buffer }) => buffer)).size, 1);
    const memory = new Slab(1 << 12);
    const entries = (['eventName', 'userAgent'] as const).map((name) =>
      scanner.dictionary(name).entriesFrom(1, memory),
    );
    assert.equal(new Set(entries.flatMap(({ bytes, lengths }) => [bytes.buffer, lengths.buffer])).size, 1);
  });

  it('reads records that are larger than a step, up to 16 MiB', async () => {
    const scanner = await newScanner(1000);
    const large = (size: number): string =>
      withMember(`"responseElements":"${'x'.repeat(size)}","userIdentity":"${'y'.repeat(99_999)}"`);
    assert.equal(compare(scanner, log([RECORD, large(3 << 20), RECORD])), false);
    const huge = log([RECORD, large(40 << 20), RECORD]);
    assert.equal(readFast(scanner, [huge]), undefined);
    assert.ok(compare(scanner, log([RECORD])) === false);
  });
});

describe('what the fast scanner shares with the careful reader', () => {
  it('knows the same members in the same slots', () => {
    assert.equal(FIELD_NAMES.length, FIELD_COUNT);
    assert.deepEqual(FIELD_NAMES.map(fieldSlotOfText), [...FIELD_NAMES.keys()]);
    assert.deepEqual(FIELD_NAMES.slice(0, CAPTURED.length), CAPTURED);
  });

  it('tells bytes apart by their hash', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, n) => (n * 7) & 0xff);
    const hashes = new Set<number>();
    for (let end = 0; end <= bytes.length; end++) hashes.add(contentHash(bytes, 0, end));
    for (let at = 0; at < bytes.length; at++) {
      for (const by of [1, 0x80, 0xff]) {
        const changed = bytes.slice();
        changed[at] = (bytes[at] as number) ^ by;
        hashes.add(contentHash(changed, 0, changed.length));
      }
    }
    assert.equal(hashes.size, 301 + 3 * 300);
    assert.equal(contentHash(bytes, 3, 50), contentHash(bytes.slice(3, 50), 0, 47));
  });
});
