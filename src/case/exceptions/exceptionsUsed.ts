import { Detector, type Filter, type Rule, type RuleSet } from '../../detection';
import type { LogIndex } from '../../index/logIndex';
import type { FinderOf } from '../../reading/json/memberSpans';
import { eachRecord, type SourceOf } from '../sources/eachRecord';
import { FieldColumns } from '../findings/screening/fieldColumns';
import { RecordFields } from '../findings/screening/recordFields';
import { RuleScreen } from '../findings/screening/ruleScreen';
import type { Turns } from '../turns';

/** How much an exception left out. */
export interface ExceptionUse {
  readonly id: string;
  readonly title: string;
  /** The file it stands in, and the line, from 1, where it begins. */
  readonly path: string;
  readonly line: number;
  /** Events that a rule would have been true of; for a correlation those that it would have counted. */
  readonly events: number;
}

/**
 * Counts what each exception leaves out of some rows; those that leave out nothing are there with 0. One from rules that
 * are not in force is not there: that it can do nothing is said of its rules, and says nothing about its use.
 */
export async function exceptionsUsed(
  set: RuleSet,
  index: LogIndex,
  sourceOf: SourceOf,
  turns: Turns,
  finderOf?: FinderOf,
): Promise<ExceptionUse[]> {
  const counts = new Map<Filter, number>(
    set.filters.filter(({ ruleIds }) => ruleIds.length > 0).map((filter) => [filter, 0]),
  );
  const probes = [...set.rules.map(unfiltered), ...countedRules(set)].filter(({ logic }) => logic.filters.length > 0);
  if (probes.length > 0) {
    const detector = new Detector({ ...set, rules: probes });
    const columns = new FieldColumns(index);
    const candidates = await new RuleScreen(detector, index, columns).allCandidates(turns);
    const places = new Map(Array.from(candidates.rows, (row, place) => [row, place]));
    const fields = new RecordFields(columns, detector.fields, finderOf);
    await eachRecord(index, places.keys(), sourceOf, turns, (row, bytes, start, end) => {
      const record = fields.at(row, bytes, start, end);
      const rules = candidates.openAt(places.get(row) ?? 0).map(({ rule }) => rule);
      const used = new Set(detector.suppressedAmong(rules, record).map(({ filter }) => filter));
      if (record.isRecord) for (const filter of used) counts.set(filter, (counts.get(filter) ?? 0) + 1);
    });
  }
  return [...counts].map(([{ id, title, path, line }, events]) => ({ id, title, path, line, events }));
}

/** A rule that is looked up as if it had no filters: with them it may be clear that it is true of no event at all. */
function unfiltered(rule: Rule): Rule {
  return { ...rule, logic: { ...rule.logic, expression: rule.logic.own } };
}

/** For each correlation with filters the rules whose events it counts, with those filters as their own. */
function countedRules({ correlations, filters }: RuleSet): Rule[] {
  return correlations.flatMap((correlation) => {
    const its = filters.filter(({ ruleIds }) => ruleIds.includes(correlation.id));
    if (its.length === 0) return [];
    // what a rule's own filters leave out does not reach the correlation
    return rulesBehind(correlation).map((rule): Rule => {
      const { expression } = rule.logic;
      return { ...rule, logic: { ...rule.logic, own: expression, filters: its } };
    });
  });
}

/** The rules that a correlation counts, also those behind the correlations that it counts. */
export function rulesBehind(correlation: RuleSet['correlations'][number]): Rule[] {
  const found = correlation.rules.flatMap((rule) => (rule.kind === 'rule' ? [rule] : rulesBehind(rule)));
  return [...new Set(found)];
}
