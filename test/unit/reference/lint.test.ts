import assert from 'node:assert/strict';
import type { Catalogue } from '../../../src/reference/catalogue/catalogue';
import { explainMember } from '../../../src/reference/ec2/explainMember';
import { FIELD_GROUPS } from '../../../src/reference/fields/explain';
import type { Reference } from '../../../src/reference';
import { faults, openCatalogue, openReference } from './helper';

describe('hover texts: nothing empty, no leftover HTML, no broken link, none too long', () => {
  let reference: Reference;
  let catalogue: Catalogue;
  before(async function () {
    this.timeout(60_000);
    reference = await openReference();
    catalogue = await openCatalogue();
  });

  it('all EC2 actions', async () => {
    for (const name of await reference.actionNames()) {
      const text = (await reference.explainEvent('ec2.amazonaws.com', name)) ?? '';
      assert.deepEqual(faults(text), [], name);
      assert.ok(text.startsWith(`**${name}**`), name);
      assert.ok(text.includes(`/AWSEC2/latest/APIReference/API_${name}.html)`), name);
      assert.match(text, /\(deprecated\)|access level \*\*|no permission of this name/, name);
    }
  });

  it('all request and response members at the top of all actions', async function () {
    this.timeout(60_000);
    for (const action of await reference.actionNames()) {
      const entry = (await catalogue.action(action))?.entry;
      if (entry === undefined) continue;
      for (const [side, structure] of [
        ['request', entry.input],
        ['response', entry.output],
      ] as const) {
        for (const [member] of (structure === undefined ? undefined : await catalogue.structure(structure)) ?? []) {
          const text = await explainMember(catalogue, { action, entry, side, path: [member], value: 'x' });
          assert.deepEqual(faults(text ?? ''), [], `${action} ${side} ${member}`);
        }
      }
    }
  });

  it('all members of all structures, by their documentation', async function () {
    this.timeout(60_000);
    const seen = new Set<string>();
    const visit = async (structure: string): Promise<void> => {
      if (seen.has(structure)) return;
      seen.add(structure);
      for (const member of (await catalogue.structure(structure)) ?? []) {
        const text = await catalogue.documentation(member);
        if (text !== '') assert.deepEqual(faults(text), [], `${structure}.${member[0]}`);
        await visit(member[1]);
      }
    };
    for (const name of await reference.actionNames()) {
      const entry = (await catalogue.action(name))?.entry;
      for (const structure of [entry?.input, entry?.output]) if (structure !== undefined) await visit(structure);
    }
    assert.ok(seen.size > 2500, String(seen.size));
  });

  it('all filters', async () => {
    let count = 0;
    for (const name of await reference.actionNames()) {
      const input = (await catalogue.action(name))?.entry.input;
      const filters = input === undefined ? undefined : await catalogue.filters(input);
      for (const [filter, text] of Object.entries(filters ?? {})) {
        count++;
        if (text !== '') assert.deepEqual(faults(text), [], `${name} ${filter}`);
      }
    }
    assert.ok(count > 1190, String(count));
  });

  it('a call of every other service', async () => {
    const calls = [
      'iam CreateUser',
      'iam AttachUserPolicy',
      's3 GetObject',
      'kms Decrypt',
      'sts AssumeRole',
      'rds ModifyDBInstance',
      'lambda CreateFunction20150331',
      'ssm StartSession',
      'secretsmanager GetSecretValue',
      'cloudtrail StopLogging',
      'guardduty DeleteDetector',
      'organizations LeaveOrganization',
      'logs DeleteLogGroup',
      'dynamodb GetItem',
      'ecr PutImage',
      'eks CreateCluster',
      'route53 ChangeResourceRecordSets',
      'bedrock InvokeModel',
    ];
    for (const call of calls) {
      const [source = '', name = ''] = call.split(' ');
      const text = (await reference.explainEvent(`${source}.amazonaws.com`, name)) ?? '';
      assert.match(text, /access level \*\*/, call);
      assert.deepEqual(faults(text), [], call);
    }
  });

  it('all calls of all services that the IAM reference has', async function () {
    this.timeout(60_000);
    let count = 0;
    for (const action of await catalogue.iamNames()) {
      count++;
      const [prefix = '', name = ''] = action.split(':');
      const text = await reference.explainEvent(`${prefix}.amazonaws.com`, name);
      // a few prefixes are no event source
      if (text !== undefined) assert.deepEqual(faults(text), [], action);
    }
    assert.ok(count > 22_000, String(count));
  });

  it('all fields with all their values', () => {
    for (const { fields } of FIELD_GROUPS) {
      for (const { path, values } of fields) {
        for (const value of [undefined, 'x', ...Object.keys(values ?? {})]) {
          const text = reference.explainField(path.replaceAll('[]', '.0').split('.'), value);
          assert.deepEqual(faults(text ?? ''), [], path);
        }
      }
    }
  });
});
