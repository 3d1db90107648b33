import { capital } from '../../../record/capital';
import { clockTime, dayOf } from '../../../record/time';
import { code, escapeMarkdown, paragraphs } from '../../../reference/markdown';
import type { EventSummary } from '../../eventTable';
import type { Counted, RuleTrial } from './trial';

/** What a dry run is of. */
export interface DryRunFacts {
  /** What the person calls the log or case. */
  readonly scope: string;
  readonly events: number;
  readonly unread: number;
  /** The samples' events, in their order. */
  readonly samples: readonly EventSummary[];
}

const MAX_DAYS = 366;
const MAX_REASONS = 12;
/** Characters of the longest bar: the report stands beside the rule, in half a window. */
const MAX_BAR = 12;

/** A dry run as Markdown in which all text of the log and of the rule is escaped. */
export function dryRunReport(trial: RuleTrial, { scope, events, unread, samples }: DryRunFacts): string {
  const share = trial.of === 0 ? '' : ` (${percent(trial.count / trial.of)})`;
  const of = `**${inWords(trial.count)}** of ${inWords(trial.of)}`;
  const said =
    trial.kind === 'filter'
      ? `It leaves out ${of} events that its rules match${share}.`
      : trial.kind === 'correlation'
        ? `It happens **${trial.count === 1 ? 'once' : inWords(trial.count)}**${trial.count === 1 ? '' : ' times'} in ${inWords(events)} events.`
        : `It matches ${of} events${share}.`;
  return paragraphs(
    `# ${escapeMarkdown(trial.title)}`,
    `A dry run on ${escapeMarkdown(scope)}. ${said} Level: ${capital(trial.level)}.`,
    unread > 0 ? `**Not looked at:** ${unreadInWords(unread)}.` : undefined,
    ...(trial.count === 0 ? [] : [days(trial), identities(trial), table(trial, samples), reasons(trial, samples)]),
  ).concat('\n');
}

function unreadInWords(unread: number): string {
  return unread === 1
    ? '1 event, for its file was changed or can no longer be read'
    : `${inWords(unread)} events, for their files were changed or can no longer be read`;
}

function days({ days: all }: RuleTrial): string {
  // a hostile log has more days than a call takes arguments
  const most = all.reduce((greatest, { count }) => Math.max(greatest, count), 0);
  const rows = all
    .slice(-MAX_DAYS)
    .map(({ value, count }) => `| ${value === '' ? 'no time' : value} | ${inWords(count)} | ${bar(count, most)} |`);
  const left = all.length > MAX_DAYS ? `The last ${MAX_DAYS} of ${inWords(all.length)} days.` : undefined;
  return paragraphs('## Each day', left, ['| Day (UTC) | Events | |', '|---|--:|:--|', ...rows].join('\n'));
}

function identities({ identities: top, identityCount, count }: RuleTrial): string {
  const row = ({ value, count: own }: Counted): string =>
    `| ${escapeMarkdown(value === '' ? '(no identity)' : value, 120)} | ${inWords(own)} | ${percent(own / count)} |`;
  const more = identityCount > top.length ? `And ${inWords(identityCount - top.length)} more identities.` : undefined;
  return paragraphs('## Who', ['| Identity | Events | |', '|---|--:|--:|', ...top.map(row)].join('\n'), more);
}

/** A column of the events, by its head. */
type EventColumn = readonly [head: string, of: (event: EventSummary) => string];

/** What matters most comes first: the report is half a window wide. */
const COLUMNS: readonly EventColumn[] = [
  ['Event', ({ eventName }) => eventName],
  ['Outcome', ({ outcome }) => outcome.error ?? 'succeeded'],
  ['Identity', ({ identity }) => identity],
  ['From', ({ sourceIPAddress }) => sourceIPAddress],
  ['Region', ({ region }) => region],
];
/** What is said once, above the rows, where all of them share it. */
const MAY_BE_SHARED = ['Event', 'Region'];

function table({ count }: RuleTrial, samples: readonly EventSummary[]): string | undefined {
  const [first, ...others] = samples;
  if (first === undefined) return undefined;
  const day = dayOf(first.time);
  const isOneDay = day !== '' && others.every(({ time }) => dayOf(time) === day);
  const isShared = ([head, of]: EventColumn): boolean =>
    MAY_BE_SHARED.includes(head) && of(first) !== '' && others.length > 0 && others.every((one) => of(one) === of(first));
  const columns = COLUMNS.filter((column) => !isShared(column));
  const rows = samples.map((event) => {
    const time = isOneDay ? clockTime(event.time) : timeText(event.time);
    const cells = [time, ...columns.map(([, of]) => of(event))];
    return `| ${cells.map((cell) => escapeMarkdown(cell, 120)).join(' | ')} |`;
  });
  const some = samples.length < count ? `## ${samples.length} of the events` : '## The events';
  const shared = COLUMNS.filter(isShared).map(([, of]) => escapeMarkdown(of(first), 120));
  const all = shared.length === 0 ? undefined : `All of them: ${shared.join(', ')}.`;
  const heads = ['Time (UTC)', ...columns.map(([head]) => head)];
  const head = [`| ${heads.join(' | ')} |`, `|${heads.map(() => '---').join('|')}|`];
  return paragraphs(isOneDay ? `${some} on ${day}` : some, all, [...head, ...rows].join('\n'));
}

/** Why the first of the events matches: so a rule that is true for another reason than meant is seen. */
function reasons({ samples }: RuleTrial, events: readonly EventSummary[]): string | undefined {
  const [first] = samples;
  const event = events.find(({ row }) => row === first?.row);
  if (first === undefined || event === undefined || first.reasons.length === 0) return undefined;
  const lines = first.reasons.flatMap(({ selection, fields }) =>
    fields.map(({ field, modifiers, pattern, value }) => {
      const key = code([field === '' ? 'keyword' : field, ...modifiers].join('|'), 120);
      const name = pattern === undefined ? key : `${key} ${code(pattern, 120)}`;
      const found = value === undefined ? 'is absent or null' : `found ${code(value, 160)}`;
      return `- ${code(selection, 80)}: ${name} ${found}`;
    }),
  );
  const more = lines.length > MAX_REASONS ? [`- and ${lines.length - MAX_REASONS} more`] : [];
  const head = `## Why ${escapeMarkdown(event.eventName, 80)} at ${timeText(event.time)} matches`;
  return paragraphs(head, [...lines.slice(0, MAX_REASONS), ...more].join('\n'));
}

function timeText(time: number): string {
  return `${dayOf(time)} ${clockTime(time)}`.trim();
}

function bar(count: number, most: number): string {
  return '█'.repeat(Math.max(1, Math.round((count / most) * MAX_BAR)));
}

function percent(share: number): string {
  const digits = share === 0 || share >= 0.1 ? 0 : share < 0.01 ? 2 : 1;
  // a narrow column would part them
  return `${(share * 100).toFixed(digits)}\u00a0%`;
}

function inWords(count: number): string {
  return count.toLocaleString('en-US');
}
