import assert from 'node:assert/strict';

import { ruleFiles } from '../../../scripts/rules/bundled';
import { everyday, SISTER } from '../../../scripts/rules/everyday';
import { findingsIn } from '../../../scripts/rules/findings';
import { recordsOf } from '../../../scripts/rules/intrusions/step';
import { usableRules } from '../../../src/case/bundledRules';
import { loadRules, type RecordObject } from '../../../src/detection';

const set = loadRules(usableRules(ruleFiles(), {}), { placeholders: new Map([['accounts', [SISTER]]]) });
const NAMING = ['medium', 'high', 'critical'];

describe('bundled rules on what administrators do on any day', () => {
  for (const activity of everyday) {
    it(activity.name, () => {
      const found = findingsIn(set, recordsOf(activity) as RecordObject[])
        .filter(({ rule }) => NAMING.includes(rule.level))
        .map(({ rule, event }) => `${rule.path.replace(/\.yml$/, '')} (${activity.steps[event]?.call})`);
      assert.deepEqual([...new Set(found)].sort(), [...(activity.spoken ?? [])].sort());
    });
  }
});
