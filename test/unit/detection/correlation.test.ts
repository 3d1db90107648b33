import assert from 'node:assert/strict';
import { loadRules } from '../../../src/detection';
import { correlate, dedent, load, startTime, type Step } from './support';
import { correlationFile, type CorrelationRow } from './tables/correlation';
import { countRows } from './tables/counting';
import { firstSeenRows } from './tables/first-seen';
import { temporalRows } from './tables/temporal';
import { valueRows } from './tables/values';
import { Correlator, Detector } from '../../../src/detection';

const tables: Readonly<Record<string, readonly CorrelationRow[]>> = {
  'counting events': countRows,
  'counting and measuring values': valueRows,
  'events near each other': temporalRows,
  'never seen before': firstSeenRows,
};

const numbered = (count: number): Step[] => Array.from({ length: count }, (_, second) => [second, { n: 'x' }]);

describe('conformance of correlations', () => {
  for (const [theme, rows] of Object.entries(tables)) {
    describe(theme, () => {
      for (const { name, correlation, steps, triggers } of rows) {
        it(name, () => {
          const found = correlate(correlationFile(correlation), steps);
          assert.deepEqual(
            found.map((trigger) => [trigger.row, trigger.group.join(','), trigger.count]),
            triggers,
          );
        });
      }
    });
  }
});

const chain = dedent(`
  title: Failed logins then success
  id: chain
  correlation:
    type: temporal_ordered
    rules: [many_failed, success]
    group-by: [user]
    timespan: 60s
  level: high
  ---
  title: Many failed logins
  name: many_failed
  correlation:
    type: event_count
    rules: [failed]
    group-by: [user, ip]
    timespan: 60s
    condition: {gte: 3}
  ---
  title: Failed login
  name: failed
  level: low
  logsource: {product: aws, service: cloudtrail}
  detection: {sel: {n: failed}, condition: sel}
  ---
  title: Successful login
  name: success
  level: informational
  logsource: {product: aws, service: cloudtrail}
  detection: {sel: {n: success}, condition: sel}
`);

describe('chained correlations', () => {
  const failed = (seconds: number, ip: string, user = 'bob'): Step => [seconds, { n: 'failed', user, ip }];
  const success = (seconds: number, user = 'bob'): Step => [seconds, { n: 'success', user, ip: 'other' }];

  it('uses its own group-by, not that of the correlation it refers to', () => {
    const found = correlate(chain, [failed(0, '1'), failed(1, '1'), failed(2, '1'), success(3)]);
    assert.deepEqual(found, [
      { title: 'Failed logins then success', row: 3, group: ['bob'], count: 2, rows: [0, 1, 2, 3] },
    ]);
  });

  it('needs the inner correlation to trigger first', () => {
    assert.deepEqual(correlate(chain, [failed(0, '1'), failed(1, '2'), failed(2, '1'), success(3)]), []);
    assert.deepEqual(correlate(chain, [failed(0, '1'), success(1), failed(2, '1'), failed(3, '1')]), []);
    assert.deepEqual(correlate(chain, [failed(0, '1'), failed(1, '1'), failed(2, '1'), success(3, 'eve')]), []);
  });

  it('gives no findings for what only serves a correlation', () => {
    const set = load(chain);
    assert.deepEqual(
      [...set.rules, ...set.correlations].filter((rule) => rule.standalone).map((rule) => rule.id),
      ['chain'],
    );
  });

  it('gives findings for what is referred to when generate says so', () => {
    const set = load(chain.replace('timespan: 60s\nlevel', 'timespan: 60s\n  generate: true\nlevel'));
    const standalone = [...set.rules, ...set.correlations].filter((rule) => rule.standalone).map((rule) => rule.title);
    assert.deepEqual(standalone, ['Successful login', 'Many failed logins', 'Failed logins then success']);
  });

  it('takes the highest level of its rules when it has none', () => {
    const [inner] = load(chain).correlations;
    assert.equal(inner?.title, 'Many failed logins');
    assert.equal(inner?.level, 'low');
  });

  it('groups by the value that the inner correlation grouped by, under its alias', () => {
    const text = dedent(`
      title: Outer
      correlation: {type: event_count, rules: [inner], group-by: [who], timespan: 1h, condition: {gte: 1}}
      ---
      title: Inner
      name: inner
      correlation:
        type: temporal
        rules: [x, y]
        group-by: [who]
        timespan: 1h
        aliases: {who: {x: p, y: q}}
      ---
      {title: X, name: x, logsource: {product: aws}, detection: {s: {n: x}, condition: s}}
      ---
      {title: Y, name: y, logsource: {product: aws}, detection: {s: {n: y}, condition: s}}
    `);
    const found = correlate(text, [
      [0, { n: 'x', p: 'eve' }],
      [1, { n: 'y', q: 'eve' }],
    ]);
    assert.deepEqual(found, [{ title: 'Outer', row: 1, group: ['eve'], count: 1, rows: [0, 1] }]);
  });

  it('measures the values of all groups in which an event completed the inner correlation', () => {
    const text = dedent(`
      title: Outer
      correlation: {type: value_sum, rules: [inner, x], timespan: 1h, condition: {field: size, gte: 1}}
      ---
      title: Inner
      name: inner
      correlation: {type: event_count, rules: [x], group-by: [size], timespan: 1h, condition: {gte: 2}}
      ---
      {title: X, name: x, logsource: {product: aws}, detection: {s: {n: x}, condition: s}}
    `);
    const found = correlate(text.replace('[inner, x]', '[inner]'), [
      [0, { n: 'x', size: [1, 7] }],
      [1, { n: 'x', size: [1, 7] }],
    ]);
    assert.deepEqual(
      found.map(({ row: at, count }) => [at, count]),
      [[1, 8]],
    );
    // an event's own values are no others
    const both = correlate(text, [
      [0, { n: 'x', size: [1, 7] }],
      [1, { n: 'x', size: [1, 7] }],
    ]);
    assert.deepEqual(
      both.map(({ row: at, count }) => [at, count]),
      [
        [0, 8],
        [1, 16],
      ],
    );
  });

  it('chains three deep within one moment', () => {
    const text = dedent(`
      title: Three
      correlation: {type: event_count, rules: [two], timespan: 1m, condition: {gte: 1}}
      ---
      title: Two
      name: two
      correlation: {type: event_count, rules: [one], timespan: 1m, condition: {gte: 1}}
      ---
      title: One
      name: one
      correlation: {type: event_count, rules: [x], timespan: 1m, condition: {gte: 2}}
      ---
      {title: X, name: x, logsource: {product: aws}, detection: {s: {n: x}, condition: s}}
    `);
    const found = correlate(text, [
      [0, { n: 'x' }],
      [0, { n: 'x' }],
    ]);
    assert.deepEqual(
      found.map(({ title, count, rows }) => [title, count, rows]),
      [['Three', 1, [0, 1]]],
    );
  });
});

describe('what a trigger tells', () => {
  it('names the events in order, the newest of many', () => {
    const set = load(correlationFile('type: event_count\nrules: [a]\ntimespan: 1h\ncondition: {gte: 5}'));
    const detector = new Detector(set);
    const correlator = new Correlator(set);
    for (let row = 0; row < 5; row++) {
      const event = { n: 'a' };
      correlator.add(row, startTime + row, event, detector.match(event));
    }
    const [match] = correlator.finish();
    assert.deepEqual(match?.rows(), [0, 1, 2, 3, 4]);
    assert.deepEqual(match?.rows(2), [3, 4]);
    assert.equal(match?.time, startTime + 4);
  });

  it('names the chain of temporal_ordered in the order of its rules', () => {
    const steps: Step[] = [
      [0, { n: 'a' }],
      [1, { n: 'z' }],
      [2, { n: 'a' }],
      [3, { n: 'b' }],
      [4, { n: 'c' }],
    ];
    const [found] = correlate(correlationFile('type: temporal_ordered\nrules: [a, b, c]\ntimespan: 1m'), steps);
    assert.deepEqual(found?.rows, [2, 3, 4]);
  });

  it('names the events behind several triggers in order of time, the one that completes it last', () => {
    const text = dedent(`
      title: Outer
      correlation: {type: event_count, rules: [inner], timespan: 1h, condition: {gte: 2}}
      ---
      title: Inner
      name: inner
      correlation: {type: event_count, rules: [x], group-by: [u], timespan: 1h, condition: {gte: 2}}
      ---
      {title: X, name: x, logsource: {product: aws}, detection: {s: {n: x}, condition: s}}
    `);
    const steps = ['a', 'b', 'a', 'b'].map((u, second): Step => [second, { n: 'x', u }]);
    assert.deepEqual(
      correlate(text, steps).map(({ row, rows }) => [row, rows]),
      [[3, [0, 1, 2, 3]]],
    );
  });

  it('names the value that was never seen before', () => {
    const set = load(correlationFile('type: first_seen\nrules: [a]\ncondition: {field: v, learning: 1s}'));
    const detector = new Detector(set);
    const correlator = new Correlator(set);
    for (const [row, v] of ['x', 'y'].entries()) {
      const event = { n: 'a', v };
      correlator.add(row, startTime + row * 5000, event, detector.match(event));
    }
    assert.deepEqual(
      correlator.finish().map((match) => match.value),
      ['y'],
    );
  });

  it('names the newest of many behind triggers that each have many, in no more time than they take', () => {
    const text = dedent(`
      title: Outer
      correlation: {type: event_count, rules: [inner], timespan: 1h, condition: {gte: 3}}
      ---
      title: Inner
      name: inner
      correlation: {type: event_count, rules: [x], group-by: [user], timespan: 1h, condition: {gte: 2}}
      ---
      {title: X, name: x, logsource: {product: aws}, detection: {s: {n: x}, condition: s}}
    `);
    const set = load(text);
    const detector = new Detector(set);
    const correlator = new Correlator(set);
    // to go through what stands behind each trigger of each would be 4,000 times 2,000 times 1,000 steps
    const all = Array.from({ length: 4000 }, (_, row) => {
      const event = { n: 'x', user: `u${row % 2}` };
      return correlator.add(row, startTime + row, event, detector.match(event));
    });
    const found = [...all.flat(), ...correlator.finish()].filter(({ correlation }) => correlation.title === 'Outer');
    assert.equal(found.length, 3996);
    for (const match of found) {
      const rows = match.rows(100);
      assert.ok(rows.length <= 100 && rows.at(-1) === match.row, `${rows.at(-1)} ${match.row}`);
      assert.equal(new Set(rows).size, rows.length);
      // of which none are left out: as the triggers name them
      if (rows.length < 100) continue;
      assert.deepEqual(
        rows,
        [...rows].sort((a, b) => a - b),
      );
    }
  });

  it('goes through each trigger once, however many correlations stand one over the other', () => {
    const over = (place: number): string =>
      dedent(`
      title: C${place}
      name: c${place}
      correlation: {type: event_count, rules: [c${place - 1}], timespan: 1h, condition: {gte: 1}}
    `);
    const base = '{title: X, name: c0, logsource: {product: aws}, detection: {s: {n: x}, condition: s}}';
    const places = Array.from({ length: 12 }, (_, place) => place + 1);
    // 60 events to the power of 11 ways
    const found = correlate([base, ...places.map(over)].join('\n---\n'), numbered(60));
    const last = found.filter(({ title }) => title === 'C12');
    assert.equal(last.length, 60);
    for (const { row, rows } of last)
      assert.deepEqual(
        rows,
        Array.from({ length: row + 1 }, (_, n) => n),
      );
  });

  it('stays the same in windows that move on after it', () => {
    const set = load(correlationFile('type: event_count\nrules: [a]\ntimespan: 2s\ncondition: {gte: 2}'));
    const detector = new Detector(set);
    const correlator = new Correlator(set);
    const found = Array.from({ length: 3000 }, (_, row) =>
      correlator.add(row, startTime + row * 1000, { n: 'a' }, detector.match({ n: 'a' })),
    ).flat();
    assert.deepEqual(found[0]?.rows(), [0, 1]);
    assert.deepEqual(found[100]?.rows(), [99, 100, 101]);
  });

  it('leaves out events without a time', () => {
    const set = load(correlationFile('type: event_count\nrules: [a]\ntimespan: 2s\ncondition: {gte: 1}'));
    const correlator = new Correlator(set);
    const matches = new Detector(set).match({ n: 'a' });
    assert.deepEqual([...correlator.add(0, NaN, { n: 'a' }, matches), ...correlator.finish()], []);
  });

  it('is nothing for sets without correlations', () => {
    const set = loadRules([]);
    const correlator = new Correlator(set);
    assert.deepEqual(correlator.add(0, 0, {}, []), []);
    assert.deepEqual(correlator.finish(), []);
  });
});
