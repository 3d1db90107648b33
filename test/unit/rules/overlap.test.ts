import assert from 'node:assert/strict';

import { examplesOf, loadAllBundled } from '../../../scripts/rules/bundled';
import { everyday } from '../../../scripts/rules/everyday';
import { findingsIn } from '../../../scripts/rules/findings';
import { intrusions } from '../../../scripts/rules/intrusions';
import { recordsOf } from '../../../scripts/rules/intrusions/step';
import { standalone } from '../../../scripts/rules/readme';
import { Detector, type RecordObject } from '../../../src/detection';

/** Rules that say who called, whatever the call: they may stand beside those that say what was done. */
const WHO = new Set(['ec2/instance-role-outside-aws.yml', 'general/attack-tool.yml', 'root/root-used.yml']);

/** Rules that may be true of one call because each says something else of it, all others by one more at most. */
const EACH_SAYS_ELSE = [
  'ecs/large-task-public-image.yml',
  'general/build-fetches-from-bare-address.yml',
  'general/miner-named.yml',
].join(', ');

describe('what one call is told of by', () => {
  const set = loadAllBundled();
  const detector = new Detector(set);
  const rulesOf = (event: RecordObject): string[] =>
    detector
      .match(event)
      .filter(({ rule }) => rule.standalone && !WHO.has(rule.path))
      .map(({ rule }) => rule.path)
      .sort();

  it('is one rule or two, in intrusions and on any day', () => {
    for (const story of [...intrusions, ...everyday]) {
      for (const event of recordsOf(story) as RecordObject[]) {
        const rules = rulesOf(event);
        if (rules.length > 2) assert.equal(rules.join(', '), EACH_SAYS_ELSE, `${story.name}: ${String(event['eventName'])}`);
      }
    }
  });

  it('is one rule or two in the examples of all rules', () => {
    for (const { path } of standalone(set)) {
      for (const event of (examplesOf(path)?.match ?? []).flat() as RecordObject[]) {
        const rules = rulesOf(event);
        assert.ok(rules.length <= 2, `${path}: ${rules.join(', ')}`);
      }
    }
  });

  it('is one finding where many machines are launched of one image', () => {
    const path = 'ebs/volume-copied-and-attached.yml';
    const logs = (examplesOf(path)?.match ?? []) as RecordObject[][];
    const [made, launched] = logs.find(([first]) => first?.['eventName'] === 'CreateImage') ?? [];
    const more = ['13:30', '14:00', '15:00'].map((time) => ({
      ...launched,
      eventTime: `2026-03-14T${time}:00Z`,
      eventID: time,
    }));
    const found = findingsIn(set, [made!, launched!, ...more]).filter(({ rule }) => rule.path === path);
    assert.deepEqual(
      found.map(({ event }) => event),
      [1],
    );
  });

  it('is one finding where a fleet may take many types, or takes what was asked for', () => {
    const path = 'ec2/fleet-large-or-gpu-by-role.yml';
    const logs = (examplesOf(path)?.match ?? []) as RecordObject[][];
    const asksFor = (log: RecordObject[]): number => JSON.stringify(log[0]?.['requestParameters']).split('InstanceType').length - 1;
    const many = logs.find((log) => asksFor(log) === 33)![0]!;
    const given = logs.find((log) => JSON.stringify(log[0]?.['responseElements']).includes('p4d.24xlarge'))![0]!;
    const taken = {
      ...given,
      requestParameters: JSON.parse(
        JSON.stringify(many['requestParameters']).replace(/"Overrides":\[.*?\]/, '"Overrides":{"InstanceType":"p4d.24xlarge"}'),
      ) as RecordObject,
    };
    for (const event of [many, taken]) {
      const found = findingsIn(set, [event, { ...event, eventTime: '2026-03-14T15:00:00Z', eventID: 'later' }]);
      assert.deepEqual(
        found.filter(({ rule }) => rule.path === path).map(({ event: index }) => index),
        [0],
      );
    }
  });
});
