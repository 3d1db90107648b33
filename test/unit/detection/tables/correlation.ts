import { dedent, type Step } from '../support';

/**
 * One row of the conformance table of correlations: a correlation over the rules `a`, `b` and `c` (true of events whose
 * `n` says so), the events with their seconds, and what triggers: row, group, count.
 */
export interface CorrelationRow {
  readonly name: string;
  readonly correlation: string;
  readonly steps: readonly Step[];
  /** Row, group values joined by a comma, count. */
  readonly triggers: readonly (readonly [row: number, group: string, count: number])[];
}

const base = ['a', 'b', 'c']
  .map(
    (name) => `title: Rule ${name}
id: id-${name}
name: ${name}
logsource: {product: aws, service: cloudtrail}
detection: {sel: {n|contains: ${name}}, condition: sel}
`,
  )
  .join('---\n');

/** A file with the rules a, b, c and a correlation (the lines under `correlation:`). */
export function correlationFile(correlation: string): string {
  const lines = dedent(correlation).split('\n');
  return `${base}---\ntitle: The correlation\ncorrelation:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

export function row(
  name: string,
  correlation: string,
  steps: readonly Step[],
  triggers: CorrelationRow['triggers'],
): CorrelationRow {
  return { name, correlation, steps, triggers };
}

/** Events of one rule at these seconds, with more fields. */
export const at = (seconds: readonly number[], fields: Readonly<Record<string, unknown>>): Step[] =>
  seconds.map((second) => [second, fields]);

/** Events of rule a with these texts in `v`, a second apart. */
export const values = (...texts: readonly unknown[]): Step[] => texts.map((v, i) => [i, { n: 'a', v }]);
