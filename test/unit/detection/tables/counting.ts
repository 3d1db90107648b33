import { at, row } from './correlation';

const count = 'type: event_count\nrules: [a]\ntimespan: 10s\n';

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `i-${n}`);

export const countRows = [
  row('event_count gte', `${count}condition: {gte: 3}`, at([0, 1, 2], { n: 'a' }), [[2, '', 3]]),
  row('event_count below', `${count}condition: {gte: 3}`, at([0, 1], { n: 'a' }), []),
  row('event_count goes on triggering', `${count}condition: {gte: 2}`, at([0, 1, 2], { n: 'a' }), [
    [1, '', 2],
    [2, '', 3],
  ]),
  ...['3', '0x3', '0o3', '3.0', '0.3e1', "'3'", '+3'].map((three) =>
    row(`event_count gte ${three}`, `${count}condition: {gte: ${three}}`, at([0, 1, 2], { n: 'a' }), [[2, '', 3]]),
  ),
  row('event_count above a negative number', `${count}condition: {gt: -1, lt: 2}`, at([0, 1], { n: 'a' }), [
    [0, '', 1],
  ]),
  row('event_count gt', `${count}condition: {gt: 2}`, at([0, 1, 2], { n: 'a' }), [[2, '', 3]]),
  row('event_count eq', `${count}condition: {eq: 2}`, at([0, 1, 2], { n: 'a' }), [[1, '', 2]]),
  row('event_count neq', `${count}condition: {neq: 2}`, at([0, 1, 2], { n: 'a' }), [
    [0, '', 1],
    [2, '', 3],
  ]),
  row('event_count lt', `${count}condition: {lt: 2}`, at([0, 1], { n: 'a' }), [[0, '', 1]]),
  row('event_count lte', `${count}condition: {lte: 2}`, at([0, 1, 2], { n: 'a' }), [
    [0, '', 1],
    [1, '', 2],
  ]),
  row('event_count in a range', `${count}condition: {gt: 1, lte: 3}`, at([0, 1, 2, 3], { n: 'a' }), [
    [1, '', 2],
    [2, '', 3],
  ]),
  row('event_count in a range without one', `${count}condition: {gte: 2, neq: 3}`, at([0, 1, 2, 3], { n: 'a' }), [
    [1, '', 2],
    [3, '', 4],
  ]),
  row('both ends of the timespan count', `${count}condition: {gte: 2}`, at([0, 10], { n: 'a' }), [[1, '', 2]]),
  row('past the timespan does not', `${count}condition: {gte: 2}`, at([0, 11], { n: 'a' }), []),
  row('windows have no fixed borders', `${count}condition: {gte: 3}`, at([0, 8, 12, 17], { n: 'a' }), [[3, '', 3]]),
  row('other events do not count', `${count}condition: {gte: 2}`, [...at([0], { n: 'a' }), ...at([1], { n: 'z' })], []),
  row(
    'group-by counts groups apart',
    `${count}group-by: u\ncondition: {gte: 2}`,
    [
      [0, { n: 'a', u: 'x' }],
      [1, { n: 'a', u: 'y' }],
      [2, { n: 'a', u: 'x' }],
    ],
    [[2, 'x', 2]],
  ),
  row(
    'group-by of fields in lists that are marked',
    'type: value_count\nrules: [a]\ntimespan: 10s\ngroup-by: l{}.u\ncondition: {field: "l[].v", gte: 2}',
    [
      [0, { n: 'a', l: [{ u: 'x', v: 1 }] }],
      [1, { n: 'a', l: [{ u: 'x', v: 2 }] }],
    ],
    [[1, 'x', 2]],
  ),
  row(
    'group-by of two fields',
    `${count}group-by: [u, p.q]\ncondition: {gte: 2}`,
    [
      [0, { n: 'a', u: 'x', p: { q: 1 } }],
      [1, { n: 'a', u: 'x', p: { q: 2 } }],
      [2, { n: 'a', u: 'x', p: { q: 1 } }],
    ],
    [[2, 'x,1', 2]],
  ),
  row(
    'an event without the group is left out',
    `${count}group-by: [u]\ncondition: {gte: 2}`,
    at([0, 1, 2], { n: 'a' }),
    [],
  ),
  row('null is no group', `${count}group-by: [u]\ncondition: {gte: 2}`, at([0, 1], { n: 'a', u: null }), []),
  row(
    'one of two group fields is not enough',
    `${count}group-by: [u, w]\ncondition: {gte: 2}`,
    at([0, 1], { n: 'a', u: 'x' }),
    [],
  ),
  row('the empty text is a group', `${count}group-by: [u]\ncondition: {gte: 2}`, at([0, 1], { n: 'a', u: '' }), [
    [1, '', 2],
  ]),
  row(
    'groups keep case',
    `${count}group-by: [u]\ncondition: {gte: 2}`,
    [
      [0, { n: 'a', u: 'x' }],
      [1, { n: 'a', u: 'X' }],
    ],
    [],
  ),
  row(
    'an array is in each of its groups',
    `${count}group-by: [r.arn]\ncondition: {gte: 2}`,
    [
      [0, { n: 'a', r: [{ arn: 'p' }, { arn: 'q' }] }],
      [1, { n: 'a', r: [{ arn: 'q' }] }],
    ],
    [[1, 'q', 2]],
  ),
  row(
    'an array is in each of its groups, however many',
    `${count}group-by: [w, r, u]\ncondition: {gte: 2}`,
    [
      [0, { n: 'a', r: ids(5000), u: 'x', w: 'y' }],
      [1, { n: 'a', r: 'i-4999', u: 'x', w: 'y' }],
    ],
    [[1, 'y,i-4999,x', 2]],
  ),
  row(
    'arrays in two fields are in each of their combinations',
    `${count}group-by: [r, u]\ncondition: {gte: 2}`,
    [
      [0, { n: 'a', r: ids(32), u: ids(32) }],
      [1, { n: 'a', r: 'i-31', u: 'i-31' }],
    ],
    [[1, 'i-31,i-31', 2]],
  ),
  row(
    'an event counts once in its group',
    `${count}group-by: [r]\ncondition: {gte: 2}`,
    at([0], { n: 'a', r: ['p', 'p'] }),
    [],
  ),
  row(
    'event_count over several rules',
    'type: event_count\nrules: [a, b]\ntimespan: 10s\ncondition: {gte: 2}',
    [
      [0, { n: 'a' }],
      [1, { n: 'b' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'an event of several rules counts once',
    'type: event_count\nrules: [a, b]\ntimespan: 10s\ncondition: {gte: 2}',
    [[0, { n: 'ab' }]],
    [],
  ),
  row('minutes', 'type: event_count\nrules: [a]\ntimespan: 2m\ncondition: {gte: 2}', at([0, 120], { n: 'a' }), [
    [1, '', 2],
  ]),
  row('hours', 'type: event_count\nrules: [a]\ntimespan: 1h\ncondition: {gte: 2}', at([0, 3600, 7201], { n: 'a' }), [
    [1, '', 2],
  ]),
  row('days', 'type: event_count\nrules: [a]\ntimespan: 1d\ncondition: {gte: 2}', at([0, 86400], { n: 'a' }), [
    [1, '', 2],
  ]),
  row('weeks', 'type: event_count\nrules: [a]\ntimespan: 1w\ncondition: {gte: 2}', at([0, 604800], { n: 'a' }), [
    [1, '', 2],
  ]),
  row('rules by id', 'type: event_count\nrules: [id-a]\ntimespan: 10s\ncondition: {gte: 1}', at([0], { n: 'a' }), [
    [0, '', 1],
  ]),
  row('rules by title', 'type: event_count\nrules: Rule a\ntimespan: 10s\ncondition: {gte: 1}', at([0], { n: 'a' }), [
    [0, '', 1],
  ]),
  row(
    'an event that was delivered twice counts once',
    `${count}condition: {gte: 2}`,
    [
      [5, { n: 'a', eventID: '1', readOnly: false }],
      [5, { n: 'a', eventID: '1', recipientAccountId: '1' }],
      [6, { n: 'a', eventID: '2' }],
    ],
    [[2, '', 2]],
  ),
  row(
    'events without an id are events of their own',
    `${count}condition: {gte: 2}`,
    [
      [5, { n: 'a' }],
      [5, { n: 'a' }],
    ],
    [[1, '', 2]],
  ),
  row(
    'events of one second count one after the other',
    `${count}condition: {gte: 2}`,
    [
      [5, { n: 'a', eventID: '2' }],
      [5, { n: 'a', eventID: '1' }],
    ],
    [[0, '', 2]],
  ),
];
