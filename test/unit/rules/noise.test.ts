import assert from 'node:assert/strict';

import { loadBundled } from '../../../scripts/rules/bundled';
import { cleanDay } from '../../../scripts/rules/clean-day';
import { noiseOf, noiseTable } from '../../../scripts/rules/noise';

describe('bundled rules on a day without an attack', () => {
  it('flag at most 0.05 % of 50,000 events at medium or higher, and 0.2 % at low', function () {
    this.timeout(60_000);
    const noise = noiseOf(loadBundled(), cleanDay(20260314, 50_000));
    assert.ok(noise.events >= 50_000);
    assert.ok(noise.flagged <= noise.events * 0.0005, noiseTable(noise));
    assert.ok(noise.low <= noise.events * 0.002, noiseTable(noise));
  });

  it('is the same day for the same seed, and a different one for another', () => {
    assert.deepEqual(cleanDay(7, 500), cleanDay(7, 500));
    assert.notDeepEqual(cleanDay(7, 500), cleanDay(8, 500));
  });

  it('has failures, writes and long-term keys in it, so that silence means something', () => {
    const day = cleanDay(7, 20_000);
    const share = (test: (event: Readonly<Record<string, unknown>>) => boolean) => day.filter(test).length / day.length;
    assert.ok(share((e) => e['errorCode'] !== undefined) > 0.01);
    assert.ok(share((e) => e['readOnly'] === false) > 0.1);
    assert.ok(share((e) => JSON.stringify(e['userIdentity']).includes('"AKIA')) > 0.02);
  });
});
