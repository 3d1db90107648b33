import type { CorrelationType, RuleLevel } from '../../../detection';

// The words are listed here, and not asked of the engine, so that the editor's half need not hold the engine.

/** A word of the rule language and what it does. */
export interface Word {
  readonly word: string;
  readonly text: string;
}

// those that rules need most come first, the others by name
const MODIFIERS: Readonly<Record<string, string>> = {
  contains: 'The value may stand anywhere in the text.',
  startswith: 'The text begins with the value.',
  endswith: 'The text ends with the value.',
  all: 'Every value of the list must match, not any one of them.',
  re: 'The value is a regular expression, found anywhere in the text. Upper and lower case count.',
  i: 'In a regular expression upper and lower case are the same. Comes after `re`.',
  ignorecase: 'The same as `i`.',
  m: 'In a regular expression `^` and `$` stand at each line. Comes after `re`.',
  multiline: 'The same as `m`.',
  s: 'The same as `dotall`.',
  dotall: 'In a regular expression the dot stands for line breaks too. Comes after `re`.',
  cidr: 'The value is a network, such as `10.0.0.0/8` or `2001:db8::/32`: true of every address in it.',
  exists: '`true`: the event has the field, even when it is null. `false`: it does not.',
  neq: 'True when the value does not match, and also when the event has no such field.',
  foreign:
    '`true`: the field names an account that is neither the log’s own nor one of the setting `cloudtrail.accounts`. One is enough, whichever others stand beside it; of a policy, whom it lets in. An extension of this program: other Sigma tools do not know it.',
  policy:
    'Asks each statement of the policy in the field, as JSON or as the text that holds it: `everyone`, `everyone by header`, `allows ACTION`, `allows all but some`. An extension of this program: other Sigma tools do not know it.',
  expand:
    'Fills in a list by its name: `%accounts%` are the accounts of the setting `cloudtrail.accounts`; after `cidr`, `%aws_networks%` are those of the `ip-ranges.json` that `cloudtrail.ipDatabases` names.',
  gte: 'This number or more. Text that is a number counts.',
  lte: 'This number or less. Text that is a number counts.',
  gt: 'More than this number. Text that is a number counts.',
  lt: 'Less than this number. Text that is a number counts.',
  cased: 'Upper and lower case count.',
  fieldref: 'The value is the name of another field: true when both hold the same.',
  base64: 'Looks for the value as base64 writes it.',
  base64offset:
    'Looks for the value inside text that is base64: in its three forms, for it may begin at any of three places.',
  day: 'Takes the day of the month from a time, 1 to 31.',
  hour: 'Takes the hour from a time, 0 to 23, in UTC as CloudTrail writes it: `eventTime|hour|gte: 22`.',
  minute: 'Takes the minute from a time, 0 to 59.',
  month: 'Takes the month from a time, 1 to 12.',
  utf16: 'Looks for the value in UTF-16 with a byte order mark. A base64 modifier comes after it.',
  utf16be: 'Looks for the value in UTF-16, the high byte first. A base64 modifier comes after it.',
  utf16le: 'Looks for the value in UTF-16, the low byte first. A base64 modifier comes after it.',
  week: 'Takes the week of the year from a time, 1 to 53.',
  wide: 'The same as `utf16le`.',
  windash: 'A dash in the value also stands for a slash and for the longer dashes.',
  year: 'Takes the year from a time.',
};

/** The modifiers that may stand behind a field, `field|modifier`. */
export const MODIFIER_WORDS: readonly Word[] = wordsOf(MODIFIERS);

/** What may be asked of a policy, behind the modifier of that name. */
export const POLICY_WORDS: readonly Word[] = wordsOf({
  everyone: 'A statement lets everyone in, and nothing in the policy keeps anybody out.',
  'everyone by header': 'A statement lets in everyone who sends a certain Referer or User-Agent.',
  'allows *': 'A statement allows every action on every resource, under no condition but those that everybody meets.',
  'allows iam:*': 'The same of one service, or of part of it: `allows iam:Put*`.',
  'allows all but some': 'A statement allows everything except what it names, and IAM is not among that.',
});

const LEVELS: Readonly<Record<RuleLevel, string>> = {
  informational: 'Worth knowing beside other findings; nothing by itself.',
  low: 'Unusual now and then; looked at when there is time.',
  medium: 'Should be looked at.',
  high: 'Should be looked at soon: seldom harmless.',
  critical: 'Should be looked at at once: hardly ever harmless.',
};

export const LEVEL_WORDS: readonly Word[] = wordsOf(LEVELS);

const STATUSES: Readonly<Record<string, string>> = {
  stable: 'In use, and little of what it finds is harmless.',
  test: 'Tried on real logs; may still need trimming.',
  experimental: 'New; may find much that is harmless.',
  deprecated: 'Replaced by another rule.',
  unsupported: 'Cannot be used as it is.',
};

export const STATUS_WORDS: readonly Word[] = wordsOf(STATUSES);

const TYPES: Readonly<Record<CorrelationType, string>> = {
  event_count: 'How many events there are.',
  value_count: 'How many different values the field has.',
  temporal: 'Events of several rules, in any order.',
  temporal_ordered: 'Events of several rules, in the order of the list.',
  value_sum: 'The sum of the numbers in the field.',
  value_avg: 'The mean of the numbers in the field.',
  value_percentile: 'A percentile of the numbers in the field.',
  value_median: 'The median of the numbers in the field.',
  first_seen: 'A value that its group never had before. An extension of ours, not of Sigma.',
};

export const TYPE_WORDS: readonly Word[] = wordsOf(TYPES);

/** The keys at the top of a document. */
export const TOP_WORDS: readonly Word[] = [
  { word: 'title', text: 'What happened, in a few words: the message of a finding.' },
  { word: 'id', text: 'A UUID that never changes, by which others refer to the rule.' },
  { word: 'name', text: 'A short name by which others may refer to the rule.' },
  { word: 'status', text: 'How far the rule is tried.' },
  { word: 'description', text: 'What it means when the rule is true, and what to do then.' },
  { word: 'references', text: 'Pages to read on.' },
  { word: 'author', text: 'Who wrote it.' },
  { word: 'date', text: 'When it was written: YYYY-MM-DD.' },
  { word: 'modified', text: 'When it was last changed: YYYY-MM-DD.' },
  { word: 'tags', text: 'MITRE ATT&CK tactics and techniques, such as `attack.t1098`.' },
  { word: 'logsource', text: 'Which log it is for: product `aws`, service `cloudtrail`.' },
  { word: 'detection', text: 'Selections of fields and values, and the condition that joins them.' },
  { word: 'correlation', text: 'What several events say together: how many, how many different, in which order.' },
  { word: 'filter', text: 'Leaves events out of other rules.' },
  { word: 'fields', text: 'Fields that are worth a look where the rule is true: other tools show them.' },
  { word: 'falsepositives', text: 'What else may be behind it.' },
  { word: 'level', text: 'How much it matters.' },
  { word: 'reason', text: 'Of a filter: why the events are left out. A key of ours.' },
  { word: 'expires', text: 'Of a filter: the last day it holds, YYYY-MM-DD. A key of ours.' },
];

export const LOGSOURCE_WORDS: readonly Word[] = [
  { word: 'product', text: '`aws`' },
  { word: 'service', text: '`cloudtrail`' },
];

/** The keys below `correlation`. */
export const CORRELATION_WORDS: readonly Word[] = [
  { word: 'type', text: 'What is counted or compared.' },
  { word: 'rules', text: 'The rules whose events count: by id, name or title.' },
  { word: 'group-by', text: 'Fields that the events have in common, such as `userIdentity.arn`.' },
  { word: 'timespan', text: 'How far back from each event: `10m`, `24h`, `7d`.' },
  { word: 'condition', text: 'The number to reach, as `gte: 10`, and the `field` to count.' },
  { word: 'aliases', text: 'One name for fields that are called differently in the rules.' },
  { word: 'generate', text: '`true`: the rules that it counts give findings of their own too.' },
];

/** The keys below a correlation's `condition`. */
export const THRESHOLD_WORDS: readonly Word[] = [
  { word: 'gte', text: 'This number or more.' },
  { word: 'gt', text: 'More than this number.' },
  { word: 'lte', text: 'This number or less.' },
  { word: 'lt', text: 'Less than this number.' },
  { word: 'eq', text: 'Exactly this number.' },
  { word: 'neq', text: 'Any other number.' },
  { word: 'field', text: 'The field whose values are counted or compared.' },
  { word: 'percentile', text: 'Of value_percentile: which one, 0 to 100.' },
  { word: 'learning', text: 'Of first_seen: how long a group is only watched, as `7d`.' },
];

/** The words that join selections in a condition. */
export const CONDITION_WORDS: readonly Word[] = [
  { word: 'and', text: 'Both are true.' },
  { word: 'or', text: 'One of them is true, or both. Binds weaker than `and`.' },
  { word: 'not', text: 'It is not true.' },
  { word: '1 of them', text: 'Any of the selections; those that begin with an underscore are left out.' },
  { word: 'all of them', text: 'All of the selections; those that begin with an underscore are left out.' },
];

function wordsOf(texts: Readonly<Record<string, string>>): Word[] {
  return Object.entries(texts).map(([word, text]) => ({ word, text }));
}
