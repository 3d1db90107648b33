import assert from 'node:assert/strict';

import { loadBundled } from '../../../scripts/rules/bundled';
import { intrusionResults, intrusionTable } from '../../../scripts/rules/intrusions';

describe('bundled rules on intrusions that they were not made for', () => {
  const results = intrusionResults(loadBundled());

  it('know every intrusion by a rule of level medium or higher that names what was done', () => {
    assert.ok(results.length >= 64);
    for (const { name, steps } of results) assert.ok(steps.some(({ rules }) => rules.length > 0), name);
  });

  it('hit most of the harmful steps', () => {
    const steps = results.flatMap((result) => result.steps);
    const hit = steps.filter(({ rules }) => rules.length > 0);
    assert.ok(hit.length >= 714, intrusionTable(results));
  });
});
