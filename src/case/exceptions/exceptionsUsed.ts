import { type Correlation, Detector, type Filter, type Rule, type RuleSet } from '../../detection';
import { eachRecord } from '../sources/eachRecord';
import { compareHits } from '../findings/findings';
import type { RecordedEvents } from '../scope';
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
  /**
   * Of these, those that are told of (see {@link tellsOf}) and that no exception before it leaves out: summed over all
   * exceptions each event counts once.
   */
  readonly first: number;
}

/**
 * Counts what each exception leaves out of some rows; those that leave out nothing are there with 0, unless there are
 * events that could not be looked at: it may leave out those. Where there are no events at all, none is there. Nor is one
 * from rules that are not in force: that it can do nothing is said of its rules, and says nothing about its use.
 */
export async function exceptionsUsed(set: RuleSet, events: RecordedEvents, turns: Turns): Promise<ExceptionUse[]> {
  if (events.index.count === 0) return [];
  const tallies = set.filters
    .filter(({ ruleIds }) => ruleIds.length > 0)
    .map((filter, order) => ({ filter, order, events: 0, first: 0 }));
  const tallyOf = new Map(tallies.map((tally) => [tally.filter, tally]));
  const counted = new Set(countedRules(set));
  const probes = [...set.rules.map(unfiltered), ...counted];
  const tells = tellsOf(set);
  const isTold = ({ rule, filter }: Suppressed[number]): boolean => counted.has(rule) || tells(filter, rule);
  const talliesOf = (some: Suppressed) => new Set(some.flatMap(({ filter }) => tallyOf.get(filter) ?? []));
  const unread = await eachSuppressed({ ...set, rules: probes }, events, turns, (_, suppressed) => {
    for (const tally of talliesOf(suppressed)) tally.events += 1;
    const [first] = [...talliesOf(suppressed.filter(isTold))].sort((a, b) => a.order - b.order);
    if (first !== undefined) first.first += 1;
  });
  return tallies
    .filter((tally) => tally.events > 0 || unread === 0)
    .map(({ filter: { id, title, path, line }, events: all, first }) => ({
      id,
      title,
      path,
      line,
      events: all,
      first,
    }));
}

/**
 * Whether a person is told that an exception leaves out events of a rule: of one that only serves correlations, and would
 * have been found on none of them, where the exception is for no other.
 */
export function tellsOf({ rules, correlations, filters }: RuleSet): (filter: Filter, rule: Rule) => boolean {
  const findings = new Set([...rules, ...correlations].filter(({ standalone }) => standalone).map(({ id }) => id));
  const forFindings = new Set(filters.filter(({ ruleIds }) => ruleIds.some((id) => findings.has(id))));
  return (filter, { standalone }) => standalone || !forFindings.has(filter);
}

/** An event that a rule would have been found on but for exceptions. */
export interface SuppressedHit {
  readonly rule: Rule;
  readonly row: number;
  /** Those that leave it out. */
  readonly filters: readonly Filter[];
}

/**
 * The findings about one event that exceptions leave out, in order of time, then of title. Those of correlations are not
 * among them: they are never counted. Only events that rules with exceptions may be true of are looked at.
 */
export async function suppressedHits(set: RuleSet, events: RecordedEvents, turns: Turns): Promise<SuppressedHit[]> {
  const hits: SuppressedHit[] = [];
  const originals = new Map(set.rules.map((rule) => [rule.id, rule]));
  const rules = set.rules.filter(({ standalone }) => standalone).map(unfiltered);
  await eachSuppressed({ ...set, rules }, events, turns, (row, suppressed) => {
    for (const id of new Set(suppressed.map(({ rule }) => rule.id))) {
      const rule = originals.get(id);
      const filters = suppressed.filter((one) => one.rule.id === id).map(({ filter }) => filter);
      if (rule !== undefined) hits.push({ rule, row, filters });
    }
  });
  return hits.sort(compareHits);
}

type Suppressed = ReturnType<Detector['suppressed']>;

/**
 * Visits the events that filters leave out of what rules are true of; costs nothing where no rule has any. Says how many
 * events could not be looked at.
 */
async function eachSuppressed(
  set: RuleSet,
  { index, sourceOf, finderOf }: RecordedEvents,
  turns: Turns,
  visit: (row: number, suppressed: Suppressed) => void,
): Promise<number> {
  const rules = set.rules.filter(({ logic }) => logic.filters.length > 0);
  if (rules.length === 0) return 0;
  const detector = new Detector({ ...set, rules });
  const columns = new FieldColumns(index);
  const candidates = await new RuleScreen(detector, index, columns).allCandidates(turns);
  const places = new Map(Array.from(candidates.rows, (row, place) => [row, place]));
  const fields = new RecordFields(columns, detector.fields, finderOf);
  let unread = 0;
  const missed = await eachRecord(index, places.keys(), sourceOf, turns, (row, bytes, start, end) => {
    const record = fields.at(row, bytes, start, end);
    const open = candidates.openAt(places.get(row) ?? 0).map(({ rule }) => rule);
    const suppressed = detector.suppressedAmong(open, record);
    if (!record.isRecord) unread += 1;
    else if (suppressed.length > 0) visit(row, suppressed);
  });
  return unread + missed.length;
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
export function rulesBehind(correlation: Correlation): Rule[] {
  const all = [...correlationsBehind(correlation), correlation].flatMap(({ rules }) => rules);
  return [...new Set(all.filter((rule) => rule.kind === 'rule'))];
}

/** The correlations that a correlation counts, over all chains, each once and behind those that it counts itself. */
export function correlationsBehind(correlation: Correlation, behind = new Set<Correlation>()): Set<Correlation> {
  for (const rule of correlation.rules) {
    if (rule.kind === 'rule' || behind.has(rule)) continue;
    correlationsBehind(rule, behind);
    behind.add(rule);
  }
  return behind;
}
