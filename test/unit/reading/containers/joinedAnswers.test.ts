import assert from 'node:assert/strict';
import { read, utf8 } from '../../../fixtures/log';

const COLUMNS = ['eventtime', 'eventsource', 'eventname', 'awsregion'];
const OTHER = [...COLUMNS].reverse();
const WIDE = [...COLUMNS, ...Array.from({ length: 150 }, (_, n) => `column${n}`.padEnd(150, '-'))];
const LEFT_OUT = /^Here an answer begins with other columns, or in another order: its rows are left out\./;
const MORE = { CatalogName: 'hive', SchemaName: '', Precision: 2147483647, Nullable: 'UNKNOWN' };

interface Kind {
  readonly hasHeader?: boolean;
  readonly isDescribed?: boolean;
  /** As `jq -S` sorts them: the description stands before the rows. */
  readonly isSorted?: boolean;
}

function answer(columns: readonly string[], events: readonly number[], kind: Kind = {}): object {
  const { hasHeader = false, isDescribed = true, isSorted = false } = kind;
  const cells = (n: number): string[] =>
    columns.map(
      (name) => new Map([...COLUMNS.entries()].map(([at, one]) => [one, valuesOf(n)[at] ?? ''])).get(name) ?? '',
    );
  const rows = [...(hasHeader ? [columns] : []), ...events.map(cells)];
  const Rows = rows.map((row) => ({ Data: row.map((value) => (value === '' ? {} : { VarCharValue: value })) }));
  if (!isDescribed) return { ResultSet: { Rows } };
  const ResultSetMetadata = { ColumnInfo: columns.map((name) => ({ ...MORE, Name: name, Label: name })) };
  return { ResultSet: isSorted ? { ResultSetMetadata, Rows } : { Rows, ResultSetMetadata } };
}

const valuesOf = (n: number): string[] => [`2026-03-14T08:00:0${n}Z`, 'ec2.amazonaws.com', `Event${n}`, 'us-east-1'];

/** The events, each with a column that another order would change, and what is said of the file but for notes. */
function told(source: string | Uint8Array): { events: unknown[]; said: string[] } {
  const { found, problems } = read(source);
  const said = problems.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
  return { events: found.map(({ value }) => [value['eventName'], value['awsRegion']]), said };
}

const events = (...numbers: number[]): unknown[] => numbers.map((n) => [`Event${n}`, 'us-east-1']);

describe('answers of Athena and what describes them', () => {
  const joins: Readonly<Record<string, (answers: object[], indent?: number) => string>> = {
    'one after another': (answers, indent) => answers.map((one) => JSON.stringify(one, null, indent)).join('\n'),
    'in an array': (answers, indent) => JSON.stringify(answers, null, indent),
  };
  for (const [how, join] of Object.entries(joins))
    for (const indent of [0, 4])
      for (const hasHeader of [true, false])
        for (const sorted of [
          [true, true, true],
          [false, true, false],
          [true, false, true],
        ])
          // prettier-ignore
          it(`${how}, ${hasHeader ? 'with' : 'without'} headers, indented by ${indent}, sorted: ${sorted.join()}: each is read by its own`, () => {
            const kinds = sorted.map((isSorted) => ({ isSorted, hasHeader }));
            const pages = [answer(COLUMNS, [0, 1], kinds[0]), answer(OTHER, [2, 3], kinds[1]), answer(COLUMNS, [4], kinds[2])]; // prettier-ignore
            const { events: read, said } = told(join(pages, indent));
            assert.deepEqual(read, events(0, 1, 4));
            assert.equal(said.length, 1);
            assert.match(said[0] ?? '', LEFT_OUT);
          });

  it('of more than 64 KiB say nothing against the columns', () => {
    for (const hasHeader of [true, false]) {
      const pages = [answer(WIDE, [0, 1], { hasHeader }), answer(WIDE, [2], { hasHeader })];
      assert.deepEqual(told(pages.map((one) => JSON.stringify(one, null, 4)).join('\n')), {
        events: events(0, 1, 2),
        said: [],
      });
    }
  });

  it('wherever it is cut off, as far as that goes, no row is read by columns that the description does not have', () => {
    for (const second of [COLUMNS, OTHER]) {
      const first = JSON.stringify(answer(COLUMNS, [0], { hasHeader: true }));
      const page = JSON.stringify(answer(second, [1, 2]));
      const from = page.indexOf('eventname', page.indexOf('ColumnInfo')) + 11;
      for (let end = from; end < page.length - 4; end++) {
        const { events: read, said } = told(`${first}\n${page.slice(0, end)}`);
        assert.deepEqual(read, second === COLUMNS ? events(0, 1, 2) : events(0), `${end}`);
        assert.equal(said.filter((one) => LEFT_OUT.test(one)).length, second === COLUMNS ? 0 : 1, `${end}`);
      }
    }
  });

  it('with a hole is no other', () => {
    for (const hasHeader of [true, false]) {
      const page = JSON.stringify(answer(COLUMNS, [1, 2], { hasHeader }));
      const holed = utf8(page).fill(0, page.lastIndexOf('eventsource') + 4, page.lastIndexOf('eventsource') + 24);
      const before = utf8(JSON.stringify(answer(COLUMNS, [0], { hasHeader: true })));
      const { events: read, said } = told(Buffer.concat([before, holed]));
      assert.deepEqual(read, events(0, 1, 2));
      assert.equal(said.filter((one) => LEFT_OUT.test(one)).length, 0);
    }
  });

  it('tells of the columns where the header has a hole', () => {
    const page = JSON.stringify(answer(COLUMNS, [1, 2], { hasHeader: true }));
    const holed = utf8(page).fill(0, page.indexOf('awsregion') + 4, page.indexOf('awsregion') + 8);
    assert.deepEqual(told(holed).events, events(1, 2));
  });

  it('whose list breaks behind others: the header before is not gone back to for the rows behind', () => {
    const first = answer(COLUMNS, [], { hasHeader: true, isSorted: true });
    const text = JSON.stringify([first, answer([...OTHER, 'a', 'b', 'c', 'd', 'e'], [1, 2])], null, 2);
    assert.deepEqual(told(text.slice(0, -8)).events, []);
  });

  it('that nothing describes are read as those before them, unless they have more or fewer columns or those before are others', () => {
    const bare = { isDescribed: false };
    const pages = (columns: readonly string[]): string =>
      [answer(COLUMNS, [0]), answer(columns, [1], bare)].map((one) => JSON.stringify(one)).join('\n');
    assert.deepEqual(told(pages(COLUMNS)), { events: events(0, 1), said: [] });
    assert.deepEqual(told(pages(COLUMNS.slice(0, 3))).events, events(0));
    const behind = [answer(COLUMNS, [0]), answer(OTHER, [1]), answer(OTHER, [2], bare)];
    const { events: read, said } = told(JSON.stringify(behind));
    assert.deepEqual(read, events(0));
    assert.match(said[1] ?? '', /does not say what its columns are/);
  });

  it('says which rows have more or fewer cells than columns, and reads none of them', () => {
    const page = JSON.stringify(answer(COLUMNS, [0, 1, 2, 3], { hasHeader: true }));
    const row = (n: number): string =>
      valuesOf(n)
        .map((value) => JSON.stringify({ VarCharValue: value }))
        .join(',');
    for (const [from, by, cells] of [
      ['{"VarCharValue":"Event1"},', '', 3],
      [`${row(1)}]},{"Data":[${row(2)}`, `${row(1)},${row(2)}`, 8],
    ] as const) {
      assert.ok(page.includes(from));
      const { events: read, said } = told(page.replace(from, by));
      assert.deepEqual(read, cells === 3 ? events(0, 2, 3) : events(0, 3));
      assert.deepEqual(said, [`This row is left out: it has ${cells} cells where the header has 4.`]);
    }
  });

  it('have more columns than the header of those that are known', () => {
    const pages = [answer(COLUMNS, [0]), answer([...COLUMNS, 'one', 'two', 'three', 'four', 'five', 'six'], [1], { hasHeader: true })]; // prettier-ignore
    const { events: read, said } = told(JSON.stringify(pages));
    assert.deepEqual(read, events(0));
    assert.match(said[0] ?? '', LEFT_OUT);
  });

  it('before their rows are known, however long they are', () => {
    const columns = [...COLUMNS, ...Array.from({ length: 60 }, (_, n) => `more${n}`)];
    const text = JSON.stringify(answer(columns, [0, 1], { isSorted: true }), null, 4);
    assert.deepEqual(told(text), { events: events(0, 1), said: [] });
  });
});
