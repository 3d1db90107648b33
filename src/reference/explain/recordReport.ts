import { identityOf } from '../../record/identity';
import { resourcesOf } from '../../record/resources';
import { member, text, type CloudTrailRecord } from '../../record/types';
import { explainError, explainErrorMessage } from '../errors/explain';
import { mainParameters } from '../events/mainParameters';
import { outcomeText } from '../events/inRecord';
import { identify, type IdentifierContext } from '../identifiers';
import { accountText } from '../identifiers/account';
import { explainAddress } from '../identifiers/ip';
import { regionText } from '../identifiers/region';
import { explainTime } from '../identifiers/time';
import { accountOfUniqueId } from '../identifiers/uniqueId';
import { explainUserAgent } from '../identifiers/userAgent';
import { code, codeBlock, facts, paragraphs } from '../markdown';
import { sessionStart } from './valueText';

/** A rule that found the event suspicious, for the report. */
export interface RuleHit {
  readonly id: string;
  readonly title: string;
  readonly level: string;
}

/** What the report may use besides the record. */
export interface ReportContext extends IdentifierContext {
  readonly timeZone?: string | undefined;
  readonly findings?: readonly RuleHit[] | undefined;
}

const MAX_JSON = 8000;
const MAX_IDENTIFIERS = 20;

function bullets(rows: readonly (readonly [label: string, value: string | undefined])[]): string {
  return rows
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([label, value]) => `- **${label}:** ${(value ?? '').replace(/\n\n/g, ' ')}`)
    .join('\n');
}

function who(record: CloudTrailRecord, context: ReportContext): string {
  const raw = record['userIdentity'];
  const identity = identityOf(raw);
  const session = member(raw, 'sessionContext');
  const attributes = member(session, 'attributes');
  const key = identity.accessKeyId;
  const keyAccount = key === undefined ? undefined : accountOfUniqueId(key);
  const shown = (value: string | undefined): string | undefined => (value === undefined ? undefined : code(value, 300));
  return bullets([
    ['Identity', code(identity.label, 200)],
    ['Type', shown(identity.type)],
    ['ARN', shown(identity.arn)],
    ['Account', identity.accountId === undefined ? undefined : accountText(identity.accountId, context)],
    ['Session issuer', shown(identity.issuerArn)],
    ['Source identity', shown(text(member(session, 'sourceIdentity')))],
    [
      'Access key',
      key === undefined
        ? undefined
        : facts(
            code(key, 140),
            keyAccount === undefined ? undefined : `of account ${accountText(keyAccount, context)}`,
          ),
    ],
    ['Session began', explainTime(member(attributes, 'creationDate'), undefined, context.timeZone)?.text],
    ['Second factor', shown(text(member(attributes, 'mfaAuthenticated')))],
    ['On behalf, by', shown(identity.invokedBy)],
  ]);
}

function where(record: CloudTrailRecord, context: ReportContext): string {
  const region = text(record['awsRegion']);
  const address = text(record['sourceIPAddress']);
  const agent = text(record['userAgent']);
  const tls = member(record['tlsDetails'], 'tlsVersion');
  return bullets([
    ['When', explainTime(record['eventTime'], sessionStart(record), context.timeZone)?.text],
    ['Region', region === undefined ? undefined : regionText(region, context)],
    ['From', address === undefined ? undefined : (explainAddress(address, context)?.text ?? code(address, 200))],
    ['With', agent === undefined ? undefined : code(agent, 400)],
    ['Program', agent === undefined ? undefined : explainUserAgent(agent)?.text],
    [
      'VPC endpoint',
      text(record['vpcEndpointId']) === undefined ? undefined : code(String(record['vpcEndpointId']), 80),
    ],
    ['TLS', typeof tls === 'string' ? code(tls, 40) : undefined],
  ]);
}

/** A log can nest deeper than `JSON.stringify` can go. */
function printed(value: unknown): string {
  try {
    return JSON.stringify(value, undefined, 2);
  } catch {
    return '(nested too deeply to show)';
  }
}

function json(title: string, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  const whole = printed(value);
  const shown = whole.length > MAX_JSON ? `${whole.slice(0, MAX_JSON)}\n…` : whole;
  return `${title}\n\n${codeBlock(shown, whole.length > MAX_JSON ? '' : 'json')}`;
}

function outcome(record: CloudTrailRecord): string {
  const error = text(record['errorCode']);
  const message = text(record['errorMessage']);
  return paragraphs(
    outcomeText(record),
    error === undefined ? undefined : explainError(text(record['eventSource']) ?? '', error),
    message === undefined ? undefined : codeBlock(message.slice(0, 2000)),
    message === undefined ? undefined : explainErrorMessage(message),
  );
}

function identifiers(record: CloudTrailRecord, context: ReportContext): string | undefined {
  const lines = resourcesOf(record)
    .slice(0, MAX_IDENTIFIERS)
    .map((resource) => `- ${identify(resource, context)?.text.replace(/\n\n/g, ' · ') ?? code(resource, 300)}`);
  return lines.length === 0 ? undefined : lines.join('\n');
}

function ids(record: CloudTrailRecord): string {
  const row = (key: string): readonly [string, string | undefined] => {
    const value = text(record[key]);
    return [key, value === undefined ? undefined : code(value, 120)];
  };
  return bullets(
    ['eventID', 'requestID', 'sharedEventID', 'eventType', 'eventCategory', 'eventVersion', 'recipientAccountId'].map(
      row,
    ),
  );
}

/**
 * The report on one event as a Markdown document: who, where, with what, outcome, identifiers, rule hits.
 * @param event the Markdown of what the event is, from the catalogue.
 */
export function recordReport(record: CloudTrailRecord, event: string | undefined, context: ReportContext): string {
  const name = text(record['eventName']) ?? 'Event without a name';
  const source = text(record['eventSource']);
  const hits = (context.findings ?? []).map(
    ({ id, title, level }) => `- ${code(level, 20)} ${code(title, 200)} (${code(id, 80)})`,
  );
  const main = mainParameters(record['requestParameters']);
  const section = (title: string, body: string | undefined): string | undefined =>
    body === undefined || body === '' ? undefined : `## ${title}\n\n${body}`;
  return `${paragraphs(
    `# ${code(name, 120)}${source === undefined ? '' : ` (${code(source, 120)})`}`,
    hits.length === 0 ? undefined : section('Suspicious', hits.join('\n')),
    section('Who', who(record, context)),
    section('Where and when', where(record, context)),
    section('Outcome', outcome(record)),
    section(
      'With what',
      paragraphs(main, json('Request:', record['requestParameters']), json('Response:', record['responseElements'])),
    ),
    section('Resources', identifiers(record, context)),
    section('What the event is', event),
    section('Ids', ids(record)),
  )}\n`;
}
