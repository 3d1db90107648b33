import assert from 'node:assert/strict';

import { loadBundled } from '../../../scripts/rules/bundled';
import { techniqueResults, techniqueTable } from '../../../scripts/rules/techniques';

describe('bundled rules on published attack logs', () => {
  it('hit at least 32 of 35 techniques with a rule that names what was done', function () {
    const results = techniqueResults(loadBundled());
    if (results === undefined) return this.skip();
    console.log(techniqueTable(results));
    assert.equal(results.length, 35);
    assert.ok(results.filter(({ hits }) => hits.size > 0).length >= 32);
  });
});
