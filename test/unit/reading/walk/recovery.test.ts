import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readableText } from '../../../../src/case/readable/readableText';
import { json, read, record, s3, utf8 } from '../../../fixtures/log';
import { REAL_LOGS, unpacked } from '../../../fixtures/samples';

const records = Array.from({ length: 6 }, (_, n) => record(n));
const one = JSON.stringify(records[1]);
const lines = records.map((value) => JSON.stringify(value)).join('\n');
const pretty = JSON.stringify({ Records: records }, null, 2);
const logstash = records.map((value) => JSON.stringify({ '@version': '1', ...value })).join('\n');
const envelopes = records.map((detail) => JSON.stringify({ version: '0', resources: [{ a: 1 }], detail })).join('\n');

const lost = (whole: string, part: string, by = ''): string => {
  assert.ok(whole.includes(part), part);
  return whole.replace(part, () => by);
};

/** How many records a text holds that is JSON, or a line of JSON each; undefined when it is neither. */
function recordsIfValid(source: string): number | undefined {
  const parsed = [[source], source.split('\n')].map((texts) => {
    try {
      return texts.map((text) => JSON.parse(text) as unknown);
    } catch {
      return undefined;
    }
  });
  const count = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 0;
    const isRecord = 'eventSource' in value && 'eventName' in value;
    return isRecord ? 1 : Object.values(value).reduce<number>((sum, one) => sum + count(one), 0);
  };
  return parsed.find((documents) => documents !== undefined)?.reduce<number>((sum, one) => sum + count(one), 0);
}

describe('reading broken logs', () => {
  const breaks: readonly (readonly [what: string, source: string, names: number[], problems: RegExp[]])[] = [
    [
      'a lost quote',
      lost(s3(...records), '"Event2"', '"Event2'),
      [0, 1, 3, 4, 5],
      [/not valid JSON.*The 2 records/, /bytes before this place/],
    ],
    [
      'a lost quote in a pretty log',
      lost(pretty, '"Event2"', '"Event2'),
      [0, 1, 3, 4, 5],
      [/not valid JSON/, /bytes before this place/],
    ],
    [
      'a lost bracket',
      lost(s3(...records), '"eventID":"id-2"}', '"eventID":"id-2"'),
      [0, 1, 3, 4, 5],
      [/not valid/, /bytes before/],
    ],
    [
      'garbage between records',
      lost(s3(...records), `${one},`, `${one},\u0000\ufffd garbage,`),
      [0, 1, 2, 3, 4, 5],
      [/not valid/, /11 bytes before|bytes before/],
    ],
    [
      'a broken line',
      lost(lines, '"eventName":"Event2"', '"eventName"'),
      [0, 1, 3, 4, 5],
      [/not valid/, /bytes before/],
    ],
    [
      'a broken line of records with an unknown first key',
      lost(logstash, '"Event2"', ''),
      [0, 1, 3, 4, 5],
      [/not valid/, /bytes before/],
    ],
    ['a broken envelope', lost(envelopes, '"Event2"', ''), [0, 1, 3, 4, 5], [/not valid/, /bytes before/]],
    [
      'an envelope that is cut around a whole record',
      lost(envelopes, '"version":"0"', '"version":'),
      [0, 1, 2, 3, 4, 5],
      [/not valid/, /bytes before/],
    ],
    [
      'two breaks',
      lost(lost(lines, '"Event1"', ''), '"Event4"', ''),
      [0, 2, 3, 5],
      [/not valid/, /bytes before/, /bytes before/],
    ],
    [
      'a break in the last record after another',
      lost(lost(lines, '"Event1"', ''), '"Event5"', ''),
      [0, 2, 3, 4],
      [/not valid/, /bytes before/, /The last \d+ bytes/],
    ],
    [
      'the first record broken',
      lost(s3(...records), '"Event0"', ''),
      [1, 2, 3, 4, 5],
      [/not valid JSON here\.$/, /bytes before/],
    ],
    [
      'the wrapper broken before any record',
      `{"Records"::[${json(...records)}]}`,
      [0, 1, 2, 3, 4, 5],
      [/not valid/, /bytes before/],
    ],
    ['a log without its beginning', s3(...records).slice(40), [1, 2, 3, 4, 5], [/not JSON/, /bytes before/]],
    [
      'two logs joined around garbage',
      `${s3(...records.slice(0, 3))}??${s3(...records.slice(3))}`,
      [0, 1, 2, 3, 4, 5],
      [/not valid/, /4 bytes before/],
    ],
    [
      'a value nested without end',
      lost(s3(...records), '"Event2"', '['.repeat(300)),
      [0, 1, 3, 4, 5],
      [/nested too deeply/, /bytes before/],
    ],
  ];
  for (const [what, source, names, problems] of breaks) {
    it(`keeps what is whole around ${what}`, () => {
      const result = read(source);
      assert.deepEqual(
        result.names,
        names.map((n) => `Event${n}`),
      );
      assert.equal(result.problems.length, problems.length, JSON.stringify(result.problems));
      for (const [n, pattern] of problems.entries()) assert.match(result.problems[n]?.message ?? '', pattern);
      assert.ok(result.problems.every(({ severity, offset }) => severity === 'error' && offset !== undefined));
    });
  }

  it('says where a break is', () => {
    const source = lost(s3(...records), '"Event2"', '"Event2');
    const [first, gap] = read(source).problems;
    assert.equal(first?.offset, source.indexOf('"Event2') + '"Event2,"'.length);
    assert.equal(gap?.offset, source.indexOf('{"eventVersion"', source.indexOf('Event2')));
  });

  it('keeps every whole record of a log that is cut off anywhere, and says so', () => {
    for (const whole of [s3(...records.slice(0, 3)), pretty.slice(0, 3000)]) {
      const ends = read(whole).found.map(({ end }) => end);
      for (let end = 2; end < whole.length; end++) {
        const { found, problems, container } = read(whole.slice(0, end));
        assert.deepEqual(
          found.map((one) => one.end),
          ends.filter((one) => one <= end),
        );
        assert.equal(problems.length, 1);
        assert.match(problems[0]?.message ?? '', /^The file is cut off/);
        assert.equal(problems[0]?.offset, end);
        assert.equal(container, end > '{ "Records" : ['.length + 3 ? 's3' : container);
      }
    }
  });

  const cuts: readonly (readonly [source: string, message: string])[] = [
    ['{"Records":[{"eventVersion":"1', 'The file is cut off in the middle.'],
    [`{"Records":[${one}`, 'The file is cut off after record 1. The record before it is kept.'],
    [`{"Records":[${one},{"ev`, 'The file is cut off in the middle of record 2. The record before it is kept.'],
    [`{"Records":[${one},${one},`, 'The file is cut off after record 2. The 2 records before it are kept.'],
  ];
  for (const [source, message] of cuts) {
    it(message, () => assert.equal(read(source).problems[0]?.message, message));
  }

  it('loses no record in silence, and never finds one that is not there', () => {
    const put = fc.constantFrom('', '"', '{', '}', '\\', ',', '\n', '{"eventName":"', ']}');
    const edits = fc.array(fc.tuple(fc.nat(5000), fc.nat(4), put), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(s3(...records), pretty, lines, envelopes), edits, (whole, changes) => {
        const source = changes.reduce((text, [at, taken, by]) => {
          const place = at % text.length;
          return text.slice(0, place) + by + text.slice(place + taken);
        }, whole);
        const { found, problems } = read(source);
        // an edit can also make one record of two, whose keys are there twice: that is no break
        assert.ok(found.length >= records.length || problems.length > 0 || found.length === recordsIfValid(source));
        let last = 0;
        for (const { start, end } of found) {
          assert.ok(start >= last && end <= source.length && source[start] === '{' && source[end - 1] === '}');
          last = end;
        }
      }),
      { numRuns: 1500 },
    );
  });

  const forged = record(9);
  const { eventID, ...holder } = record(1);
  const asked = { entries: [forged, forged], tags: forged, list: { of: { tags: forged, more: [[forged]] } } };
  const around = [record(0), { ...holder, requestParameters: asked, responseElements: null, eventID }, record(2)];
  for (const [what, whole] of [
    ['a log', s3(...around)],
    ['a pretty log', JSON.stringify({ Records: around }, null, 2)],
    ['lines', around.map((value) => JSON.stringify(value)).join('\n')],
    ['envelopes', around.map((detail) => JSON.stringify({ version: '0', detail, 'detail-type': 'x' })).join('\n')],
    ['lines of text', around.map((value) => `2026-03-14T08:27:45.000Z ${JSON.stringify(value)}`).join('\n')],
    ['texts', JSON.stringify(around.map((value) => ({ message: JSON.stringify(value) })))],
    ['a log by itself', JSON.stringify(around[1])],
    [
      'lines, of which it is in the first',
      around
        .slice(1)
        .map((value) => JSON.stringify(value))
        .join('\n'),
    ],
  ] as const) {
    it(`never takes what was asked for in a broken record of ${what} for one: cut off anywhere`, () => {
      for (let end = 2; end < whole.length; end += 7) {
        const { names } = read(whole.slice(0, end));
        assert.ok(!names.includes('Event9'), `${end}: ${names.join()}`);
      }
    });

    it(`the same, with a hole anywhere before it in ${what}`, () => {
      const expected = ['Event0', 'Event2'].filter((name) => whole.includes(name));
      const start = whole.indexOf('eventVersion', Math.max(0, whole.indexOf('id-0')));
      const end = whole.indexOf('requestParameters', start);
      assert.ok(start > 0 && end > start);
      for (let at = start; at < end; at += 3) {
        const { names } = read(`${whole.slice(0, at)}\0\0\0\0${whole.slice(at + 4)}`);
        const others = names.filter((name) => name !== 'Event1');
        assert.deepEqual(others, expected, `${at}`);
      }
    });
  }

  it('never takes what was asked for in a copy of a record for one: Elastic, cut off anywhere', () => {
    const hits = around.map((value) => ({
      _index: 'x',
      _source: {
        aws: {
          cloudtrail: { flattened: { request_parameters: value.requestParameters }, 'x.response_elements': asked },
        },
        event: { action: 'a', provider: 'b', original: JSON.stringify(value) },
      },
    }));
    for (const whole of [JSON.stringify({ hits: { hits } }), hits.map((hit) => JSON.stringify(hit)).join('\n')])
      for (let end = 2; end < whole.length; end += 7) assert.ok(!read(whole.slice(0, end)).names.includes('Event9'));
  });

  it('says what it does not look into, where that is no record', () => {
    const { names, problems } = read(JSON.stringify({ a: { requestParameters: asked }, Records: [record(1)] }));
    assert.deepEqual(names, ['Event1']);
    assert.match(problems[0]?.message ?? '', /stands in what a caller asked for/);
  });

  const viewOf = (source: string): string => new TextDecoder().decode(readableText(utf8(source)));
  const valuesIn = (source: string): unknown[] => read(source).found.map(({ value }) => value);

  it('finds a record of a line that was joined to a broken one, in its readable view too', () => {
    const cutOff = JSON.stringify(around[1]).split('"eventName":"Ev')[0] ?? '';
    const source = `${JSON.stringify(record(0))}\n${cutOff}"eventName":"Ev Mar 14 host trail[17]: ${one}\n`;
    assert.deepEqual(read(source).names, ['Event0', 'Event1']);
    assert.deepEqual(valuesIn(viewOf(source)), valuesIn(source));
  });

  it('says nothing of what only begins like a record in a broken one, nor in its readable view', () => {
    const source = `{"Records":[{"eventVersion":"1.08","list":[{"eventVersion"*"1.08"}],"x" y},${one}]}`;
    const outside = (text: string): number => read(text).problems.length;
    assert.deepEqual([outside(source), outside(viewOf(source))], [2, 2]);
  });

  it('makes no record of what begins in a string', () => {
    const fields = '"eventTime":"","eventSource":"s3.amazonaws.com","eventName":"Forged"';
    for (const source of [`{"{":": {"":""},${fields}}`, `{"a" 1,"b{":" :","x":1,${fields}}`]) {
      assert.deepEqual([source, read(source).names], [source, []]);
      assert.deepEqual([source, valuesIn(viewOf(source))], [source, []]);
    }
  });

  it('finds a record in a string that is a quote before it and the one of its first key, and behind a hole', () => {
    for (const source of [`{"a":x,"b":"${one}","c":1}`, `{"a":x,"b":"abc\0\0\0${one}`, `{"a":x,"b":"[\0\0\0${one}`])
      assert.deepEqual([source, read(source).names], [source, ['Event1']]);
  });

  it('finds the same in a readable view, whatever is broken', () => {
    const whole = fc.constantFrom(s3(...around), JSON.stringify(around[1]), around.map((value) => JSON.stringify(value)).join('\nhost: ')); // prettier-ignore
    const put = fc.constantFrom(
      '',
      '"',
      '{',
      '}',
      '\\',
      ',',
      '\n',
      '\0',
      ': {"eventName":"',
      ']}',
      one,
      `\n host: ${one}`,
    );
    const edits = fc.array(fc.tuple(fc.nat(9000), fc.nat(90), put), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(whole, edits, (text, changes) => {
        const source = changes.reduce((all, [at, taken, by]) => {
          const place = at % all.length;
          return all.slice(0, place) + by + all.slice(place + taken);
        }, text);
        assert.deepEqual(valuesIn(viewOf(source)), valuesIn(source));
      }),
      { numRuns: 1500 },
    );
  });

  it("cloudgrep's broken log", function () {
    const file = join(REAL_LOGS, 'cloudgrep', 'bad_cloudtrail.json');
    if (!existsSync(file)) this.skip();
    const { records: count, problems } = read(unpacked(file));
    assert.equal(count, 0);
    assert.match(problems[0]?.message ?? '', /cut off/);
  });
});
