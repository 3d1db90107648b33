import {
  Correlator,
  Detector,
  loadRules,
  type EventFacts,
  type LoadOptions,
  type RecordObject,
  type RuleSet,
} from '../../../src/detection';

/** One row of the conformance table of detections: a detection, events it is true of, events it is not. */
export interface DetectionRow {
  readonly name: string;
  readonly detection: string;
  readonly yes: readonly RecordObject[];
  readonly no: readonly RecordObject[];
}

export function row(
  name: string,
  detection: string,
  yes: readonly RecordObject[],
  no: readonly RecordObject[] = [],
): DetectionRow {
  return { name, detection, yes, no };
}

/** A rule document around a detection; `condition: sel` is added when the detection has none. */
export function ruleOf(detection: string, head = 'title: Test'): string {
  const lines = dedent(detection).split('\n');
  if (!lines.some((line) => line.startsWith('condition:'))) lines.push('condition: sel');
  return `${head}\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

/** Takes the common indentation from a template text. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\s+$/, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common)).join('\n');
}

/** Loads one file and expects no problem of severity error. */
export function load(text: string, options?: LoadOptions): RuleSet {
  const set = loadRules([{ path: 'rules/test.yml', text }], options);
  const errors = set.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new Error(`unexpected: ${errors.map((error) => error.message).join(' | ')}`);
  return set;
}

/** The titles of the rules that the columns of an index leave open, where they hold these values. */
export function openRules(detector: Detector, facts: EventFacts): string[] {
  const fields = Object.keys(facts);
  const screen = detector.screen(fields.map((field) => ({ field, value: () => facts[field] })));
  const list = screen.listOf(
    fields.map(() => [0]),
    0,
  );
  return (screen.lists[list] ?? []).map(({ rule }) => rule.title);
}

/** Whether a detection is true of an event, asked in both ways: by its name first, and alone. */
export function matches(detection: string, event: RecordObject, options?: LoadOptions): boolean {
  const set = load(ruleOf(detection), options);
  const detector = new Detector(set);
  const found = detector.match(event).length > 0;
  const [rule] = set.rules;
  if (rule === undefined) throw new Error('no rule');
  if (detector.matches(rule, event) !== found) throw new Error('candidates and the rule itself disagree');
  return found;
}

/** A small event for correlations: seconds after a start, and its fields. */
export type Step = readonly [seconds: number, fields: RecordObject];

export const startTime = Date.UTC(2024, 0, 1, 12);

/** A trigger, short enough to stand in a table: `row` counts from 0 in the steps. */
export interface Trigger {
  readonly title: string;
  readonly row: number;
  readonly group: readonly string[];
  readonly count: number;
  readonly rows: readonly number[];
}

/** Runs a rule file over steps (in order of time) and tells every trigger. */
export function correlate(text: string, steps: readonly Step[], options?: LoadOptions): Trigger[] {
  return runCorrelations(load(text, options), steps);
}

export function runCorrelations(set: RuleSet, steps: readonly Step[]): Trigger[] {
  const detector = new Detector(set);
  const correlator = new Correlator(set);
  const found = steps.flatMap(([seconds, event], index) =>
    correlator.add(index, startTime + seconds * 1000, event, detector.match(event)),
  );
  return [...found, ...correlator.finish()].map((match) => ({
    title: match.correlation.title,
    row: match.row,
    group: match.group.map((part) => part.value),
    count: match.count,
    rows: match.rows(),
  }));
}
