import assert from 'node:assert/strict';

import { ruleFiles } from '../../../scripts/rules/bundled';
import { everyday, SISTER, type Everyday } from '../../../scripts/rules/everyday';
import { findingsIn } from '../../../scripts/rules/findings';
import { recordsOf } from '../../../scripts/rules/intrusions/step';
import { usableRules } from '../../../src/case/rules/bundledRules';
import { loadRules, type RecordObject } from '../../../src/detection';

const set = loadRules(usableRules(ruleFiles(), {}), { placeholders: new Map([['accounts', [SISTER]]]) });
const NAMING = ['medium', 'high', 'critical'];

describe('bundled rules on what administrators do on any day', () => {
  for (const activity of everyday) {
    it(activity.name, () => {
      const found = findingsIn(set, recordsOf(activity) as RecordObject[])
        .filter(({ rule }) => NAMING.includes(rule.level))
        .map(({ rule, event }) => nameOf(rule, { activity, step: event }));
      assert.deepEqual([...new Set(found)].sort(), [...(activity.spoken ?? [])].sort());
    });
  }

  for (const { told = NaN, ...activity } of everyday.filter(({ told }) => told !== undefined)) {
    it(`${activity.name}, every hour of a day, is told of ${told} times`, () => {
      const day = Array.from({ length: 24 }, (_, hour) =>
        recordsOf(activity).map((record) => ({ ...later(record, hour * 3_600_000), eventID: `${String(record['eventID'])}+${hour}` })),
      );
      const found = findingsIn(set, day.flat() as RecordObject[]).filter(({ rule }) => rule.level !== 'informational');
      assert.equal(new Set(found.map(({ event }) => event)).size, told);
    });
  }

  for (const activity of everyday.filter(({ told }) => told !== undefined)) {
    it(`${activity.name}: who does it from elsewhere is told of as if it had never been done`, () => {
      const stranger = recordsOf(activity).map((record) => ({ ...later(record, 3 * 3_600_000), eventID: `${String(record['eventID'])}+x`, ...elsewhere(record) }));
      const usual = [0, 1, 2].flatMap((hour) => recordsOf(activity).map((record) => ({ ...later(record, hour * 3_600_000), eventID: `${String(record['eventID'])}+${hour}` })));
      const named = (log: object[], from: number): string[] =>
        findingsIn(set, log as RecordObject[]).filter(({ event }) => event >= from).map(({ rule, event }) => `${rule.path} ${event - from}`);
      const found = new Set(named([...usual, ...stranger], usual.length));
      assert.deepEqual(named(stranger, 0).filter((one) => !found.has(one)), []);
    });
  }

  it('all in one account, a quarter of an hour apart, bring up no more than that, and that a region is new', () => {
    const log = everyday.flatMap((activity, place) =>
      recordsOf(activity).map((record, step) => ({ record: later(record, place * 900_000), activity, step })),
    );
    const records = log.map(({ record }) => record as RecordObject);
    const more = findingsIn(set, records)
      .filter(({ rule, event }) => NAMING.includes(rule.level) && !spokenOf(log[event]).includes(nameOf(rule, log[event])))
      .map(({ rule, event }) => `${nameOf(rule, log[event])}: ${log[event]?.activity.name}`);
    assert.deepEqual([...new Set(more)].sort(), [
      'ec2/first-resources-in-region (ec2:RunInstances): a drill: the shop is brought up in another region and taken down again',
      'ec2/first-resources-in-region (ec2:RunInstances): an administrator moves machines by hand in the console',
    ]);
  });
});

interface Entry {
  readonly activity: Everyday;
  readonly step: number;
}

const spokenOf = (entry: Entry | undefined): readonly string[] => entry?.activity.spoken ?? [];
const nameOf = ({ path }: { readonly path: string }, entry: Entry | undefined): string =>
  `${path.replace(/\.yml$/, '')} (${entry?.activity.steps[entry.step]?.call})`;
const later = (record: Readonly<Record<string, unknown>>, milliseconds: number): object => {
  const time = Date.parse(String(record['eventTime'])) + milliseconds;
  return { ...record, eventTime: new Date(time).toISOString().replace('.000', '') };
};
/** Another address, unless it was a service of AWS that called. */
const elsewhere = ({ sourceIPAddress }: Readonly<Record<string, unknown>>): object =>
  String(sourceIPAddress).endsWith('.amazonaws.com') ? {} : { sourceIPAddress: '203.0.113.99' };
