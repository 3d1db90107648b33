import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load, runCorrelations, type Step, type Trigger } from './support';
import { correlationFile } from './tables/correlation';

const typeTexts = [
  'type: event_count\nrules: [a, b]\ntimespan: 3s\ngroup-by: [u]\ncondition: {gte: 2}',
  'type: event_count\nrules: [a]\ntimespan: 2s\ncondition: {gte: 1, neq: 3}',
  'type: value_count\nrules: [a, b]\ntimespan: 3s\ncondition: {field: v, gte: 2}',
  'type: value_sum\nrules: [a]\ntimespan: 3s\ngroup-by: [u]\ncondition: {field: v, gte: 4}',
  'type: value_median\nrules: [a]\ntimespan: 3s\ncondition: {field: v, gte: 1}',
  'type: temporal\nrules: [a, b, c]\ntimespan: 3s\ngroup-by: [u]',
  'type: temporal\nrules: [a, b, c]\ntimespan: 3s\ncondition: a and not c',
  'type: temporal_ordered\nrules: [a, b]\ntimespan: 3s\ngroup-by: [u]',
  'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 3s',
  'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 3s\ncondition: {gte: 2}',
  'type: first_seen\nrules: [a, b]\ngroup-by: [u]\ncondition: {field: v, learning: 2s}',
];
const types = typeTexts.map((correlation) => load(correlationFile(correlation)));

const step = fc
  .tuple(
    fc.nat(8),
    fc.constantFrom('a', 'b', 'c', 'ab', 'bc', 'ac', 'abc', 'z'),
    fc.constantFrom('p', 'q', undefined),
    fc.nat(3),
  )
  .map(([seconds, n, u, v]): Step => [seconds, { n, u, v }]);

describe('properties of correlations', function () {
  this.timeout(60_000);

  const named = (found: readonly Trigger[], steps: readonly Step[]): unknown[] =>
    found.map(({ row, group, count, rows: all }) => [
      steps[row]?.[1]['eventID'],
      group,
      count,
      all.map((other) => steps[other]?.[1]['eventID']),
    ]);

  it('gives the same whatever the order in which events of one time come', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.infiniteStream(fc.nat(1000)),
        fc.nat(types.length - 1),
        (raw, shuffle, type) => {
          const set = types[type];
          assert.ok(set);
          const steps = raw.map(([seconds, fields], i): Step => [seconds, { ...fields, eventID: `id${i}` }]);
          const keys = new Map(steps.map((each) => [each, shuffle.next().value ?? 0]));
          const inTime = (a: Step, b: Step): number => a[0] - b[0];
          const one = [...steps].sort(inTime);
          const other = [...steps].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0)).sort(inTime);
          assert.deepEqual(named(runCorrelations(set, one), one), named(runCorrelations(set, other), other));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('counts in windows as counting each window by itself does', () => {
    const set = load(
      correlationFile('type: event_count\nrules: [a]\ntimespan: 4s\ngroup-by: [u]\ncondition: {gte: 1}'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (raw) => {
        const steps = [...raw]
          .sort((a, b) => a[0] - b[0])
          .map(([seconds, fields], i): Step => [seconds, { ...fields, eventID: String(1000 + i) }]);
        for (const found of runCorrelations(set, steps)) {
          const [time = 0, fields = {}] = steps[found.row] ?? [];
          const inside = steps.filter(
            ([seconds, other], row) =>
              row <= found.row && seconds >= time - 4 && String(other['n']).includes('a') && other['u'] === fields['u'],
          );
          assert.equal(found.count, inside.length);
          assert.equal(found.rows.length, inside.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says of events in several groups what it says of each group by itself', () => {
    const groups = ['p', 'q', 'r', 's'];
    const grouped = [
      ...typeTexts,
      'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 3s\ncondition: a and c and not b',
    ]
      .map((text) => text.replace(/\ngroup-by: .*/, ''))
      .map((text) => load(correlationFile(`${text}\ngroup-by: [u]`)));
    const several = fc.tuple(step, fc.subarray(groups), fc.subarray([1, 2, 3, 5, 8]));
    fc.assert(
      fc.property(fc.array(several, { maxLength: 14 }), fc.nat(grouped.length - 1), (raw, type) => {
        const set = grouped[type];
        assert.ok(set);
        const steps = raw
          .map(([[seconds, fields], u, v], i): Step => [seconds, { ...fields, u, v, eventID: String(1000 + i) }])
          .sort((a, b) => a[0] - b[0]);
        const alone = groups.flatMap((group) => {
          const isIn = ([, { u }]: Step): boolean => (u as string[]).includes(group);
          const own = steps.map((each, row) => [each, row] as const).filter(([each]) => isIn(each));
          const found = runCorrelations(
            set,
            own.map(([[seconds, fields]]): Step => [seconds, { ...fields, u: group }]),
          );
          const rowOf = (place: number): number => own[place]?.[1] ?? -1;
          return found.map((one) => ({ ...one, row: rowOf(one.row), rows: one.rows.map(rowOf) }));
        });
        const inOrder = (found: readonly Trigger[]): string[] => found.map((one) => JSON.stringify(one)).sort();
        assert.deepEqual(inOrder(runCorrelations(set, steps)), inOrder(alone));
      }),
      { numRuns: 3000 },
    );
  });

  it('finds a chain in order exactly when there is one', () => {
    const set = load(correlationFile('type: temporal_ordered\nrules: [a, b, c]\ntimespan: 4s'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 9 }), (raw) => {
        const steps = [...raw].sort((a, b) => a[0] - b[0]);
        const has = (row: number, name: string): boolean => String(steps[row]?.[1]['n']).includes(name);
        const time = (row: number): number => steps[row]?.[0] ?? 0;
        const expected = steps
          .map((_, c) => c)
          .filter((c) => {
            if (!has(c, 'c')) return false;
            return steps.some(
              (__, a) =>
                has(a, 'a') &&
                steps.some(
                  (___, b) =>
                    has(b, 'b') &&
                    new Set([a, b, c]).size === 3 &&
                    time(a) <= time(b) &&
                    time(b) <= time(c) &&
                    time(c) - time(a) <= 4,
                ),
            );
          });
        const found = runCorrelations(set, steps).map((trigger) => trigger.row);
        assert.deepEqual(
          found.sort((x, y) => x - y),
          expected,
        );
      }),
      { numRuns: 1500 },
    );
  });
});
