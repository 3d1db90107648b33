import { code, facts } from '../markdown';
import { accountText } from './account';
import { ec2ResourceKind } from './ec2Id';
import type { Identified, IdentifierContext } from './identified';
import { regionText } from './region';
import { own } from '../own';

/** An ARN taken apart. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All after the fifth colon. */
  readonly resource: string;
}

const PARTITIONS: Readonly<Record<string, string>> = {
  'aws-cn': 'AWS China',
  'aws-us-gov': 'AWS GovCloud (US)',
  'aws-eusc': 'AWS European Sovereign Cloud',
  'aws-iso': 'an isolated AWS partition',
  'aws-iso-b': 'an isolated AWS partition',
  'aws-iso-e': 'an isolated AWS partition',
  'aws-iso-f': 'an isolated AWS partition',
};

/** Takes an ARN apart; undefined when the text is none. IAM's longest ARN has 2,048 characters. */
export function parseArn(text: string): Arn | undefined {
  if (text.length > 2048) return undefined;
  const match = /^arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):(\d{12}|aws|\*)?:(.+)$/s.exec(text);
  if (match === null) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match;
  return { partition, service, region, account, resource };
}

function principal(resource: string): string | undefined {
  const [kind = '', ...rest] = resource.split('/');
  const name = rest.at(-1) ?? '';
  const path = rest.slice(0, -1).join('/');
  const inPath = path === '' ? '' : ` under the path ${code(`/${path}/`, 120)}`;
  switch (kind) {
    case 'assumed-role':
      return `session ${code(name, 140)} of role ${code(rest.slice(0, -1).join('/') || name, 140)}`;
    case 'federated-user':
      return `federated user ${code(rest.join('/'), 140)}`;
    case 'user':
      return `IAM user ${code(name, 140)}${inPath}`;
    case 'role':
      return `IAM role ${code(name, 140)}${inPath}${path.startsWith('aws-service-role') ? ': made by a service for itself' : ''}`;
    case 'instance-profile':
      return `instance profile ${code(name, 140)}${inPath}`;
    case 'policy':
      return `managed policy ${code(name, 140)}${inPath}`;
    case 'group':
      return `IAM group ${code(name, 140)}${inPath}`;
    case 'mfa':
      return `second-factor device ${code(name, 140)}`;
    case 'root':
      return 'the root user';
    default:
      return undefined;
  }
}

function resourceText({ service, resource }: Arn): string {
  const known = service === 'iam' || service === 'sts' ? principal(resource) : undefined;
  if (known !== undefined) return known;
  if (service === 's3') {
    const [bucket = '', ...key] = resource.split('/');
    return key.length === 0
      ? `bucket ${code(bucket, 80)}`
      : `object ${code(key.join('/'), 200)} in bucket ${code(bucket, 80)}`;
  }
  const split = /^([a-zA-Z0-9-]+)[:/](.+)$/s.exec(resource);
  if (split === null) return `resource ${code(resource, 200)}`;
  const [, type = '', name = ''] = split;
  if (name === '*') return `any ${code(type, 60)}`;
  const kind = service === 'ec2' ? ec2ResourceKind(name) : undefined;
  return `${code(type, 60)} ${code(name, 200)}${kind === undefined ? '' : `: ${kind}`}`;
}

/** Explains an ARN: what it names, of which service, where, whose. */
export function explainArn(text: string, context: IdentifierContext): Identified | undefined {
  const arn = parseArn(text);
  if (arn === undefined) return undefined;
  const account =
    arn.account === ''
      ? undefined
      : arn.account === 'aws'
        ? 'managed by AWS'
        : `account ${accountText(arn.account, context)}`;
  const details = facts(
    `service ${code(arn.service, 40)}`,
    arn.region === '' ? 'no Region' : `Region ${regionText(arn.region, context)}`,
    account,
    own(PARTITIONS, arn.partition),
  );
  return { kind: 'ARN', text: `**ARN**: ${resourceText(arn)}\n\n${details}` };
}
