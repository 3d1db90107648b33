import { isObject } from '../../record/types';
import { ec2ResourceKind } from '../identifiers/ec2Id';
import { redactedText } from '../ec2/values';
import { code } from '../markdown';

/** Parameters that tell a reader what a call was about, most telling first. */
const TELLING = [
  'imageId',
  'instanceType',
  'instanceId',
  'target',
  'roleArn',
  'roleName',
  'roleSessionName',
  'userName',
  'groupName',
  'policyArn',
  'policyName',
  'keyName',
  'bucketName',
  'key',
  'functionName',
  'secretId',
  'documentName',
  'keyId',
  'name',
  'names',
  'dBSnapshotIdentifier',
  'dBInstanceIdentifier',
  'repositoryName',
  'clusterName',
  'tableName',
  'logGroupName',
  'stackName',
  'modelId',
  'principal',
  'groupId',
  'cidrIp',
  'cidrIpv6',
  'cidrBlock',
  'destinationCidrBlock',
  'attribute',
  'attributeType',
  'attributeName',
  'group',
  'userId',
  'valuesToAdd',
  'valuesToRemove',
  'availabilityZone',
  'resourceId',
  'trailName',
  'sessionId',
];
const RANKS: ReadonlyMap<string, number> = new Map(TELLING.map((name, rank) => [name.toLowerCase(), rank]));
/** Tags and filters say less than what a call was about, and more than nothing. */
const PAIR_RANK = TELLING.length;
const MAX_PARAMETERS = 5;
/** A request of 100 KB has a few thousand leaves; the line shows five of them. */
const MAX_LEAVES = 2000;

interface Leaf {
  readonly key: string;
  readonly value: string;
  /** A tag or a filter: `tag:Name=web`. */
  readonly pair?: true;
}

type Members = Readonly<Record<string, unknown>>;

function memberOf(object: Members, ...names: readonly string[]): unknown {
  const key = Object.keys(object).find((name) => names.includes(name.toLowerCase()));
  return key === undefined ? undefined : object[key];
}

function texts(value: unknown, depth = 0): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (depth > 4 || value === null || typeof value !== 'object') return [];
  const inner = isObject(value) ? Object.entries(value).filter(([key]) => key !== 'tag') : Object.entries(value);
  return inner.flatMap(([, item]) => texts(item, depth + 1));
}

/** `tag:Name=web` of `{name, valueSet}`, `{key, value}` and their like. */
function pairOf(object: Members): Leaf | undefined {
  const [name] = texts(memberOf(object, 'name', 'key'));
  const value = memberOf(object, 'value', 'values', 'valueset');
  if (name === undefined || value === undefined) return undefined;
  return { key: '', value: `${name}=${texts(value).slice(0, 3).join(',')}`, pair: true };
}

function leavesOf(root: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (value: unknown, key: string, depth: number): void => {
    if (leaves.length >= MAX_LEAVES || depth > 16) return;
    if (Array.isArray(value)) for (const item of value) visit(item, key, depth + 1);
    else if (isObject(value)) {
      const pair = pairOf(value);
      if (pair !== undefined) leaves.push(pair);
      else for (const name of Object.keys(value)) visit(value[name], name, depth + 1);
    } else if (typeof value === 'string' || typeof value === 'number') leaves.push({ key, value: String(value) });
  };
  visit(root, '', 0);
  return leaves.filter(({ value }) => value !== '' && value.length <= 300 && redactedText(value) === undefined);
}

/** `3 × m5.large`: what a launch asked for. */
function launchText(leaves: readonly Leaf[]): string | undefined {
  const valueOf = (name: string): string | undefined => leaves.find(({ key }) => key.toLowerCase() === name)?.value;
  const type = valueOf('instancetype');
  const count = valueOf('maxcount') ?? valueOf('instancecount');
  if (type === undefined || count === undefined) return undefined;
  return `${code(count, 12)} × ${code(type, 60)}`;
}

/** `tcp 22`: what a rule opens. */
function portText(leaves: readonly Leaf[]): string | undefined {
  const valueOf = (name: string): string | undefined => leaves.find(({ key }) => key.toLowerCase() === name)?.value;
  const from = valueOf('fromport');
  const to = valueOf('toport');
  if (from === undefined) return undefined;
  return code(`${valueOf('ipprotocol') ?? ''} ${from === to || to === undefined ? from : `${from}-${to}`}`.trim(), 40);
}

/**
 * The main parameters of a request in one line of Markdown: what was launched, opened, shared, or which resources.
 * @param requestParameters of any shape.
 */
export function mainParameters(requestParameters: unknown): string | undefined {
  const leaves = leavesOf(requestParameters);
  const launch = launchText(leaves);
  const ports = portText(leaves);
  const parts = [launch, ports].filter((part) => part !== undefined);
  const seen = new Set<string>();
  const rank = ({ key, value, pair }: Leaf): number => {
    const at = pair === true ? PAIR_RANK : (RANKS.get(key.toLowerCase()) ?? -1);
    if (launch !== undefined && /^(instancetype|maxcount|mincount)$/i.test(key)) return -1;
    if (ec2ResourceKind(value) !== undefined) return at >= 0 ? at : 2;
    return at;
  };
  const ranked = leaves
    .map((leaf) => ({ leaf, rank: rank(leaf) }))
    .filter(({ leaf, rank: place }) => place >= 0 && !seen.has(leaf.value) && seen.add(leaf.value))
    .sort((a, b) => a.rank - b.rank);
  const room = MAX_PARAMETERS - parts.length;
  for (const { leaf } of ranked.slice(0, room)) parts.push(code(leaf.value, 80));
  if (ranked.length > room) parts.push(`and ${ranked.length - room} more`);
  return parts.length === 0 ? undefined : parts.join(', ');
}
