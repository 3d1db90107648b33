import assert from 'node:assert/strict';

import { loadBundled } from '../../../scripts/rules/bundled';
import { findingsIn } from '../../../scripts/rules/findings';
import { intrusions } from '../../../scripts/rules/intrusions';
import { recordsOf } from '../../../scripts/rules/intrusions/step';
import { itemsOf, type Expression } from '../../../src/detection/match/expression';
import type { RuleLevel } from '../../../src/detection';

const TRUSTED_NAMES = [
  'APN/1.0 HashiCorp/1.0 Terraform/1.11.2 (+https://www.terraform.io) terraform-provider-aws/5.91.0',
  'karpenter.sh-1.3.0 aws-sdk-go-v2/1.36.3',
  'aws-sdk-go-v2/1.36.1 exec-env/aws-ebs-csi-driver-v1.41.0',
  'amazon-ssm-agent/3.3.0',
  'aws-sdk-go-v2/1.36.3 external-secrets',
  'CloudCustodian/0.9.44 Python/3.11.8',
];
const LEVELS: readonly RuleLevel[] = ['informational', 'low', 'medium', 'high', 'critical'];
const set = loadBundled();

/** What an expression leaves out: the parts under `not`. */
function leftOut(expression: Expression): Expression[] {
  if (expression.kind === 'not') return [expression.part];
  if (expression.kind === 'named') return leftOut(expression.part);
  return expression.kind === 'item' ? [] : expression.parts.flatMap(leftOut);
}

/** Rules that leave out who names himself Terraform or another known program, with the rule that sees him all the same. */
const SEEN_BY: Readonly<Record<string, string>> = {
  'backup/backups-destroyed-in-series.yml': 'backup/backups-destroyed.yml',
  'backup/backups-switched-off.yml': 'general/infrastructure-code-takes-down.yml',
  'cloudtrail/stopped-then-changes.yml': 'cloudtrail/trail-deleted.yml',
  'ebs/volume-copied-and-attached.yml': 'ebs/volume-copied-and-attached-kubernetes.yml',
  'ec2/stopped-rewritten-started.yml': 'ec2/user-data-changed.yml',
  'ec2/terminated-after-backups-destroyed.yml': 'ec2/terminated-after-backups-destroyed-infrastructure-code.yml',
  'ec2/unprotected-then-terminated.yml': 'general/infrastructure-code-takes-down.yml',
  'ec2/user-data-read-many.yml': 'ec2/user-data-read.yml',
  'general/basics-refused-in-many-services.yml': 'general/refused-lists-infrastructure-code.yml',
  'general/enumeration-session.yml': 'general/enumeration-infrastructure-code.yml',
  'general/refused-burst.yml': 'general/refused-burst-infrastructure-code.yml',
  'general/refused-questions.yml': 'general/refused-burst-infrastructure-code.yml',
  'general/security-services-off-in-series.yml': 'general/infrastructure-code-takes-down.yml',
  'kms/key-deletion-scheduled.yml': 'general/infrastructure-code-takes-down.yml',
  'logs/audit-log-forgotten-soon.yml': 'general/infrastructure-code-takes-down.yml',
  'rds/database-deleted-without-snapshot.yml': 'general/infrastructure-code-takes-down.yml',
  'general/service-log-off.yml': 'general/infrastructure-code-takes-down.yml',
  's3/public-access-block-removed.yml': 'general/infrastructure-code-takes-down.yml',
  's3/state-file-read-after-look.yml': 's3/state-file-read-after-look-infrastructure-code.yml',
  's3/versioning-suspended.yml': 'general/infrastructure-code-takes-down.yml',
  'secretsmanager/secret-deleted-at-once.yml': 'general/infrastructure-code-takes-down.yml',
  'secretsmanager/secrets-read-many.yml': 'secretsmanager/secrets-read-many-infrastructure-code.yml',
  'ssm/parameters-listed-then-read.yml': 'ssm/parameters-listed-then-read-infrastructure-code.yml',
  'vpc/dns-query-logs-deleted.yml': 'general/infrastructure-code-takes-down.yml',
  'vpc/firewall-removed.yml': 'general/infrastructure-code-takes-down.yml',
  'vpc/flow-logs-deleted.yml': 'general/infrastructure-code-takes-down.yml',
  'vpc/network-acl-opened.yml': 'general/infrastructure-code-takes-down.yml',
};

describe('the name of a program, which anybody can give himself', () => {
  it('is left out by no rule but those beside which another stands', () => {
    const paths = set.rules
      .filter(({ logic }) =>
        leftOut(logic.expression).some((part) => itemsOf(part).some(({ field }) => field === 'userAgent')),
      )
      .map(({ path }) => path);
    assert.deepEqual([...new Set(paths)].sort(), Object.keys(SEEN_BY).sort());
    const known = new Set([...set.rules, ...set.correlations].map(({ path }) => path));
    for (const path of Object.values(SEEN_BY)) assert.ok(known.has(path), path);
  });

  it('is left out together with a role’s session only, never with a long-term key', () => {
    for (const { path, logic } of set.rules)
      for (const part of leftOut(logic.expression)) {
        const fields = itemsOf(part).map(({ field }) => field);
        if (fields.includes('userAgent')) assert.ok(fields.includes('userIdentity.type'), path);
      }
  });

  for (const userAgent of TRUSTED_NAMES) {
    it(`hides no harmful step of an intrusion: ${userAgent.slice(0, 50)}`, () => {
      for (const intrusion of intrusions) {
        const honest = recordsOf(intrusion);
        const disguised = honest.map((event) => ({ ...event, userAgent }));
        const [before, after] = [worst(honest), worst(disguised)];
        for (const [place, step] of intrusion.steps.entries()) {
          if (step.harm === undefined || (before[place] ?? 0) < LEVELS.indexOf('low')) continue;
          assert.ok((after[place] ?? -1) >= LEVELS.indexOf('low'), `${intrusion.name}: ${step.call}`);
        }
      }
    });
  }
});

/** For each event the level of the worst rule that does not go by the name itself. */
function worst(log: readonly Readonly<Record<string, unknown>>[]): number[] {
  const levels = log.map(() => -1);
  for (const { rule, event } of findingsIn(set, log)) {
    if (['general/attack-tool.yml', 'sts/key-tested-by-scanner.yml'].includes(rule.path)) continue;
    levels[event] = Math.max(levels[event] ?? -1, LEVELS.indexOf(rule.level));
  }
  return levels;
}
