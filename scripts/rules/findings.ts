import { Correlator, Detector, type Correlation, type Rule, type RecordObject, type RuleSet } from '../../src/detection';

/** What a rule or correlation found: its trigger, by place in the log that was given. */
export interface Finding {
  readonly rule: Rule | Correlation;
  readonly event: number;
}

/** Runs rules and correlations over a log, its events in any order; an event delivered twice counts once. */
export function findingsIn(set: RuleSet, log: readonly RecordObject[]): Finding[] {
  const detector = new Detector(set);
  const correlator = new Correlator(set);
  const seen = new Set<string>();
  const time = (event: RecordObject) => Date.parse(String(event['eventTime']));
  const order = log
    .map((event, place) => ({ event, place, time: time(event) }))
    .filter(({ event }) => {
      const id = event['eventID'];
      const known = typeof id === 'string' && seen.has(id);
      if (typeof id === 'string') seen.add(id);
      return !known;
    })
    .sort((a, b) => a.time - b.time);
  const findings: Finding[] = [];
  const trigger = ({ correlation, row }: ReturnType<Correlator['finish']>[number]) => {
    findings.push({ rule: correlation, event: row });
  };
  for (const { event, place, time } of order) {
    const matches = detector.match(event);
    for (const { rule } of matches) if (rule.standalone) findings.push({ rule, event: place });
    correlator.add(place, time, event, matches).forEach(trigger);
  }
  correlator.finish().forEach(trigger);
  return findings;
}
