import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadRules, modifierNames, nearestPath } from '../../../src/detection';
import { nearest } from '../../../src/detection/near';
import { ruleOf } from './support';

describe('The name that was probably meant', () => {
  const rows: readonly (readonly [written: string, names: readonly string[], meant: string | undefined])[] = [
    ['contans', modifierNames, 'contains'],
    ['conatins', modifierNames, 'contains'],
    ['Contains', modifierNames, 'contains'],
    ['ednswith', modifierNames, 'endswith'],
    ['ends_with', modifierNames, 'endswith'],
    ['like', modifierNames, undefined],
    ['foo', modifierNames, undefined],
    ['start', modifierNames, 'startswith'],
    ['bas', modifierNames, undefined],
    ['select', ['selection', 'selects'], 'selects'],
    ['gtee', ['gte', 'gt', 'lte'], 'gte'],
    ['hihg', ['low', 'high', 'critical'], 'high'],
    ['event_cuont', ['value_count', 'event_count'], 'event_count'],
    ['q', ['a', 'b'], undefined],
    ['', ['a'], undefined],
    [' selection ', ['selection'], 'selection'],
    ['sel_a', ['sel_b', 'sel_c'], 'sel_b'],
    ['a'.repeat(300), ['a'.repeat(299)], undefined],
  ];
  for (const [written, names, meant] of rows) {
    it(`of "${written.slice(0, 20)}"`, () => assert.equal(nearest(written, names), meant));
  }

  it('is the name itself whatever two letters changed places', () => {
    const names = fc.constantFrom(...modifierNames.filter((name) => name.length > 6));
    fc.assert(
      fc.property(names, fc.nat(), (name, at) => {
        const place = at % (name.length - 1);
        const [a = '', b = ''] = name.slice(place);
        const swapped = name.slice(0, place) + b + a + name.slice(place + 2);
        const found = nearest(swapped, modifierNames);
        // utf16be and utf16le are as near to each other
        if (a !== b && !name.startsWith('utf16')) assert.equal(found, name);
      }),
    );
  });

  const paths = ['userIdentity', 'userIdentity.arn', 'userIdentity.type', 'sourceIPAddress', 'a.b.c'];
  const pathRows: readonly (readonly [written: string, meant: string | undefined])[] = [
    ['userIdentity.arm', 'userIdentity.arn'],
    ['userIdentty.Arn', 'userIdentity.arn'],
    ['useridentity.arn', 'userIdentity.arn'],
    ['userIdentity.name', undefined],
    ['userIdentity.arn.x', undefined],
    ['sourceIPAdress', 'sourceIPAddress'],
    ['a.b', undefined],
  ];
  for (const [written, meant] of pathRows) {
    it(`of the field ${written}`, () => assert.equal(nearestPath(written, paths), meant));
  }
});

describe('Problems of a filter', () => {
  it('are told all at once: its day, its selections and its condition', () => {
    const text =
      'title: F\nexpires: 2026-02-30\nlogsource: {product: aws}\nfilter: {rules: any, who: {a|contans: 1}, condition: not whom}';
    const { problems } = loadRules([{ path: 'rules/test.yml', text }]);
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    assert.deepEqual(errors, [
      'There is no modifier "contans". Did you mean "contains"?',
      'The condition names "whom", but there is no such selection. Did you mean "who"?',
      '"2026-02-30" is no day of the calendar as YYYY-MM-DD.',
    ]);
  });
});

describe('Keys that are no mistakes', () => {
  for (const head of [
    'title: T\nreference: x\nlicense: MIT\nscope: [server]\nrelated: []',
    'title: T\nlevel: low\nlevels: 3',
    'title: T\ntests: x\nseverity: 3\ntype: x\nversion: 2\nowner: x',
    'title: T\nexpire: never\nreasons: []',
  ])
    it(head.replaceAll('\n', ', '), () => {
      assert.deepEqual(loadRules([{ path: 'rules/test.yml', text: ruleOf('sel: {a: x}', head) }]).problems, []);
    });
});

describe('Problems of a name that is none', () => {
  const correlation = (lines: string): string =>
    `${ruleOf('s: {a: 1}\ncondition: s', 'title: Key made\nname: key_made')}\n---\ntitle: C\ncorrelation:\n${lines}`;
  const rows: readonly (readonly [name: string, text: string, ...meant: (string | undefined)[]])[] = [
    ['a modifier', ruleOf('sel: {a|contians: x}'), 'contains'],
    ['a selection', ruleOf('selection: {a: x}\ncondition: selecton'), 'selection'],
    [
      'a selection beside another that is not used',
      ruleOf('selection: {a: x}\nfilter: {b: y}\ncondition: selecton'),
      'selection',
      undefined,
    ],
    ...Object.entries({
      '1 of selectoin*': 'selection*',
      'all of selectoin_*': 'selection_*',
      '1 of Selection*': 'selection*',
      '1 of *_nmae': '*_name',
      '1 of selecton_name': 'selection_name',
      '1 of thme': 'them',
    }).map(([written, meant]): readonly [string, string, ...(string | undefined)[]] => [
      `a pattern, ${written}`,
      ruleOf(`selection_name: {a: x}\n_left: {c: x}\ncondition: ${written} and _left`),
      meant,
    ]),
    ['a condition', ruleOf('sel: {a: x}').replace('condition:', 'conditon:'), 'condition'],
    ['a key of a rule', ruleOf('sel: {a: x}', 'title: T\nlvel: high'), 'level'],
    ['another case of a key', ruleOf('sel: {a: x}', 'title: T\nLevel: high'), 'level'],
    ['a detection', ruleOf('sel: {a: x}').replace('detection:', 'detecton:'), 'detection'],
    [
      'the day on which a filter ends',
      `${ruleOf('sel: {a: 1}')}\n---\ntitle: F\nexpire: 2026-02-03\nlogsource: {product: aws}\nfilter: {rules: any, s: {b: 1}, condition: not s}`,
      'expires',
    ],
    ['a level', ruleOf('sel: {a: x}', 'title: T\nlevel: hihg'), 'high'],
    ['a status', ruleOf('sel: {a: x}', 'title: T\nstatus: stabel'), 'stable'],
    ['a type', correlation('  type: event_cuont\n  rules: [key_made]'), 'event_count'],
    ['a key', correlation('  type: temporal\n  rules: [key_made]\n  timespam: 1m'), 'timespan', undefined],
    [
      'a comparison',
      correlation('  type: event_count\n  rules: [key_made]\n  timespan: 1m\n  condition: {gtee: 3}'),
      'gte',
    ],
    [
      'a rule by its title',
      correlation('  type: event_count\n  rules: [Key mad]\n  timespan: 1m\n  condition: {gte: 3}'),
      'Key made',
    ],
    [
      'them in a condition',
      correlation('  type: temporal\n  rules: [key_made]\n  timespan: 1m\n  condition: 1 of tehm'),
      'them',
    ],
    ['a rule in a condition', correlation('  type: temporal\n  timespan: 1m\n  condition: key-made'), 'key_made'],
    [
      'a rule of a filter',
      `${ruleOf('sel: {a: 1}', 'title: Key made')}\n---\ntitle: F\nlogsource: {product: aws}\nfilter: {rules: [Key maid], s: {b: 1}, condition: not s}`,
      'Key made',
    ],
  ];
  for (const [name, text, ...meant] of rows) {
    it(`of ${name}`, () => {
      const { problems } = loadRules([{ path: 'rules/test.yml', text }]);
      assert.deepEqual(
        problems.map((problem) => problem.meant),
        meant,
        problems.map(({ message }) => message).join(' | '),
      );
      const [first] = problems;
      assert.ok(first?.message.endsWith(`Did you mean "${meant[0]}"?`), first?.message);
    });
  }
});
