import { row } from './correlation';

const first = 'type: first_seen\nrules: [a]\ncondition: {field: v, learning: 10s}\n';

export const firstSeenRows = [
  row(
    'first_seen after learning',
    first,
    [
      [0, { n: 'a', v: 'x' }],
      [20, { n: 'a', v: 'y' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'first_seen while learning',
    first,
    [
      [0, { n: 'a', v: 'x' }],
      [9, { n: 'a', v: 'y' }],
      [20, { n: 'a', v: 'y' }],
    ],
    [],
  ),
  row(
    'first_seen at the end of learning',
    first,
    [
      [0, { n: 'a', v: 'x' }],
      [10, { n: 'a', v: 'y' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'first_seen without a time to learn',
    first.replace('10s', '0s'),
    [
      [0, { n: 'a', v: 'x' }],
      [1, { n: 'a', v: 'x' }],
      [2, { n: 'a', v: 'y' }],
    ],
    [
      [0, '', 1],
      [2, '', 2],
    ],
  ),
  row(
    'first_seen once',
    first,
    [
      [0, { n: 'a', v: 'x' }],
      [20, { n: 'a', v: 'y' }],
      [30, { n: 'a', v: 'y' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'first_seen leaves out events without the field',
    first,
    [
      [0, { n: 'a', v: 'x' }],
      [20, { n: 'a' }],
    ],
    [],
  ),
  row(
    'first_seen never on the first of a group',
    `${first}group-by: [u]`,
    [
      [0, { n: 'a', u: 'p', v: 'x' }],
      [20, { n: 'a', u: 'q', v: 'y' }],
    ],
    [],
  ),
  row(
    'first_seen learns by group',
    `${first}group-by: [u]`,
    [
      [0, { n: 'a', u: 'p', v: 'x' }],
      [20, { n: 'a', u: 'q', v: 'y' }],
      [25, { n: 'a', u: 'p', v: 'y' }],
      [26, { n: 'a', u: 'q', v: 'x' }],
      [31, { n: 'a', u: 'q', v: 'z' }],
    ],
    [
      [2, 'p', 2],
      [4, 'q', 3],
    ],
  ),
  row(
    'first_seen forgets with a timespan',
    `${first}timespan: 100s`,
    [
      [0, { n: 'a', v: 'x' }],
      [50, { n: 'a', v: 'x' }],
      [150, { n: 'a', v: 'x' }],
      [251, { n: 'a', v: 'x' }],
    ],
    [[3, '', 1]],
  ),
  row(
    'first_seen in an array',
    first,
    [
      [0, { n: 'a', v: 'x' }],
      [20, { n: 'a', v: ['x', 'y'] }],
    ],
    [[1, '', 2]],
  ),
  row(
    'first_seen with field and learning beside the rules',
    'type: first_seen\nrules: [a]\nfield: v\nlearning: 10s',
    [
      [0, { n: 'a', v: 'x' }],
      [20, { n: 'a', v: 'y' }],
    ],
    [[1, '', 2]],
  ),
];
