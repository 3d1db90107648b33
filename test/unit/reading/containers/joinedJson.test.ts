import assert from 'node:assert/strict';
import { WRAPPINGS } from '../../../fixtures/containers';
import { json, read, record, s3 } from '../../../fixtures/log';

const COLUMNS = ['eventtime', 'eventsource', 'eventname', 'awsregion'];
const cellsOf = (n: number): Record<string, string> => ({
  eventtime: `2026-03-14T08:00:0${n}Z`,
  eventsource: 'ec2.amazonaws.com',
  eventname: `Event${n}`,
  awsregion: 'us-east-1',
});
const answer = (columns: readonly string[], events: readonly number[], hasHeader = true, size = 0): object => ({
  ResultSet: {
    Rows: [...(hasHeader ? [columns] : []), ...events.map((n) => columns.map((name) => cellsOf(n)[name] ?? ''))].map(
      (row) => ({ Data: row.map((value) => ({ VarCharValue: value })) }),
    ),
    ResultSetMetadata: {
      ColumnInfo: columns.map((name) => ({ CatalogName: 'hive'.padEnd(size, '-'), Name: name, Type: 'varchar' })),
    },
  },
});
const OTHER = [...COLUMNS].reverse();
/** What is said, and how gravely, notes aside. */
const said = ({ problems }: ReturnType<typeof read>): string[] =>
  problems.filter(({ severity }) => severity !== 'info').map(({ severity, message }) => `${severity}: ${message}`);
const LEFT_OUT = /^error: Here an answer begins with other columns, or in another order: its rows are left out\./;

describe('answers of Athena in one file', () => {
  const joined: Readonly<Record<string, (...answers: object[]) => string>> = {
    'one after another': (...answers) => answers.map((one) => json(one)).join('\n'),
    'in an array': (...answers) => JSON.stringify(answers),
  };
  for (const [how, join] of Object.entries(joined)) {
    it(`of the same columns, ${how}: all are read, with headers and without`, () => {
      const pages = [answer(COLUMNS, [0, 1]), answer(COLUMNS, [2], false), answer(COLUMNS, [3])];
      const result = read(join(...pages));
      assert.deepEqual(result.names, ['Event0', 'Event1', 'Event2', 'Event3']);
      assert.deepEqual(said(result), []);
    });

    for (const hasHeader of [true, false])
      it(`of columns in another order, ${how}, ${hasHeader ? 'with' : 'without'} a header: no row is read as if it had the first`, () => {
        const pages = [answer(COLUMNS, [0]), answer(OTHER, [1, 2], hasHeader), answer(COLUMNS, [3], hasHeader)];
        const result = read(join(...pages));
        assert.deepEqual(result.names, ['Event0', 'Event3']);
        assert.equal(said(result).length, 1);
        assert.match(said(result)[0] ?? '', LEFT_OUT);
      });
  }

  it('as rows alone: below a header of other columns no row is read as if it had the first', () => {
    const rows = (columns: readonly string[], n: number): object[] =>
      (answer(columns, [n]) as { ResultSet: { Rows: object[] } }).ResultSet.Rows;
    const result = read(JSON.stringify([...rows(COLUMNS, 0), ...rows(OTHER, 1), ...rows(COLUMNS, 2)]));
    assert.deepEqual(result.names, ['Event0', 'Event2']);
    assert.match(said(result)[0] ?? '', LEFT_OUT);
  });

  it('have the columns of their description, wherever the part ends that shows what a file is', () => {
    const columns = [...COLUMNS, ...Array.from({ length: 12 }, (_, n) => `more${n}`)];
    for (let size = 300; size < 800; size += 7) {
      const { found } = read(json(answer(columns, [0, 1, 2], false, size)));
      assert.deepEqual(
        found.map(({ value }) => [value.eventName, value.awsRegion]),
        [0, 1, 2].map((n) => [`Event${n}`, 'us-east-1']),
        `${size}`,
      );
    }
  });
});

describe('what is no log of JSON behind one', () => {
  const quoted = (cells: readonly string[]): string => `${cells.map((cell) => `"${cell}"`).join(',')}\n`;
  const behind: Readonly<Record<string, string>> = {
    'rows of CSV': quoted(COLUMNS) + quoted(Object.values(cellsOf(1))),
    'rows between tabs': (quoted(COLUMNS) + quoted(Object.values(cellsOf(1)))).replaceAll(',', '\t'),
    'rows of an answer alone': JSON.stringify([[{ field: 'eventName', value: 'CreateUser' }]]),
  };
  const logs: Readonly<Record<string, string>> = {
    'a log of a bucket': s3(record(0)),
    'an event of EventBridge': json({
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.ec2',
      detail: record(0),
    }),
  };
  for (const [what, text] of Object.entries(behind))
    for (const [log, before] of Object.entries(logs))
      it(`${what} behind ${log}: that they are left out is said as a warning`, () => {
        const result = read(`${before}\n${text}`);
        assert.deepEqual(result.names, ['Event0']);
        assert.ok(
          said(result).some((one) => /^(?:warning|error): .* left out/.test(one)),
          JSON.stringify(result.problems),
        );
      });

  it('is nothing where it is empty', () => {
    assert.deepEqual(said(read(`${s3(record(0))}\n[]\n${s3(record(1))}\n{"Records":[]}`)), []);
  });
});

describe('pages and logs without events', () => {
  const item = { EventId: 'x', EventName: 'Event0', CloudTrailEvent: json(record(0)) };
  for (const [name, page] of Object.entries({ Events: item, Records: record(0), events: { message: json(record(0)) } }))
    it(`beside others in an array or lines are nothing to wonder at: ${name}`, () => {
      const pages = [{ [name]: [] }, { [name]: [page] }, { [name]: [] }];
      for (const text of [JSON.stringify(pages, null, 2), pages.map((one) => json(one)).join('\n')]) {
        const result = read(text);
        assert.deepEqual(result.names, ['Event0']);
        assert.deepEqual(result.problems, []);
      }
      const other = read(JSON.stringify([{ [name]: [page] }, { other: [] }]));
      assert.match(other.problems[0]?.message ?? '', /^1 value holds no CloudTrail record/);
    });
});

describe('logs of two kinds in one file', () => {
  const wrapped = (from: number): readonly (readonly [what: string, text: string, count: number])[] =>
    WRAPPINGS.map(({ what, wrap }) => [what, wrap([record(from), record(from + 1)]), 2] as const).filter(([, text]) =>
      /^[[{]/.test(text),
    );
  const seconds = wrapped(2);
  for (const [what, first] of wrapped(0))
    it(`${what}, and any other: what is not read is named as a warning at least`, () => {
      for (const [other, second] of seconds) {
        const alone = read(first).found.length + read(second).found.length;
        const result = read(`${first}\n${second}`);
        if (result.found.length < alone) assert.notDeepEqual(said(result), [], `and ${other}`);
      }
    });

  it('says what the other is, and where', () => {
    const first = JSON.stringify({
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.ec2',
      detail: record(0),
    });
    const { found, problems } = read(`${first}\n${JSON.stringify(answer(COLUMNS, [1]))}`);
    assert.equal(found.length, 1);
    assert.deepEqual(problems, [
      {
        message:
          'Here begins a log of another kind, "Athena results", which is left out: it can be read in a file of its own.',
        severity: 'warning',
        offset: first.length + 1,
      },
    ]);
  });
});
