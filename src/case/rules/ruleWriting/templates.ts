import { headLines, LOG_SOURCE, MISTAKES_TO_COME, TAGS_TO_COME } from './head';

/** What a new rule is about: single events, many of one, one after another, or what was never there before. */
export type RuleKind = 'event' | 'many' | 'order' | 'first';

/** What a template cannot know by itself. */
export interface TemplateFacts {
  /** Gives each document of the file a UUID of its own. */
  readonly newId: () => string;
  /** Today as YYYY-MM-DD. */
  readonly date: string;
}

/**
 * A rule that is to be filled in, as a snippet of VS Code: where something is to be said there is a stop, with an example
 * that makes the rule right as it stands. A correlation comes with the rules whose events it counts.
 */
export function ruleTemplate(kind: RuleKind, facts: TemplateFacts): string {
  const documents = TEMPLATES[kind](facts);
  return `${documents.map((lines) => lines.join('\n')).join('\n---\n')}\n`;
}

type Lines = readonly string[];

const TEMPLATES: Record<RuleKind, (facts: TemplateFacts) => readonly Lines[]> = {
  event: (facts) => [
    [
      ...head('${1:What happened}', facts),
      ...LOG_SOURCE,
      ...detection('${2:ec2.amazonaws.com}', '${3:TerminateInstances}'),
      ...foot(4),
    ],
  ],
  many: (facts) => [
    [
      ...head('${1:Many calls of one identity}', facts),
      ...correlation('event_count', ['counted_call'], '${4:10m}', ['gte: ${5:20}']),
      ...foot(6),
    ],
    counted('counted_call', '${2:ec2.amazonaws.com}', '${3:GetPasswordData}', facts),
  ],
  order: (facts) => [
    [
      ...head('${1:One call after another}', facts),
      ...correlation('temporal_ordered', ['first_call', 'second_call'], '${6:1h}', []),
      ...foot(7),
    ],
    counted('first_call', '${2:ec2.amazonaws.com}', '${3:AuthorizeSecurityGroupIngress}', facts),
    counted('second_call', '${4:ec2.amazonaws.com}', '${5:RunInstances}', facts),
  ],
  first: (facts) => [
    [
      ...head('${1:Call from an address never seen before}', facts),
      '# first_seen is a correlation type of CloudTrail Inspector: other tools do not know it.',
      // what is never forgotten has no timespan
      ...correlation('first_seen', ['watched_call'], undefined, ['field: ${4:sourceIPAddress}', 'learning: ${5:1d}']),
      ...foot(6),
    ],
    counted('watched_call', '${2:ec2.amazonaws.com}', '${3:RunInstances}', facts),
  ],
};

function head(title: string, { newId, date }: TemplateFacts): Lines {
  return [...headLines(title, 'Say why it matters, and what to look at.', { id: newId(), date }), ...TAGS_TO_COME];
}

function detection(source: string, name: string): Lines {
  return [
    'detection:',
    '  selection:',
    `    eventSource: ${source}`,
    `    eventName: ${name}`,
    '    # Only what succeeded.',
    '    errorCode: null',
    '  condition: selection',
  ];
}

function correlation(type: string, rules: Lines, timespan: string | undefined, condition: Lines): Lines {
  return [
    'correlation:',
    `  type: ${type}`,
    '  rules:',
    ...rules.map((rule) => `    - ${rule}`),
    '  group-by:',
    '    - userIdentity.arn',
    ...(timespan === undefined ? [] : [`  timespan: ${timespan}`]),
    ...(condition.length === 0 ? [] : ['  condition:', ...condition.map((line) => `    ${line}`)]),
  ];
}

/** A rule that finds nothing by itself. */
function counted(name: string, source: string, call: string, { newId }: TemplateFacts): Lines {
  return [
    `title: Counted, ${name}`,
    `id: ${newId()}`,
    `name: ${name}`,
    ...LOG_SOURCE,
    ...detection(source, call),
    'level: informational',
  ];
}

function foot(stop: number): Lines {
  return [...MISTAKES_TO_COME, `level: \${${stop}|medium,low,high,critical,informational|}`];
}
