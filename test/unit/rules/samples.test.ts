import assert from 'node:assert/strict';

import { loadBundled } from '../../../scripts/rules/bundled';
import { findingsIn } from '../../../scripts/rules/findings';
import { sampleFiles } from '../../../scripts/samples/files';
import type { RecordObject } from '../../../src/detection';

const log = sampleFiles()
  .filter((file) => file.name.includes('.json'))
  .flatMap((file) => (JSON.parse(file.text) as { Records: RecordObject[] }).Records);
const findings = findingsIn(loadBundled(), log);

describe('bundled rules on the samples', () => {
  for (const path of [
    'root/root-used.yml',
    'sts/key-tested-by-scanner.yml',
    'ec2/dry-run-probe.yml',
    'ec2/dry-run-series.yml',
    'general/refused-burst.yml',
    'general/long-term-key-new-address.yml',
    'vpc/security-group-opened-admin-port.yml',
    'vpc/opened-then-launched.yml',
    'ec2/key-pair-created.yml',
    'ec2/user-data-read.yml',
    'ec2/run-instances-long-term-key.yml',
    'ec2/run-instances-large-or-gpu.yml',
    'ec2/run-instances-large-or-gpu-attempt.yml',
    'ec2/termination-protection-long-term-key.yml',
    'ec2/first-resources-in-region.yml',
    'sts/role-chain-from-long-term-key.yml',
    'ebs/snapshot-shared.yml',
    'ebs/snapshot-created-then-shared.yml',
    'ebs/shared-snapshot-used-outside.yml',
    'vpc/flow-logs-deleted.yml',
    'general/protection-removal-refused.yml',
  ]) {
    it(`find what ${path} looks for`, () => {
      assert.ok(findings.some(({ rule }) => rule.path === path));
    });
  }

  it('leave the business of the day alone', () => {
    const innocent = findings
      .map(({ rule, event }) => ({ rule: rule.path, event: log[event] }))
      .filter(({ event }) => {
        const identity = JSON.stringify(event?.['userIdentity']);
        const early = String(event?.['eventTime']) < '2026-03-14T13:00:00Z' && event?.['awsRegion'] === 'us-east-1';
        return early || /alice|carol|terraform-ci|AWSServiceRole/.test(identity);
      });
    assert.deepEqual(innocent, []);
  });
});
