/** What the head of a rule cannot know by itself. */
export interface HeadFacts {
  /** A new UUID. */
  readonly id: string;
  /** Today as YYYY-MM-DD. */
  readonly date: string;
}

/** How a rule begins that somebody starts to write. `title` and `description` are as they stand in YAML. */
export function headLines(title: string, description: string, { id, date }: HeadFacts): readonly string[] {
  return [`title: ${title}`, `id: ${id}`, 'status: experimental', `description: ${description}`, `date: ${date}`];
}

/** Findings are listed by the tactic of their rule. */
export const TAGS_TO_COME = ['# Its tactic and technique in MITRE ATT&CK:', '# tags:', '#   - attack.discovery'];

export const LOG_SOURCE = ['logsource:', '  product: aws', '  service: cloudtrail'];
