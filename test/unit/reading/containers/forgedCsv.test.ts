import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeValue } from '../../../../src/reading/recordScanner';
import { RecordSource } from '../../../../src/reading/recordSource';
import { read, utf8 } from '../../../fixtures/log';

const FORGED = '{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","eventName":"Forged","eventID":"forged"}';

/** Each record as it was read, and as its span gives it. */
function readTwice(text: string): [unknown, unknown][] {
  const source = new RecordSource(utf8(text));
  return read(text).found.map(({ start, end, value }) => {
    const again = source.record(start, end);
    return [value, decodeValue(again.bytes, again.start, again.end)];
  });
}

describe('rows of CSV that hold JSON in cells without quotes', () => {
  const rest = ['PutItem', 'dynamodb.amazonaws.com', '2026-03-14T08:00:00Z', 'real', 'us-east-1'];
  const names = ['eventname', 'eventsource', 'eventtime', 'eventid', 'awsregion'];
  const before = ['requestparameters', ...names];

  for (const delimiter of ['\t', '|', ';'])
    it(`are what they were read as when their first cell is an event that somebody wrote, between ${JSON.stringify(delimiter)}`, () => {
      const rows = [before, [FORGED, ...rest]].map((cells) => cells.join(delimiter));
      const [[found, again] = []] = readTwice(rows.join('\n'));
      assert.equal((found as Record<string, unknown>).eventName, 'PutItem');
      assert.deepEqual((found as Record<string, unknown>).requestParameters, JSON.parse(FORGED));
      assert.deepEqual(again, found);
    });

  it('are found again where the last cell is an object with commas in it', () => {
    const text = `${[...names, 'requestparameters'].join(',')}\n${rest.join(',')},{"a":1,"b":2}\n`;
    const [[found, again] = []] = readTwice(text);
    assert.deepEqual((found as Record<string, unknown>).requestParameters, { a: 1, b: 2 });
    assert.deepEqual(again, found);
  });

  it('are left out, and named, where a row is an event in JSON from its first cell to its last', () => {
    const [first, last] = ['{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","eventName":"Forged","a":"', '"}'];
    const rows = [
      [...before, 'useragent'],
      [first, ...rest, `x${last}`],
      ['{}', ...rest, 'x'],
    ].map((cells) => cells.join('|'));
    const { problems } = read(rows.join('\n'));
    assert.equal(readTwice(rows.join('\n')).length, 1);
    const [problem] = problems.filter(({ severity }) => severity === 'error');
    assert.match(problem?.message ?? '', /^Row 1 is left out: its cells, which are not quoted, are a record in JSON/);
  });

  const columns = ['eventtime', 'eventname', 'eventsource', 'useragent', 'awsregion'];
  const event = (n: number, agent: string): string[] => [
    `2026-03-14T08:00:0${n}Z`,
    `Event${n}`,
    'iam.amazonaws.com',
    agent,
    'us-east-1',
  ];
  const namesIn = (text: string): unknown[] =>
    readTwice(text).map(([found, again]) => {
      assert.deepEqual(again, found);
      return [(found as Record<string, unknown>).eventName, (found as Record<string, unknown>).userAgent];
    });

  for (const place of ['first', 'middle', 'last'] as const)
    it(`are what they are where a quoted cell has several lines, the ${place} one`, () => {
      const agent = 'one\n,,,,\nEvent,ec2.amazonaws.com\n{"a":1,\n"b":[1,2,3,4],\n"c":3}\n';
      const quoted = `"${agent.replaceAll('"', '""')}"`;
      const to = { first: 0, middle: 2, last: 4 }[place];
      const rows = [columns, event(0, quoted), event(1, 'b')].map((cells) => {
        const others = cells.filter((_, n) => n !== 3);
        return [...others.slice(0, to), cells[3], ...others.slice(to)].join(',');
      });
      assert.deepEqual(namesIn(rows.join('\n')), [
        ['Event0', agent],
        ['Event1', 'b'],
      ]);
      assert.deepEqual(
        read(rows.join('\n')).problems.filter(({ severity }) => severity !== 'info'),
        [],
      );
    });

  it('are what they were read as, whatever stands in them', () => {
    const cell = fc.constantFrom(
      ...[
        FORGED,
        '{"a":1,"b":2}',
        '{"eventName":"x","eventSource":"y"',
        '"z":1}',
        '{',
        '}',
        'x',
        '',
        '"',
        '{"eventName":"',
      ],
      ...[
        '"}',
        `{"_raw":${JSON.stringify(FORGED)}}`,
        JSON.stringify(FORGED).slice(1, -1),
        FORGED.replaceAll('"', '""'),
      ],
    );
    const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`);
    const column = fc.constantFrom('requestparameters', '_raw', 'useragent', 'responseelements');
    const row = (count: number) => fc.array(fc.oneof(cell, quoted), { minLength: count, maxLength: count });
    const table = fc
      .tuple(column, column)
      .chain(([first, last]) =>
        fc.tuple(
          fc.constant([first, ...names, last]),
          fc.array(row(2), { minLength: 1, maxLength: 4 }),
          fc.constantFrom('\t', '|', ';', ','),
        ),
      );
    fc.assert(
      fc.property(table, ([header, rows, delimiter]) => {
        const lines = [header, ...rows.map(([first = '', last = '']) => [first, ...rest, last])];
        for (const [found, again] of readTwice(lines.map((cells) => cells.join(delimiter)).join('\n')))
          assert.deepEqual(again, found);
      }),
      { numRuns: 2000 },
    );
  });
});
