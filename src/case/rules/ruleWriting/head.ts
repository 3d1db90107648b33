/** What the head of a rule cannot know by itself. */
export interface HeadFacts {
  /** A new UUID. */
  readonly id: string;
  /** Today as YYYY-MM-DD. */
  readonly date: string;
}

/**
 * How a rule begins that somebody starts to write. `title` is as it stands in YAML. What is still to be said is a comment,
 * so that a rule in force does not say it to whoever looks at its findings.
 */
export function headLines(title: string, description: string, { id, date }: HeadFacts): readonly string[] {
  return [`title: ${title}`, `id: ${id}`, 'status: experimental', `# description: ${description}`, `date: ${date}`];
}

/** Findings are listed by the tactic of their rule. */
export const TAGS_TO_COME = ['# Its tactic and technique in MITRE ATT&CK:', '# tags:', '#   - attack.discovery'];

export const MISTAKES_TO_COME = ['# falsepositives:', '#   - Say what else it may be.'];

export const LOG_SOURCE = ['logsource:', '  product: aws', '  service: cloudtrail'];
