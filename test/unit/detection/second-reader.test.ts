import assert from 'node:assert/strict';
import { loadRules } from '../../../src/detection';
import { correlate, dedent, type Step } from './support';

/** Correlations read from the specification by somebody who had not read the engine: what triggers, by row. */
const rules = ['a', 'b', 'c', 'd']
  .map(
    (name) =>
      `title: Rule ${name}\nname: ${name}\nlogsource: {product: aws}\ndetection: {s: {n: ${name}}, condition: s}\n---\n`,
  )
  .join('');

interface Case {
  readonly name: string;
  /** The documents after those of rules a, b, c and d. */
  readonly text: string;
  readonly steps: readonly Step[];
  /** `title@row group count` of each trigger. */
  readonly triggers: readonly string[];
}

const events = (n: string, ...seconds: readonly number[]): Step[] => seconds.map((second) => [second, { n }]);
const user = (n: string, u: string, ...seconds: readonly number[]): Step[] =>
  seconds.map((second) => [second, { n, u }]);
const valued = (...values: readonly (readonly [number, unknown])[]): Step[] =>
  values.map(([second, v]) => [second, { n: 'a', u: 'x', v }]);
const inOrder = (...steps: readonly Step[][]): Step[] => steps.flat().sort((a, b) => a[0] - b[0]);

const one = (body: string): string => `title: C\ncorrelation:\n${dedent(body).replace(/^/gm, '  ')}\n`;

const cases: readonly Case[] = [
  {
    name: 'event_count: each event from the threshold on, by group',
    text: one(`type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {gte: 3}`),
    steps: inOrder(user('a', 'x', 0, 10, 20, 30), user('a', 'y', 5, 15)),
    triggers: ['C@4 x 3', 'C@5 x 4'],
  },
  {
    name: 'event_count: the window slides over full minutes',
    text: one(`type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {gte: 2}`),
    steps: user('a', 'x', 50, 70, 200),
    triggers: ['C@1 x 2'],
  },
  {
    name: 'event_count: over several rules all their events count together',
    text: one(`type: event_count\nrules: [a, b]\ntimespan: 1m\ncondition: {gte: 3}`),
    steps: inOrder(events('a', 0, 2), events('b', 1)),
    triggers: ['C@2  3'],
  },
  {
    name: 'event_count: a range leaves out what is above it',
    text: one(`type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gt: 1, lte: 3}`),
    steps: events('a', 0, 1, 2, 3, 4),
    triggers: ['C@1  2', 'C@2  3'],
  },
  {
    name: 'event_count: eq and neq',
    text: `${one(`type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {eq: 2}`)}---\n${one(`type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {neq: 2}`).replace('title: C', 'title: N')}`,
    steps: events('a', 0, 1, 2),
    triggers: ['N@0  1', 'C@1  2', 'N@2  3'],
  },
  {
    name: 'event_count: two group-by fields are joined by AND',
    text: one(`type: event_count\nrules: [a]\ngroup-by: [u, v]\ntimespan: 1m\ncondition: {gte: 2}`),
    steps: [
      [0, { n: 'a', u: 'x', v: 1 }],
      [1, { n: 'a', u: 'x', v: 2 }],
      [2, { n: 'a', u: 'x', v: 1 }],
    ],
    triggers: ['C@2 x/1 2'],
  },
  {
    name: 'event_count: an event without the field of the group is left out',
    text: one(`type: event_count\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {gte: 2}`),
    steps: [
      [0, { n: 'a' }],
      [1, { n: 'a' }],
      [2, { n: 'a', u: null }],
      [3, { n: 'a', u: null }],
    ],
    triggers: [],
  },
  {
    name: 'value_count: different values, not events',
    text: one(`type: value_count\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {field: v, gte: 3}`),
    steps: valued([0, 'p'], [1, 'p'], [2, 'q'], [3, 'q'], [4, 'r']),
    triggers: ['C@4 x 3'],
  },
  {
    name: 'value_count: values leave with the window',
    text: one(`type: value_count\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {field: v, gte: 2}`),
    steps: valued([0, 'p'], [11, 'q'], [12, 'q'], [21, 'r']),
    triggers: ['C@3 x 2'],
  },
  {
    name: 'value_count: several fields count their combinations',
    text: one(`type: value_count\nrules: [a]\ntimespan: 1m\ncondition: {field: [v, w], gte: 3}`),
    steps: [
      [0, { n: 'a', v: 1, w: 1 }],
      [1, { n: 'a', v: 1, w: 2 }],
      [2, { n: 'a', v: 1, w: 1 }],
      [3, { n: 'a', v: 2, w: 1 }],
    ],
    triggers: ['C@3  3'],
  },
  {
    name: 'value_sum over numbers and texts that are numbers',
    text: one(`type: value_sum\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {field: v, gt: 100}`),
    steps: valued([0, 60], [1, '41'], [2, 'x'], [70, 5]),
    triggers: ['C@1 x 101'],
  },
  {
    name: 'value_avg',
    text: one(`type: value_avg\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {field: v, gte: 10}`),
    steps: valued([0, 4], [1, 16], [2, 1]),
    triggers: ['C@1 x 10'],
  },
  {
    name: 'value_median of an even and an odd number of values',
    text: one(`type: value_median\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {field: v, eq: 5}`),
    steps: valued([0, 2], [1, 8], [2, 5], [3, 100]),
    triggers: ['C@1 x 5', 'C@2 x 5'],
  },
  {
    name: 'value_percentile: 50 is the median, 100 the greatest',
    text: one(
      `type: value_percentile\nrules: [a]\ngroup-by: [u]\ntimespan: 1m\ncondition: {field: v, percentile: 100, gte: 9}`,
    ),
    steps: valued([0, 1], [1, 9], [2, 3]),
    triggers: ['C@1 x 9', 'C@2 x 9'],
  },
  {
    name: 'temporal: all rules, any order, one group',
    text: one(`type: temporal\nrules: [a, b, c]\ngroup-by: [u]\ntimespan: 1m`),
    steps: inOrder(user('c', 'x', 0), user('a', 'x', 1), user('b', 'y', 2), user('b', 'x', 3)),
    triggers: ['C@3 x 3'],
  },
  {
    name: 'temporal: a condition takes fewer of the rules',
    text: one(`type: temporal\nrules: [a, b, c]\ngroup-by: [u]\ntimespan: 1m\ncondition: {gte: 2}`),
    steps: inOrder(user('c', 'x', 0), user('a', 'x', 1)),
    triggers: ['C@1 x 2'],
  },
  {
    name: 'temporal_ordered: only in the order of the rules',
    text: one(`type: temporal_ordered\nrules: [a, b]\ngroup-by: [u]\ntimespan: 1m`),
    steps: inOrder(user('b', 'x', 0), user('a', 'x', 1), user('b', 'x', 2)),
    triggers: ['C@2 x 2'],
  },
  {
    name: 'temporal_ordered: three rules with others between',
    text: one(`type: temporal_ordered\nrules: [a, b, c]\ntimespan: 1m`),
    steps: inOrder(events('a', 0), events('c', 1), events('d', 2), events('b', 3), events('c', 4)),
    triggers: ['C@4  3'],
  },
  {
    name: 'temporal_ordered: the whole chain within the timespan',
    text: one(`type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s`),
    steps: inOrder(events('a', 0), events('b', 8), events('c', 12)),
    triggers: [],
  },
  {
    name: 'aliases: different fields of different rules are one group',
    text: one(`
      type: temporal
      rules: [a, b]
      group-by: [who]
      timespan: 1m
      aliases:
        who:
          a: src
          b: dst
    `),
    steps: [
      [0, { n: 'a', src: '1', dst: '9' }],
      [1, { n: 'b', src: '1', dst: '2' }],
      [2, { n: 'b', src: '7', dst: '1' }],
    ],
    triggers: ['C@2 1 2'],
  },
  {
    name: 'aliases: in the field of value_count too',
    text: one(`
      type: value_count
      rules: [a, b]
      timespan: 1m
      condition: {field: thing, gte: 2}
      aliases: {thing: {a: p, b: q}}
    `),
    steps: [
      [0, { n: 'a', p: '1', q: '2' }],
      [1, { n: 'b', p: '2', q: '1' }],
      [2, { n: 'b', p: '1', q: '3' }],
    ],
    triggers: ['C@2  2'],
  },
  {
    name: 'a chain: many failures, then a success, grouped by its own field',
    text: dedent(`
      title: Many
      name: many
      correlation:
        type: event_count
        rules: [a]
        group-by: [host, u]
        timespan: 1m
        condition: {gte: 3}
      ---
      title: C
      correlation:
        type: temporal_ordered
        rules: [many, b]
        group-by: [u]
        timespan: 1m
    `),
    steps: [
      [0, { n: 'a', u: 'x', host: 1 }],
      [1, { n: 'a', u: 'x', host: 1 }],
      [2, { n: 'b', u: 'x', host: 2 }],
      [3, { n: 'a', u: 'x', host: 1 }],
      [4, { n: 'b', u: 'y', host: 1 }],
      [5, { n: 'b', u: 'x', host: 2 }],
    ],
    triggers: ['C@5 x 2'],
  },
  {
    name: 'the correlation may stand before the rules it names, and name them by title',
    text: one(`type: event_count\nrules: [Rule a, Rule b]\ntimespan: 1m\ncondition: {gte: 2}`),
    steps: inOrder(events('a', 0), events('b', 1)),
    triggers: ['C@1  2'],
  },
  {
    name: 'a day and a week',
    text: one(`type: event_count\nrules: [a]\ntimespan: 1d\ncondition: {gte: 2}`),
    steps: events('a', 0, 86_400, 200_000),
    triggers: ['C@1  2'],
  },
];

describe('a second reading of the specification: correlations', () => {
  for (const { name, text, steps, triggers } of cases) {
    it(name, () => {
      const found = correlate(`${rules}${text}`, steps);
      const shown = found.map(({ title, row, group, count }) => `${title}@${row} ${group.join('/')} ${count}`);
      assert.deepEqual(shown.sort(), [...triggers].sort());
    });
  }

  const rejected: readonly (readonly [name: string, body: string, message: RegExp])[] = [
    ['no timespan', 'type: event_count\nrules: [a]\ncondition: {gte: 2}', /timespan/],
    ['no rules', 'type: event_count\ntimespan: 1m\ncondition: {gte: 2}', /rules/],
    ['no condition', 'type: event_count\nrules: [a]\ntimespan: 1m', /condition/],
    ['an unknown type', 'type: event_sum\nrules: [a]\ntimespan: 1m\ncondition: {gte: 2}', /event_sum/],
    ['an unknown rule', 'type: event_count\nrules: [zz]\ntimespan: 1m\ncondition: {gte: 2}', /zz/],
    ['a timespan in words', 'type: event_count\nrules: [a]\ntimespan: 5 minutes\ncondition: {gte: 2}', /timespan/],
    ['a timespan of nothing', 'type: event_count\nrules: [a]\ntimespan: 0m\ncondition: {gte: 2}', /timespan/],
    ['value_count without a field', 'type: value_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: 2}', /field/],
    ['an unknown comparison', 'type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {more: 2}', /more/],
    ['a comparison with a word', 'type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: many}', /number/],
    [
      'a percentile of 101',
      'type: value_percentile\nrules: [a]\ntimespan: 1m\ncondition: {field: v, percentile: 101, gte: 1}',
      /percentile/,
    ],
    ['a list as condition', 'type: event_count\nrules: [a]\ntimespan: 1m\ncondition: [{gte: 2}]', /condition/],
    [
      'a group of maps',
      'type: event_count\nrules: [a]\ngroup-by: [{u: v}]\ntimespan: 1m\ncondition: {gte: 2}',
      /group-by/,
    ],
  ];
  for (const [name, body, message] of rejected) {
    it(`rejects ${name}`, () => {
      const set = loadRules([{ path: 'x.yml', text: `${rules}${one(body)}` }]);
      assert.equal(set.correlations.length, 0);
      const errors = set.problems.filter(({ severity }) => severity === 'error');
      assert.equal(errors.length, 1, JSON.stringify(errors));
      assert.match(errors[0]?.message ?? '', message);
      assert.ok((errors[0]?.line ?? 0) > 16);
    });
  }
});
