import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { askedEventsFile } from '../../../scripts/rules/askedEvents';
import { loadAllBundled, namesInExamples, rulesFolder } from '../../../scripts/rules/bundled';
import { readme } from '../../../scripts/rules/readme';

describe('rules/README.md', () => {
  it('is what scripts/rules/index.ts writes', () => {
    assert.equal(readFileSync(join(rulesFolder, 'README.md'), 'utf8'), readme(loadAllBundled()));
  });
});

describe('the names of events whose records are kept', () => {
  it('are what scripts/rules/index.ts writes', () => {
    const file = join(rulesFolder, '../src/case/loading/askedEvents.ts');
    assert.equal(readFileSync(file, 'utf8'), askedEventsFile(loadAllBundled(), namesInExamples()));
  });
});
