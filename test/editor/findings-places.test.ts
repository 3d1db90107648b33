import assert from 'node:assert/strict';
import type { Findings } from '../../src/case/engine';
import type { FindingGroup } from '../../src/case/findings/findingGroups';
import { inOrder } from '../../src/features/findings/tree/goOn';
import { arrange, type Division } from '../../src/features/findings/tree/model';
import { type Node, ruleNodes } from '../../src/features/findings/tree/nodes';
import { Places } from '../../src/features/findings/tree/places';
import type { FindingScope } from '../../src/features/findings/scope';
import { LEVELS } from '../../src/features/levels';

/** `key alice`: a rule and whom it found, in the order of their first events. */
function findingsOf(...names: readonly string[]): Findings {
  const rules = [...new Set(names.map((name) => name.split(' ')[0] ?? ''))];
  const groups = names.map((name, n): FindingGroup => {
    const [rule = '', identity = ''] = name.split(' ');
    return { rule: rules.indexOf(rule), identity, network: '', from: '', hits: [], first: n, last: n };
  });
  const made = {
    rules: rules.map((id) => ({ id, title: id, level: 'high', tags: [] })),
    groups,
    hits: [],
    problems: [],
  };
  return { ...made, unread: 0 } as unknown as Findings;
}

describe('The rows of findings', () => {
  const places = new Places();
  beforeEach(() => places.forget());

  const levelsOf = (findings: Findings, division: Division) =>
    places.kept(division, arrange(findings, LEVELS, division), findings);
  const rows = (findings: Findings, division: Division): string[] =>
    inOrder(levelsOf(findings, division), findings.rules).map(
      ({ rule, identity }) => `${findings.rules[rule]?.id} ${identity}`,
    );

  it('stay where they are when the first finding of a rule is gone, and take it back in its place', () => {
    const all = ['key alice', 'trail eve', 'key bob', 'trail dan'];
    const inRows = ['key alice', 'key bob', 'trail eve', 'trail dan'];
    assert.deepEqual(rows(findingsOf(...all), 'tactic'), inRows);
    assert.deepEqual(rows(findingsOf(...all.slice(1)), 'tactic'), inRows.slice(1));
    assert.deepEqual(rows(findingsOf(...all), 'tactic'), inRows);
  });

  it('stay where they are when an identity has fewer than another one', () => {
    const all = ['key alice', 'trail alice', 'key bob', 'trail bob', 'mfa bob', 'mfa alice', 'log bob'];
    const before = rows(findingsOf(...all), 'identity');
    assert.equal(before[0], 'key bob');
    const fewer = all.filter((name) => !/^(?:mfa|log) bob/.test(name));
    const after = before.filter((name) => fewer.includes(name));
    assert.deepEqual(rows(findingsOf(...fewer), 'identity'), after);
    assert.equal(after[0], 'key bob');
  });

  it('have new ones behind those that they follow', () => {
    rows(findingsOf('key alice', 'trail eve'), 'tactic');
    const more = ['first ann', 'key alice', 'mid ben', 'trail eve', 'last zoe'];
    assert.deepEqual(rows(findingsOf(...more), 'tactic'), more);
  });

  it('begin anew when that is said', () => {
    rows(findingsOf('key alice', 'trail eve'), 'tactic');
    places.forget();
    const turned = ['trail eve', 'key alice'];
    assert.deepEqual(rows(findingsOf(...turned), 'tactic'), turned);
  });

  it('stay below the row of their rule, though only one is left', () => {
    const kinds = (findings: Findings): string[] => {
      const [level] = levelsOf(findings, 'tactic');
      const [part] = level?.parts ?? [];
      assert.ok(level && part);
      const branch = { scope: { findings } as FindingScope, division: 'tactic' as const, level };
      return ruleNodes(branch, part).map(({ kind }: Node) => kind);
    };
    assert.deepEqual(kinds(findingsOf('key alice', 'key bob', 'trail eve')), ['rule', 'finding']);
    assert.deepEqual(kinds(findingsOf('key bob', 'trail eve')), ['rule', 'finding']);
    places.forget();
    assert.deepEqual(kinds(findingsOf('key bob', 'trail eve')), ['finding', 'finding']);
  });
});
