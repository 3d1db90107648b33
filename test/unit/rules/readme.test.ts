import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadAllBundled, rulesFolder } from '../../../scripts/rules/bundled';
import { readme } from '../../../scripts/rules/readme';

describe('rules/README.md', () => {
  it('is what scripts/rules/index.ts writes', () => {
    assert.equal(readFileSync(join(rulesFolder, 'README.md'), 'utf8'), readme(loadAllBundled()));
  });
});
