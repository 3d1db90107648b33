import assert from 'node:assert/strict';
import type { Findings } from '../../../src/case/engine';
import type { FindingGroup } from '../../../src/case/findings/findingGroups';
import { nextTo } from '../../../src/features/findings/goOn';
import { arrange } from '../../../src/features/findings/model';
import type { Node } from '../../../src/features/findings/nodes';
import { Places } from '../../../src/features/findings/places';

/** Findings of one rule, of as many identities as a log was made to have, each of one event. */
function findingsOf(count: number): Findings {
  const groups = Array.from({ length: count }, (_, n): FindingGroup => ({
    rule: 0,
    identity: `i${n}`,
    network: '',
    hits: [n],
    first: n,
    last: n,
  }));
  const rules = [{ id: 'r', title: 'r', level: 'high', tags: [] }];
  return { rules, groups, hits: [], problems: [], unread: 0 } as unknown as Findings;
}

describe('a hundred thousand findings and more', () => {
  const many = findingsOf(200_000);

  it('are put behind the ones that stand there already without a copy for each', () => {
    const places = new Places();
    const few = findingsOf(1);
    places.kept('tactic', arrange(few, ['high'], 'tactic'), few);
    const [level] = places.kept('tactic', arrange(many, ['high'], 'tactic'), many);
    assert.deepEqual(level?.parts[0]?.findings, many.groups);
  });

  it('of one row lead on to the ones beside them', () => {
    const own = many.groups.slice(1, -1);
    const node = { kind: 'rule', part: { findings: own }, scope: { findings: many } } as unknown as Node;
    assert.deepEqual(nextTo(node, many.groups), ['["r","i199999",""]', '["r","i0",""]']);
    assert.deepEqual(nextTo({ ...node, part: { findings: [] } } as unknown as Node, many.groups), []);
  });
});
