import assert from 'node:assert/strict';
import type { Findings } from '../../src/case/engine';
import type { FindingGroup } from '../../src/case/findings/findingGroups';
import { inOrder, keyOf, nextTo } from '../../src/features/findings/tree/goOn';
import { arrange } from '../../src/features/findings/tree/model';
import type { Node } from '../../src/features/findings/tree/nodes';
import { LEVELS } from '../../src/features/levels';

const group = (rule: number, identity: string, first: number): FindingGroup => ({
  rule,
  identity,
  network: '',
  from: '',
  hits: [],
  first,
  last: first,
});
const rule = (id: string, level: string): unknown => ({ id, title: id, level, tags: [] });

/** In the order of their rows: two of one rule, then one of another, then one of a lower level. */
const [keyAlice, keyBob, trail, low] = [
  group(0, 'alice', 1),
  group(0, 'bob', 3),
  group(1, 'alice', 2),
  group(2, 'eve', 0),
];
const findings = {
  rules: [rule('key', 'high'), rule('trail', 'high'), rule('mild', 'low')],
  groups: [low, keyAlice, trail, keyBob],
  hits: [],
  problems: [],
  unread: 0,
} as unknown as Findings;
const levels = arrange(findings, LEVELS, 'tactic');
const all = inOrder(levels, findings.rules);
const row = (kind: string, more: object): Node => ({ kind, scope: { findings }, ...more }) as unknown as Node;
const names = (keys: readonly string[]): string[] =>
  keys.map((key) => (JSON.parse(key) as string[]).slice(0, 2).join(' '));

describe('Whoever does away with a finding goes on', () => {
  const cases: readonly (readonly [string, Node, readonly string[]])[] = [
    ['behind it, then before it', row('finding', { group: keyBob }), ['trail alice', 'mild eve', 'key alice']],
    ['from one of its events', row('event', { group: keyAlice }), ['key bob', 'trail alice', 'mild eve']],
    ['before it, where it is the last', row('finding', { group: low }), ['trail alice', 'key bob', 'key alice']],
    [
      'behind all of a rule',
      row('rule', { part: { name: '', findings: [keyAlice, keyBob], events: 2 } }),
      ['trail alice', 'mild eve'],
    ],
    ['nowhere from what is no finding', row('level', {}), []],
    ['nowhere from one that is not shown', row('finding', { group: group(0, 'gone', 9) }), []],
  ];
  for (const [title, node, expected] of cases)
    it(title, () => {
      assert.deepEqual(names(nextTo(node, all)), expected);
    });

  it('by names that the next run of the rules gives again', () => {
    const again = { ...findings, rules: [...findings.rules].reverse() };
    assert.equal(keyOf(findings, low), keyOf(again, { ...low, rule: 0 }));
  });
});
