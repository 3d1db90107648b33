import { row, values } from './correlation';

const distinct = 'type: value_count\nrules: [a]\ntimespan: 10s\n';

export const valueRows = [
  row('value_count', `${distinct}condition: {field: v, gte: 2}`, values('x', 'x', 'y'), [[2, '', 2]]),
  row('value_count keeps case', `${distinct}condition: {field: v, gte: 2}`, values('x', 'X'), [[1, '', 2]]),
  row(
    'value_count leaves out events without the field',
    `${distinct}condition: {field: v, gte: 2}`,
    values('x', undefined, null, 'y'),
    [[3, '', 2]],
  ),
  row('value_count triggers on known values too', `${distinct}condition: {field: v, gte: 2}`, values('x', 'y', 'x'), [
    [1, '', 2],
    [2, '', 2],
  ]),
  row(
    'value_count forgets',
    `${distinct}condition: {field: v, gte: 2}`,
    [
      [0, { n: 'a', v: 'x' }],
      [11, { n: 'a', v: 'y' }],
    ],
    [],
  ),
  row(
    'value_count forgets only the last of a value',
    `${distinct}condition: {field: v, gte: 2}`,
    [
      [0, { n: 'a', v: 'x' }],
      [5, { n: 'a', v: 'x' }],
      [11, { n: 'a', v: 'y' }],
    ],
    [[2, '', 2]],
  ),
  row('value_count of an array', `${distinct}condition: {field: v, gte: 3}`, values(['x', 'y'], 'z'), [[1, '', 3]]),
  row('value_count of numbers and their texts', `${distinct}condition: {field: v, gte: 2}`, values(1, '1'), []),
  row(
    'value_count of combinations',
    `${distinct}condition: {field: [v, w], gte: 3}`,
    [
      [0, { n: 'a', v: 1, w: 1 }],
      [1, { n: 'a', v: 1, w: 2 }],
      [2, { n: 'a', v: 1, w: 1 }],
      [3, { n: 'a', v: 2, w: 1 }],
      [4, { n: 'a', v: 9 }],
    ],
    [[3, '', 3]],
  ),
  row(
    'value_count by group',
    `${distinct}group-by: [u]\ncondition: {field: v, gte: 2}`,
    [
      [0, { n: 'a', u: 'p', v: 1 }],
      [1, { n: 'a', u: 'q', v: 2 }],
      [2, { n: 'a', u: 'p', v: 3 }],
    ],
    [[2, 'p', 2]],
  ),
  row(
    'value_count of event names',
    `${distinct}condition: {field: n, gt: 1}`,
    [
      [0, { n: 'a1' }],
      [1, { n: 'a2' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'value_count over several rules counts an event once',
    'type: value_count\nrules: [a, b]\ntimespan: 10s\ncondition: {field: v, gte: 1}',
    [[0, { n: 'ab', v: 'x' }]],
    [[0, '', 1]],
  ),

  row('value_sum', 'type: value_sum\nrules: [a]\ntimespan: 10s\ncondition: {field: v, gt: 10}', values(5, '6', 1), [
    [1, '', 11],
    [2, '', 12],
  ]),
  row(
    'value_sum leaves out what is no number',
    'type: value_sum\nrules: [a]\ntimespan: 10s\ncondition: {field: v, gte: 2}',
    values(1, 'x', true, null, 1),
    [[4, '', 2]],
  ),
  row(
    'value_sum forgets',
    'type: value_sum\nrules: [a]\ntimespan: 10s\ncondition: {field: v, gte: 5}',
    [
      [0, { n: 'a', v: 4 }],
      [11, { n: 'a', v: 4 }],
      [12, { n: 'a', v: 1 }],
    ],
    [[2, '', 5]],
  ),
  row(
    'value_sum of fractions',
    'type: value_sum\nrules: [a]\ntimespan: 10s\ncondition: {field: v, eq: 0.75}',
    values(0.5, 0.25),
    [[1, '', 0.75]],
  ),
  row(
    'value_sum of negative numbers',
    'type: value_sum\nrules: [a]\ntimespan: 10s\ncondition: {field: v, lt: 0}',
    values(1, -3),
    [[1, '', -2]],
  ),
  row(
    'value_sum below a fraction',
    'type: value_sum\nrules: [a]\ntimespan: 10s\ncondition: {field: v, lt: 1.5}',
    values(1, 1),
    [[0, '', 1]],
  ),
  row(
    'value_sum of an array',
    'type: value_sum\nrules: [a]\ntimespan: 10s\ncondition: {field: v, gte: 6}',
    values([1, 2], [3]),
    [[1, '', 6]],
  ),
  row(
    'value_sum of equal numbers of one event',
    'type: value_sum\nrules: [a]\ntimespan: 10s\ncondition: {field: v.n, gte: 10}',
    values([{ n: 5 }, { n: 5 }], { n: [1, '1'] }),
    [
      [0, '', 10],
      [1, '', 12],
    ],
  ),
  row(
    'value_sum grouped by the field that it sums up',
    'type: value_sum\nrules: [a]\ntimespan: 10s\ngroup-by: v\ncondition: {field: v, gte: 10}',
    values([5, 5]),
    [[0, '5', 10]],
  ),
  row(
    'value_sum of an event that was delivered twice',
    'type: value_sum\nrules: [a]\ntimespan: 10s\ncondition: {field: v, gte: 10}',
    [
      [0, { n: 'a', eventID: '1', v: [5, 5] }],
      [0, { n: 'a', eventID: '1', v: [5, 5], readOnly: false }],
    ],
    [[0, '', 10]],
  ),
  row(
    'value_sum counts a field of an event of several rules once',
    'type: value_sum\nrules: [a, b]\ntimespan: 10s\ncondition: {field: v, gte: 1}',
    [[0, { n: 'ab', v: [5, 5] }]],
    [[0, '', 10]],
  ),
  row(
    'value_sum of the fields that an alias stands for in an event of several rules',
    'type: value_sum\nrules: [a, b, c]\ntimespan: 10s\ncondition: {field: size, gte: 1}\naliases: {size: {a: x, b: y, c: y}}',
    [
      [0, { n: 'abc', x: 3, y: 4 }],
      [1, { n: 'ab', x: 'none', y: 4 }],
      [11, { n: 'a', x: 1 }],
    ],
    [
      [0, '', 7],
      [1, '', 11],
      [2, '', 5],
    ],
  ),
  row('value_avg', 'type: value_avg\nrules: [a]\ntimespan: 10s\ncondition: {field: v, gt: 3}', values(2, 4, 6), [
    [2, '', 4],
  ]),
  row(
    'value_avg by group',
    'type: value_avg\nrules: [a]\ngroup-by: [u]\ntimespan: 10s\ncondition: {field: v, gte: 3}',
    [
      [0, { n: 'a', u: 'p', v: 2 }],
      [1, { n: 'a', u: 'q', v: 4 }],
    ],
    [[1, 'q', 4]],
  ),
  row(
    'value_median of an odd count',
    'type: value_median\nrules: [a]\ntimespan: 10s\ncondition: {field: v, eq: 2}',
    values(1, 9, 2),
    [[2, '', 2]],
  ),
  row(
    'value_median of an even count',
    'type: value_median\nrules: [a]\ntimespan: 10s\ncondition: {field: v, eq: 1.5}',
    values(1, 2),
    [[1, '', 1.5]],
  ),
  row(
    'value_median forgets',
    'type: value_median\nrules: [a]\ntimespan: 10s\ncondition: {field: v, gte: 9}',
    [
      [0, { n: 'a', v: 1 }],
      [1, { n: 'a', v: 9 }],
      [11, { n: 'a', v: 9 }],
    ],
    [[2, '', 9]],
  ),
  row(
    'value_percentile at the top',
    'type: value_percentile\nrules: [a]\ntimespan: 10s\ncondition: {field: v, percentile: 100, gte: 7}',
    values(1, 7, 3),
    [
      [1, '', 7],
      [2, '', 7],
    ],
  ),
  row(
    'value_percentile at the bottom',
    'type: value_percentile\nrules: [a]\ntimespan: 10s\ncondition: {field: v, percentile: 0, lte: 1}',
    values(5, 1),
    [[1, '', 1]],
  ),
  row(
    'value_percentile 50 is the median',
    'type: value_percentile\nrules: [a]\ntimespan: 10s\ncondition: {field: v, percentile: 50, eq: 1.5}',
    values(1, 2),
    [[1, '', 1.5]],
  ),
  row(
    'value_percentile in between',
    'type: value_percentile\nrules: [a]\ntimespan: 10s\ncondition: {field: v, percentile: 75, eq: 4}',
    values(1, 2, 3, 4, 5),
    [[4, '', 4]],
  ),
];
