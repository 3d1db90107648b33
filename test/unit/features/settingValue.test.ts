import assert from 'node:assert/strict';
import { valueAt } from '../../../src/features/settingValue';

describe('the value of a setting in a file', () => {
  const name = 'cloudtrail.detection.bundled';
  const cases: readonly [string, unknown, unknown][] = [
    ['by its whole name', { [name]: false }, false],
    ['in parts', { cloudtrail: { detection: { bundled: false } } }, false],
    ['in two parts', { 'cloudtrail.detection': { bundled: false } }, false],
    ['in two other parts', { cloudtrail: { 'detection.bundled': false } }, false],
    ['is that of the longest name', { cloudtrail: { detection: { bundled: 1 } }, [name]: 2 }, 2],
    ['beside a part that does not have it', { 'cloudtrail.detection': {}, cloudtrail: { 'detection.bundled': 1 } }, 1],
    ['is none of a part alone', { cloudtrail: { detection: false } }, undefined],
    ['is none of what all objects have', { cloudtrail: {} }, undefined],
    ['is none where there are no settings', undefined, undefined],
    ['is none in a list', [{ [name]: false }], undefined],
  ];
  for (const [title, settings, value] of cases) it(title, () => assert.equal(valueAt(settings, name), value));

  it('is none that every object has', () => assert.equal(valueAt({}, 'constructor'), undefined));
});
