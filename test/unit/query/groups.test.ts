import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Bucket, bucketsOf, MAX_CHILDREN } from '../../../src/query/buckets';
import { FACETS, type Facet, FacetReader, facetNamed } from '../../../src/query/facets';
import { allRows, type Group, groupsBy, groupsOf, isError } from '../../../src/query/groups';
import { rowsOf } from '../../../src/query/rowsOf';
import { indexOf } from '../../fixtures/index';
import { type Json, record, s3, text } from '../../fixtures/log';
import { sampleLogs } from '../../fixtures/samples';

const readerOf = (...records: Json[]): FacetReader => new FacetReader(indexOf(s3(...records)));

const ROLE = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::111122223333:assumed-role/Admin/bob',
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/Admin', userName: 'Admin' } },
};

describe('facets', () => {
  const table: readonly (readonly [facet: Facet, more: Json, value: string | undefined])[] = [
    ['eventName', {}, 'Event1'],
    ['eventName', { eventName: undefined }, undefined],
    ['eventName', { eventName: ['a', 1] }, '["a",1]'],
    ['eventName', { eventName: 'a"\\\u00e9\u{1f600}' }, 'a"\\\u00e9\u{1f600}'],
    ['identity', {}, 'alice'],
    ['identity', { userIdentity: undefined }, 'no identity'],
    ['identity', { userIdentity: 'alice' }, 'alice'],
    ['identity', { userIdentity: { invokedBy: 'x.amazonaws.com' } }, 'x.amazonaws.com'],
    ['identity', { userIdentity: ROLE }, 'role Admin / session bob'],
    ['roleSession', { userIdentity: ROLE }, 'role Admin / session bob'],
    ['roleSession', {}, undefined],
    ['role', { userIdentity: ROLE }, 'arn:aws:iam::111122223333:role/Admin'],
    ['role', { userIdentity: { ...ROLE, sessionContext: undefined } }, 'Admin'],
    ['role', {}, undefined],
    ['accessKey', { userIdentity: ROLE }, 'ASIAEXAMPLE'],
    ['accessKey', { userIdentity: { accessKeyId: '' } }, undefined],
    ['region', {}, 'us-east-1'],
    ['account', { recipientAccountId: '111122223333' }, '111122223333'],
    ['errorCode', { errorMessage: 'Failed authentication' }, 'Failed authentication'],
    ['userAgent', { userAgent: 'aws-cli/2.1 x' }, 'AWS CLI'],
    ['userAgent', {}, undefined],
    ['readOnly', { readOnly: true }, 'read'],
    ['readOnly', { readOnly: 'true' }, 'read'],
    ['readOnly', { readOnly: false }, 'write'],
    ['readOnly', { readOnly: null }, undefined],
    ['day', {}, '2026-03-14'],
    ['hour', {}, '2026-03-14T08'],
    ['hour', { eventTime: 'never' }, undefined],
  ];
  for (const [facet, more, value] of table) {
    it(`${facet} of ${JSON.stringify(more)} is ${value ?? 'none'}`, () => {
      const reader = readerOf(record(1, more));
      assert.equal(reader.value(facet, 0), value);
      assert.equal(reader.value(facet, 0), value, 'and stays so');
    });
  }

  it('have names in any case, and others that people use', () => {
    for (const facet of FACETS) assert.equal(facetNamed(facet.toUpperCase()), facet);
    assert.deepEqual(['IP', 'awsRegion', 'userName', 'constructor', '__proto__', ''].map(facetNamed), [
      'sourceIPAddress',
      'region',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('groups', () => {
  const reader = readerOf(
    record(1, { eventName: 'B', errorCode: 'AccessDenied' }),
    record(2, { eventName: 'B' }),
    record(3, { eventName: 'C' }),
    record(4, { eventName: 'A' }),
    record(5, { eventName: undefined, errorCode: 'Client.DryRunOperation' }),
    record(6, { eventName: undefined }),
    record(7, { eventName: undefined }),
  );

  it('are ordered by count, then by name; what has no value comes last', () => {
    assert.deepEqual(groupsOf(reader, 'eventName'), [
      { value: 'B', count: 2, errors: 1 },
      { value: 'A', count: 1, errors: 0 },
      { value: 'C', count: 1, errors: 0 },
      { value: undefined, count: 3, errors: 1 },
    ]);
    assert.deepEqual(groupsOf(reader, 'eventName', [1, 3]), [
      { value: 'A', count: 1, errors: 0 },
      { value: 'B', count: 1, errors: 0 },
    ]);
    assert.deepEqual([...rowsOf(reader, 'eventName', undefined)], [4, 5, 6]);
    assert.deepEqual([...rowsOf(reader, 'eventName', 'B')], [0, 1]);
    assert.deepEqual([...rowsOf(reader, 'eventName', 'none')], []);
  });

  it('count a row once in each of its values', () => {
    const groups = groupsBy(
      [0, 1, 2],
      (row) => (row === 0 ? [] : ['a', `b${row}`]),
      (row) => row === 2,
    );
    assert.deepEqual(groups, [
      { value: 'a', count: 2, errors: 1 },
      { value: 'b1', count: 1, errors: 0 },
      { value: 'b2', count: 1, errors: 1 },
    ]);
  });

  it('of the samples add up, by every facet', () => {
    const all = new FacetReader(indexOf(...[...sampleLogs().values()].map(text)));
    const { count } = all.index;
    const errors = [...allRows(all.index)].filter((row) => isError(all.index, row)).length;
    assert.ok(count > 50 && errors > 0 && all.index.duplicates === 1);
    for (const facet of FACETS) {
      const groups = groupsOf(all, facet);
      const sum = (of: 'count' | 'errors'): number => groups.reduce((total, group) => total + group[of], 0);
      assert.deepEqual([sum('count'), sum('errors')], [count, errors], facet);
      const rows = groups.flatMap(({ value, count: size }) => {
        const found = [...rowsOf(all, facet, value)];
        assert.equal(found.length, size);
        return found;
      });
      assert.deepEqual(
        rows.sort((a, b) => a - b),
        [...allRows(all.index)],
        facet,
      );
    }
  });

  it('of more rows than are looked at in one go are what asking each row gives', () => {
    const log = Array.from({ length: 40_000 }, (_, n) =>
      record(n, {
        eventName: `Event${(n * n) % 7}`,
        userIdentity: { type: 'IAMUser', userName: `user${n % 300}` },
        ...(n % 11 === 0 ? { errorCode: 'AccessDenied' } : {}),
      }),
    );
    const all = readerOf(...log);
    assert.equal(all.index.count, log.length);
    const third = Uint32Array.from(allRows(all.index)).filter((row) => row % 3 === 0);
    for (const facet of ['eventName', 'identity', 'errorCode', 'hour'] as const) {
      const rowsBy = new Map<string | undefined, number[]>();
      for (const row of allRows(all.index)) {
        const value = all.value(facet, row);
        const own = rowsBy.get(value);
        if (own === undefined) rowsBy.set(value, [row]);
        else own.push(row);
      }
      for (const [rows, of] of [
        [undefined, () => true],
        [third, (row: number) => row % 3 === 0],
      ] as const) {
        const groups = groupsOf(all, facet, rows);
        const expected = [...rowsBy].map(([value, own]) => {
          const counted = own.filter(of);
          return { value, count: counted.length, errors: counted.filter((row) => isError(all.index, row)).length };
        });
        const named = (list: readonly Group[]): Map<string | undefined, Group> =>
          new Map(list.map((group) => [group.value, group]));
        assert.deepEqual(named(groups), named(expected), facet);
      }
      for (const [value, own] of rowsBy) assert.deepEqual([...rowsOf(all, facet, value)], own, `${facet} ${value}`);
    }
  });
});

describe('buckets', () => {
  /** Every level below a list: no level is larger than may be shown, and the lowest ones hold every entry once. */
  function check(list: Bucket, max: number): void {
    const buckets = bucketsOf(list, max);
    if (buckets.length === 0) {
      assert.ok(list.end - list.start <= max);
      return;
    }
    assert.ok(buckets.length > 1 && buckets.length <= max);
    assert.deepEqual([buckets[0]?.start, buckets[buckets.length - 1]?.end], [list.start, list.end]);
    const joined = buckets.every(({ start, end }, n) => end > start && (n === 0 || start === buckets[n - 1]?.end));
    const smaller = buckets.every(({ start, end }) => end - start < list.end - list.start);
    assert.ok(joined && smaller);
    // all are as large as the first, but for the last
    const [first, last] = [buckets[0] as Bucket, buckets[buckets.length - 1] as Bucket];
    const full = first.end - first.start;
    assert.ok(buckets.slice(0, -1).every(({ start, end }) => end - start === full));
    check(first, max);
    if (last.end - last.start !== full) check(last, max);
  }

  it('cover a list of any length, and no level is too large', () => {
    const list = fc.tuple(
      fc.nat(1000),
      fc.oneof(fc.nat(1_000_000), fc.constantFrom(0, 1, 499, 500, 501, 250_000, 250_001)),
    );
    fc.assert(
      fc.property(list, ([start, length]) => check({ start, end: start + length }, MAX_CHILDREN)),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(list, fc.integer({ min: 2, max: 30 }), ([start, length], max) =>
        check({ start, end: start + length }, max),
      ),
      { numRuns: 500 },
    );
  });

  it('are as few as can be', () => {
    assert.equal(bucketsOf({ start: 0, end: 500 }).length, 0);
    assert.deepEqual(bucketsOf({ start: 7, end: 508 }), [
      { start: 7, end: 507 },
      { start: 507, end: 508 },
    ]);
    assert.equal(bucketsOf({ start: 0, end: 250_000 }).length, 500);
    assert.equal(bucketsOf({ start: 0, end: 1_000_000 }).length, 4);
  });
});
