import { isObject, member, text, type CloudTrailRecord } from '../../record/types';
import { code, facts, paragraphs } from '../markdown';
import { own } from '../own';

/** The call that an Insights event is about; such events have no `eventName` and no `eventSource` of their own. */
export function insightCall(record: CloudTrailRecord): { readonly source: string; readonly name: string } | undefined {
  const details = record['insightDetails'];
  const name = text(member(details, 'eventName'));
  return name === undefined ? undefined : { source: text(member(details, 'eventSource')) ?? '', name };
}

const MAX_ATTRIBUTIONS = 5;

function average(value: unknown): number | undefined {
  const found = member(value, 'average');
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** `0.0031` and `12.5`, without digits that say nothing. */
function rate(value: number): string {
  return `${Number(value.toPrecision(3))} a minute`;
}

function attribution(entry: unknown): string | undefined {
  const names: Readonly<Record<string, string>> = {
    userIdentityArn: 'By identity',
    userAgent: 'By program',
    errorCode: 'By error',
  };
  const attribute = text(member(entry, 'attribute'));
  const insight = member(entry, 'insight');
  if (attribute === undefined || !Array.isArray(insight)) return undefined;
  const rows = insight.slice(0, MAX_ATTRIBUTIONS).flatMap((item: unknown) => {
    const value = text(member(item, 'value'));
    const often = average(item);
    return value === undefined ? [] : [`${code(value, 200)}${often === undefined ? '' : ` ${rate(often)}`}`];
  });
  const label = own(names, attribute) ?? code(attribute, 60);
  return rows.length === 0 ? undefined : `**${label}:** ${rows.join(', ')}`;
}

/** What CloudTrail Insights found, in words; undefined for records that are no Insights event. */
export function insightText(record: CloudTrailRecord): string | undefined {
  const details = record['insightDetails'];
  if (!isObject(details)) return undefined;
  const context = details['insightContext'];
  const statistics = member(context, 'statistics');
  const [usual, unusual] = [average(member(statistics, 'baseline')), average(member(statistics, 'insight'))];
  const minutes = member(statistics, 'insightDuration');
  const error = text(details['errorCode']);
  const what = details['insightType'] === 'ApiErrorRateInsight' ? 'Errors' : 'Calls';
  const of = error === undefined ? '' : ` of the kind ${code(error, 120)}`;
  const name = code(text(details['eventName']) ?? 'a call', 120);
  const state =
    details['state'] === 'End'
      ? 'the unusual time is over'
      : details['state'] === 'Start'
        ? 'it begins here'
        : undefined;
  const attributions = member(context, 'attributions');
  return paragraphs(
    `**CloudTrail Insights:** ${what}${of} of ${name} came unusually often or seldom. Nobody made this event by a call.`,
    facts(
      unusual === undefined ? undefined : `now ${rate(unusual)}`,
      usual === undefined ? undefined : `usually ${rate(usual)}`,
      typeof minutes === 'number' && minutes > 0 ? `for ${minutes} min` : undefined,
      state,
    ),
    ...(Array.isArray(attributions) ? attributions.map(attribution) : []),
  );
}

/** What a digest file is, which is no event but stands among the logs; undefined for anything else. */
export function digestText(record: CloudTrailRecord): string | undefined {
  const files = record['logFiles'];
  if (!Array.isArray(files) || text(record['digestEndTime']) === undefined) return undefined;
  const span = [record['digestStartTime'], record['digestEndTime']].map((time) => code(text(time) ?? '', 40));
  return paragraphs(
    `**Digest file**, no event: CloudTrail lists here the ${files.length} log ${files.length === 1 ? 'file' : 'files'} that it delivered between ${span[0]} and ${span[1]}, each with its SHA-256.`,
    'A log that is not as its digest says was changed after delivery, and one that is listed but not there was deleted. Each digest names the one before, so a missing digest shows too.',
  );
}
