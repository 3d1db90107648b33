import { kindOfKey } from '../../record/accessKey';
import { identityOf } from '../../record/identity';
import { resourcesOf } from '../../record/resources';
import { member, text, type CloudTrailRecord } from '../../record/types';
import { identify, type IdentifierContext } from '../identifiers';
import { accountText } from '../identifiers/account';
import { serviceOfHost } from '../identifiers/host';
import { explainSource } from '../identifiers/ip';
import { regionText } from '../identifiers/region';
import { explainTime } from '../identifiers/time';
import { userAgentText } from '../identifiers/userAgent';
import { code, facts } from '../markdown';
import { own } from '../own';
import { sessionStart } from './valueText';

/** A list of facts; those without a value fall out. */
export function bullets(rows: readonly (readonly [label: string, value: string | undefined])[]): string {
  return rows
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([label, value]) => `- **${label}:** ${(value ?? '').replace(/\n+(?:- )?/g, ' ')}`)
    .join('\n');
}

interface Context extends IdentifierContext {
  readonly timeZone?: string | undefined;
}

const DELIVERIES: Readonly<Record<string, string>> = {
  '1.0': 'of an EC2 instance, by IMDSv1',
  '2.0': 'of an EC2 instance, by IMDSv2',
};

function secondFactor(value: unknown, atSignIn: unknown): string | undefined {
  if (typeof atSignIn === 'string') return atSignIn === 'Yes' ? 'given at this sign-in' : 'none given at this sign-in';
  if (value === undefined) return undefined;
  return value === 'true' || value === true ? 'given when the session began' : 'none given when the session began';
}

/** Who made the call, and with what credentials. */
export function who(record: CloudTrailRecord, context: Context): string {
  const raw = record['userIdentity'];
  const identity = identityOf(raw);
  const session = member(raw, 'sessionContext');
  const attributes = member(session, 'attributes');
  const shown = (value: string | undefined): string | undefined => (value === undefined ? undefined : code(value, 300));
  const service = identity.invokedBy === undefined ? undefined : serviceOfHost(identity.invokedBy, context);
  const fromConsole = /^true$/.test(text(record['sessionCredentialFromConsole']) ?? '')
    ? 'of a console session'
    : undefined;
  const delivery = own(DELIVERIES, text(member(session, 'ec2RoleDelivery')) ?? '');
  return bullets([
    ['Identity', code(identity.label, 200)],
    ['Type', shown(identity.type)],
    ['ARN', shown(identity.arn)],
    ['Account', identity.accountId === undefined ? undefined : accountText(identity.accountId, context)],
    ['Session issuer', shown(identity.issuerArn)],
    ['Source identity', shown(text(member(session, 'sourceIdentity')))],
    ['Identity Center user', shown(text(member(member(raw, 'onBehalfOf'), 'userId')))],
    ['Identity provider', shown(text(member(raw, 'identityProvider')))],
    ['Access key', facts(shown(identity.accessKeyId), kindOfKey(identity.accessKeyId ?? ''))],
    ['Credentials', delivery ?? fromConsole],
    ['Session began', explainTime(member(attributes, 'creationDate'), undefined, context.timeZone)?.text],
    [
      'Second factor',
      secondFactor(member(attributes, 'mfaAuthenticated'), member(record['additionalEventData'], 'MFAUsed')),
    ],
    ['Sent by', identity.invokedBy === undefined ? undefined : facts(code(identity.invokedBy, 120), service)],
  ]);
}

/** The window of time whose calls an aggregated event sums up. */
function windowText(record: CloudTrailRecord, timeZone: string | undefined): string | undefined {
  if (record['eventTime'] !== undefined) return undefined;
  const [start, end] = ['windowStart', 'windowEnd'].map((key) => member(record['timeWindow'], key));
  const [from, to] = [explainTime(start, undefined, timeZone), explainTime(end, undefined, timeZone)];
  if (from === undefined) return undefined;
  return to === undefined
    ? `calls from ${from.text} on, summed up`
    : `calls from ${from.text} until ${to.text}, summed up`;
}

/** When, where and from where, with which program. */
export function where(record: CloudTrailRecord, context: Context): string {
  const region = text(record['awsRegion']);
  const address = text(record['sourceIPAddress']);
  const agent = text(record['userAgent']);
  const program = agent === undefined ? undefined : userAgentText(agent);
  const endpoint = text(record['vpcEndpointId']);
  const tls = text(member(record['tlsDetails'], 'tlsVersion'));
  return bullets([
    ['When', explainTime(record['eventTime'], sessionStart(record), context.timeZone)?.text],
    ['When', windowText(record, context.timeZone)],
    ['Region', region === undefined ? undefined : regionText(region, context)],
    ['From', address === undefined ? undefined : (explainSource(address, context)?.text ?? code(address, 200))],
    ['Program', program === undefined ? undefined : [program.line, ...program.notes].join(' · ')],
    ['User agent', agent === undefined ? undefined : code(agent, 400)],
    ['VPC endpoint', endpoint === undefined ? undefined : code(endpoint, 80)],
    ['TLS', tls === undefined ? undefined : code(tls, 40)],
  ]);
}

const MAX_IDENTIFIERS = 20;

/** The keys and sessions by which other events of the story are found. */
function credentials(record: CloudTrailRecord): (readonly [note: string, id: string])[] {
  const response = record['responseElements'];
  const identity = record['userIdentity'];
  const rows: readonly (readonly [string, unknown])[] = [
    ['used here', member(identity, 'accessKeyId')],
    ['handed out here', member(member(response, 'credentials'), 'accessKeyId')],
    ['made here', member(member(response, 'accessKey'), 'accessKeyId')],
    ['named in the request', member(record['requestParameters'], 'accessKeyId')],
    ['of the caller', member(identity, 'principalId')],
  ];
  return rows.flatMap(([note, id]) => {
    const found = text(id);
    return found === undefined ? [] : [[note, found] as const];
  });
}

/** Each identifier as it stands in the log, to be searched for, and what it is. */
export function relatedIdentifiers(record: CloudTrailRecord, context: Context): string | undefined {
  const seen = new Set<string>();
  const rows = [...credentials(record), ...resourcesOf(record).map((id) => ['', id] as const)]
    .filter(([, id]) => !seen.has(id) && seen.add(id))
    .map(([note, id]) => `- ${code(id, 300)}${note === '' ? '' : ` ${note}`}${aside(id, context)}`);
  if (rows.length === 0) return undefined;
  const more = rows.length - MAX_IDENTIFIERS;
  return [...rows.slice(0, MAX_IDENTIFIERS), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** What an identifier says, without the identifier itself in front. */
function aside(id: string, context: Context): string {
  const identified = identify(id, context);
  if (identified === undefined) return '';
  const said = identified.text.replace(code(id, 300), '').replace(/^\*\*ARN\*\*: /, '');
  return `: ${said
    .replace(/^[\s:]+/, '')
    .replace(/ :/, ':')
    .replace(/\n+/g, ' · ')}`;
}
