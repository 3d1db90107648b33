import { at, row } from './correlation';

const both = 'rules: [a, b]\ntimespan: 10s\n';

export const temporalRows = [
  row(
    'temporal in one order',
    `type: temporal\n${both}`,
    [
      [0, { n: 'a' }],
      [5, { n: 'b' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'temporal in the other order',
    `type: temporal\n${both}`,
    [
      [0, { n: 'b' }],
      [5, { n: 'a' }],
    ],
    [[1, '', 2]],
  ),
  row('temporal with one of two', `type: temporal\n${both}`, at([0, 1, 2], { n: 'a' }), []),
  row(
    'temporal at the end of the timespan',
    `type: temporal\n${both}`,
    [
      [0, { n: 'a' }],
      [10, { n: 'b' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'temporal past the timespan',
    `type: temporal\n${both}`,
    [
      [0, { n: 'a' }],
      [11, { n: 'b' }],
    ],
    [],
  ),
  row(
    'temporal takes the newest',
    `type: temporal\n${both}`,
    [
      [0, { n: 'a' }],
      [9, { n: 'a' }],
      [15, { n: 'b' }],
    ],
    [[2, '', 2]],
  ),
  row(
    'temporal goes on triggering',
    `type: temporal\n${both}`,
    [
      [0, { n: 'a' }],
      [1, { n: 'b' }],
      [2, { n: 'a' }],
    ],
    [
      [1, '', 2],
      [2, '', 2],
    ],
  ),
  row('temporal with one event of both', `type: temporal\n${both}`, [[0, { n: 'ab' }]], [[0, '', 2]]),
  row(
    'temporal triggers once for an event of both',
    `type: temporal\n${both}`,
    [
      [0, { n: 'ab' }],
      [1, { n: 'ab' }],
    ],
    [
      [0, '', 2],
      [1, '', 2],
    ],
  ),
  row(
    'temporal by group',
    `type: temporal\n${both}group-by: [u]`,
    [
      [0, { n: 'a', u: 'x' }],
      [1, { n: 'b', u: 'y' }],
      [2, { n: 'b', u: 'x' }],
    ],
    [[2, 'x', 2]],
  ),
  row(
    'temporal with a condition',
    'type: temporal\nrules: [a, b, c]\ntimespan: 10s\ncondition: {gte: 2}',
    [
      [0, { n: 'a' }],
      [1, { n: 'c' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'temporal of three',
    'type: temporal\nrules: [a, b, c]\ntimespan: 10s',
    [
      [0, { n: 'c' }],
      [1, { n: 'a' }],
      [2, { n: 'b' }],
    ],
    [[2, '', 3]],
  ),
  row(
    'temporal with a text as condition',
    'type: temporal\nrules: [a, b, c]\ntimespan: 10s\ncondition: a and (b or c)',
    [
      [0, { n: 'c' }],
      [1, { n: 'a' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'temporal with not in its condition',
    'type: temporal\nrules: [a, b, c]\ntimespan: 10s\ncondition: a and b and not c',
    [
      [0, { n: 'a' }],
      [1, { n: 'b' }],
      [2, { n: 'c' }],
      [12, { n: 'a' }],
      [13, { n: 'ab' }],
    ],
    [
      [1, '', 2],
      [4, '', 2],
    ],
  ),
  row(
    'temporal with the rules only in its condition',
    'type: temporal\ntimespan: 10s\ncondition: a and b',
    [
      [0, { n: 'a' }],
      [1, { n: 'b' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'aliases group different fields',
    'type: temporal\nrules: [a, b]\ntimespan: 10s\ngroup-by: [ip]\naliases: {ip: {a: src, b: dst}}',
    [
      [0, { n: 'a', src: '1', dst: '9' }],
      [1, { n: 'b', src: '1', dst: '2' }],
      [2, { n: 'b', src: '7', dst: '1' }],
    ],
    [[2, '1', 2]],
  ),
  row(
    'two aliases crosswise',
    'type: temporal\nrules: [a, b]\ntimespan: 10s\ngroup-by: [in, out]\naliases:\n  in: {a: p, b: q}\n  out: {a: q, b: p}',
    [
      [0, { n: 'a', p: 1, q: 2 }],
      [1, { n: 'b', p: 1, q: 2 }],
      [2, { n: 'b', p: 2, q: 1 }],
    ],
    [[2, '1,2', 2]],
  ),
  row(
    'an alias in the counted field',
    'type: value_count\nrules: [a, b]\ntimespan: 10s\ncondition: {field: who, gte: 2}\naliases: {who: {a: x, b: y}}',
    [
      [0, { n: 'a', x: 'm' }],
      [1, { n: 'b', y: 'm' }],
      [2, { n: 'b', y: 'k', x: 'z' }],
    ],
    [[2, '', 2]],
  ),
  row(
    'aliases by id',
    'type: temporal\nrules: [a, b]\ntimespan: 10s\ngroup-by: [ip]\naliases: {ip: {id-a: src, id-b: dst}}',
    [
      [0, { n: 'a', src: '1' }],
      [1, { n: 'b', dst: '1' }],
    ],
    [[1, '1', 2]],
  ),

  row(
    'temporal_ordered in order',
    `type: temporal_ordered\n${both}`,
    [
      [0, { n: 'a' }],
      [5, { n: 'b' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'temporal_ordered in the wrong order',
    `type: temporal_ordered\n${both}`,
    [
      [0, { n: 'b' }],
      [5, { n: 'a' }],
    ],
    [],
  ),
  row(
    'temporal_ordered of one second',
    `type: temporal_ordered\n${both}`,
    [
      [0, { n: 'b' }],
      [0, { n: 'a' }],
    ],
    [[0, '', 2]],
  ),
  row('temporal_ordered wants two events', `type: temporal_ordered\n${both}`, [[0, { n: 'ab' }]], []),
  row(
    'temporal_ordered with two events of both',
    `type: temporal_ordered\n${both}`,
    [
      [0, { n: 'ab' }],
      [1, { n: 'ab' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'temporal_ordered with an event of the first and the last rule among others of its second',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s',
    [
      [0, { n: 'a' }],
      [5, { n: 'b' }],
      [5, { n: 'ac' }],
    ],
    [[2, '', 3]],
  ),
  row(
    'temporal_ordered leaves an event of several rules to the one that needs it',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s',
    [
      [0, { n: 'ab' }],
      [0, { n: 'a' }],
      [0, { n: 'c' }],
    ],
    [[2, '', 3]],
  ),
  row(
    'temporal_ordered with too few events of several rules in one second',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s',
    [
      [0, { n: 'abc' }],
      [0, { n: 'ab' }],
    ],
    [],
  ),
  row(
    'temporal_ordered triggers once for an event of several rules',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s\ncondition: {gte: 2}',
    [
      [0, { n: 'a' }],
      [1, { n: 'bc' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'temporal_ordered counts the longest order, not one that the condition would accept',
    `type: temporal_ordered\n${both}condition: {eq: 1}`,
    [
      [0, { n: 'ab' }],
      [1, { n: 'ab' }],
    ],
    [[0, '', 1]],
  ),
  row(
    'temporal_ordered gives way to what the one before it has no other event for',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s\ncondition: {lt: 3}',
    [
      [0, { n: 'ab' }],
      [0, { n: 'b' }],
      [0, { n: 'c' }],
    ],
    [
      [0, '', 1],
      [1, '', 2],
    ],
  ),
  row(
    'temporal_ordered past the timespan',
    `type: temporal_ordered\n${both}`,
    [
      [0, { n: 'a' }],
      [11, { n: 'b' }],
    ],
    [],
  ),
  row(
    'temporal_ordered at its end',
    `type: temporal_ordered\n${both}`,
    [
      [0, { n: 'a' }],
      [10, { n: 'b' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'temporal_ordered takes the latest start',
    `type: temporal_ordered\n${both}`,
    [
      [0, { n: 'a' }],
      [9, { n: 'a' }],
      [15, { n: 'b' }],
    ],
    [[2, '', 2]],
  ),
  row(
    'temporal_ordered of three',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s',
    [
      [0, { n: 'a' }],
      [1, { n: 'c' }],
      [2, { n: 'b' }],
      [3, { n: 'c' }],
    ],
    [[3, '', 3]],
  ),
  row(
    'temporal_ordered of three, too long over all',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s',
    [
      [0, { n: 'a' }],
      [6, { n: 'b' }],
      [12, { n: 'c' }],
    ],
    [],
  ),
  row(
    'temporal_ordered finds the chain that fits',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s',
    [
      [0, { n: 'a' }],
      [1, { n: 'b' }],
      [5, { n: 'a' }],
      [6, { n: 'b' }],
      [14, { n: 'c' }],
    ],
    [[4, '', 3]],
  ),
  row(
    'temporal_ordered by group',
    `type: temporal_ordered\n${both}group-by: [u]`,
    [
      [0, { n: 'a', u: 'x' }],
      [1, { n: 'b', u: 'y' }],
      [2, { n: 'b', u: 'x' }],
    ],
    [[2, 'x', 2]],
  ),
  row(
    'temporal_ordered triggers on each last',
    `type: temporal_ordered\n${both}`,
    [
      [0, { n: 'a' }],
      [1, { n: 'b' }],
      [2, { n: 'b' }],
    ],
    [
      [1, '', 2],
      [2, '', 2],
    ],
  ),
  row(
    'temporal_ordered with a condition',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s\ncondition: {gte: 2}',
    [
      [0, { n: 'a' }],
      [1, { n: 'c' }],
      [2, { n: 'b' }],
    ],
    [
      [1, '', 2],
      [2, '', 2],
    ],
  ),
  row(
    'temporal_ordered with a text as condition',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s\ncondition: a AND b and c',
    [
      [0, { n: 'b' }],
      [1, { n: 'a' }],
      [2, { n: 'c' }],
      [3, { n: 'b' }],
      [4, { n: 'c' }],
      [14, { n: 'c' }],
    ],
    [[4, '', 3]],
  ),
  row(
    'temporal_ordered with or in its condition, and at events of rules that it does not name',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s\ncondition: a and (b or c)',
    [
      [0, { n: 'c' }],
      [1, { n: 'a' }],
      [2, { n: 'b' }],
      [3, { n: 'c' }],
    ],
    [
      [2, '', 2],
      [3, '', 3],
    ],
  ),
  row(
    'temporal_ordered with not in its condition',
    'type: temporal_ordered\nrules: [a, b, c]\ntimespan: 10s\ncondition: a and b and not c',
    [
      [0, { n: 'c' }],
      [1, { n: 'a' }],
      [2, { n: 'b' }],
      [11, { n: 'b' }],
      [12, { n: 'bc' }],
    ],
    [[3, '', 2]],
  ),
  row(
    'temporal_ordered with the rules only in its condition',
    'type: temporal_ordered\ntimespan: 10s\ncondition: b and a',
    [
      [0, { n: 'a' }],
      [1, { n: 'b' }],
      [2, { n: 'a' }],
    ],
    [[2, '', 2]],
  ),
  row(
    'temporal_ordered with all of its rules in its condition',
    'type: temporal_ordered\nrules: [id-a, b]\ntimespan: 10s\ncondition: all of them',
    [
      [0, { n: 'b' }],
      [1, { n: 'a' }],
      [2, { n: 'b' }],
    ],
    [[2, '', 2]],
  ),
];
