import { outcomeOf } from '../../record/outcome';
import { text, type CloudTrailRecord } from '../../record/types';
import { explainError, explainErrorMessage } from '../errors/explain';
import { inRecordLine, outcomeText } from '../events/inRecord';
import { digestText, insightCall, insightText } from '../events/insight';
import { mainParameters } from '../events/mainParameters';
import type { IdentifierContext } from '../identifiers';
import { code, codeBlock, escapeMarkdown, paragraphs } from '../markdown';
import { bullets, relatedIdentifiers, where, who } from './reportFacts';
import { eachRuleOnce, type RuleHit, ruleHitLine } from './ruleHits';

/** What the report may use besides the record. */
export interface ReportContext extends IdentifierContext {
  readonly timeZone?: string | undefined;
  readonly findings?: readonly RuleHit[] | undefined;
  /** Whether the rules still run: an empty list then means nothing. */
  readonly findingsPending?: boolean | undefined;
  /** What the log that the record comes from never says. */
  readonly notes?: readonly string[] | undefined;
}

const MAX_JSON = 8000;
const PENDING = 'The rules have not looked at this log to its end yet. Explain the event again in a moment.';
const RULE = '\n\n---\n\n';
/** What the event is begins with its name, which the title already says. */
const OWN_NAME = /^(?:\*\*\w+\*\*|`[^`]+`): /;

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
  const { kind, error: shown } = outcomeOf(error, message);
  const explained = shown === undefined ? undefined : explainError(text(record['eventSource']) ?? '', shown);
  const label = kind === 'denied' || kind === 'failed' ? `**${kind}:** ` : '';
  return paragraphs(
    explained === undefined ? outcomeText(record) : label + explained.replace(RULE, '\n\n'),
    message === undefined || message === shown ? undefined : `> ${escapeMarkdown(message, 2000)}`,
    message === undefined ? undefined : explainErrorMessage(message),
  );
}

function ids(record: CloudTrailRecord, findings: readonly RuleHit[]): string {
  const row = (key: string): readonly [string, string | undefined] => {
    const value = text(record[key]);
    return [key, value === undefined ? undefined : code(value, 120)];
  };
  const matching = findings.filter(({ ledTo }) => ledTo === undefined);
  return bullets([
    ...[
      'eventID',
      'eventId',
      'requestID',
      'sharedEventID',
      'eventType',
      'eventCategory',
      'eventVersion',
      'recipientAccountId',
    ].map(row),
    ['Rules that match', matching.map(({ id }) => code(id, 80)).join(', ')],
  ]);
}

function titleOf(record: CloudTrailRecord): string {
  const insight = insightCall(record);
  const name = text(record['eventName']) ?? insight?.name;
  const source = text(record['eventSource']) ?? insight?.source;
  const nameless = record['timeWindow'] === undefined ? 'Event without a name' : 'Calls summed up';
  const shown = name === undefined ? nameless : code(name, 120);
  const prefix = insight === undefined ? '' : 'Insights on ';
  return `# ${prefix}${shown}${source === undefined || source === '' ? '' : ` (${code(source, 120)})`}`;
}

/**
 * The report on one event as a Markdown document: what, who, where, outcome, with what, related identifiers, rule hits.
 * @param event the Markdown of what the event is, from the catalogue.
 */
export function recordReport(record: CloudTrailRecord, event: string | undefined, context: ReportContext): string {
  const digest = digestText(record);
  if (digest !== undefined) return `# Digest file\n\n${digest}\n\n${json('The digest:', record) ?? ''}\n`;
  const findings = eachRuleOnce(context.findings ?? []);
  const section = (title: string, body: string | undefined): string | undefined =>
    body === undefined || body === '' ? undefined : `## ${title}\n\n${body}`;
  const [what, ...more] = (event ?? '').split(RULE);
  const insight = insightText(record);
  const called = record['userIdentity'] !== undefined || text(record['eventName']) !== undefined;
  return `${paragraphs(
    titleOf(record),
    insight,
    what?.replace(OWN_NAME, ''),
    called ? inRecordLine(record) : undefined,
    section('Suspicious', context.findingsPending === true ? PENDING : findings.map(ruleHitLine).join('\n')),
    section('What this log leaves out', context.notes?.join('\n\n')),
    section('Who', called ? who(record, context) : undefined),
    section('Where and when', where(record, context)),
    section('Outcome', insight === undefined && called ? outcome(record) : undefined),
    section('Related identifiers', relatedIdentifiers(record, context)),
    section(
      'With what',
      paragraphs(
        mainParameters(record['requestParameters']),
        json('Request:', record['requestParameters']),
        json('Response:', record['responseElements']),
        json('More about the event:', record['additionalEventData']),
        json('What the service says:', record['serviceEventDetails']),
        json('What Insights found:', record['insightDetails']),
        json('What was summed up:', record['summary']),
      ),
    ),
    section('About the call', more.join(RULE)),
    section('Ids', ids(record, findings)),
  )}\n`;
}
