import assert from 'node:assert/strict';
import type { FindingHit, Findings } from '../../src/case/engine';
import type { RuleFacts } from '../../src/case/rules/ruleBook';
import { flaggedRows, rulesOn } from '../../src/features/findings/steps/flagged';

const rule = (id: string, level: RuleFacts['level']): RuleFacts => ({ id, level }) as RuleFacts;
const hit = (rule: number, row: number): FindingHit => ({ rule, row, chain: [], group: [] }) as unknown as FindingHit;

describe('The events that the keys go through', () => {
  const findings: Findings = {
    rules: [rule('grave', 'high'), rule('slight', 'low')],
    hits: [hit(1, 7), hit(0, 3), hit(1, 3), hit(0, 3), hit(1, 0)],
    groups: [],
    problems: [],
    unread: 0,
    uncounted: 0,
  };

  it('are those with findings that are shown, each once, in order', () => {
    assert.deepEqual([...flaggedRows(findings, 'low')], [0, 3, 7]);
    assert.deepEqual([...flaggedRows(findings, 'high')], [3]);
    assert.deepEqual([...flaggedRows(findings, 'low')], [0, 3, 7], 'whatever was asked before');
    assert.deepEqual([...flaggedRows({ ...findings, hits: [] }, 'low')], []);
  });

  it('are found suspicious by the rules that are shown, each once', () => {
    assert.deepEqual(
      rulesOn(findings, 3, 'low').map(({ id }) => id),
      ['grave', 'slight'],
    );
    assert.deepEqual(
      rulesOn(findings, 3, 'high').map(({ id }) => id),
      ['grave'],
    );
    assert.deepEqual(rulesOn(findings, 5, 'low'), []);
  });
});
