import type { Correlation, Rule, RuleSet } from '../../../detection';
import type { LogIndex } from '../../../index/logIndex';
import type { LoadedRules } from '../../rules/ruleBook';
import type { Turns } from '../../turns';
import type { RecordedEvents } from '../../scope';
import { compareHits, findHits, type Hit } from '../findings';
import { type RulePart, rulePartsOf } from './ruleParts';

/** What each part of a rule set found, by the part's key. */
type HitsByPart = ReadonlyMap<string, readonly Hit[]>;

/** No more is kept than so many events of findings: some hundred megabytes. */
const MOST_KEPT = 4_000_000;

/**
 * What rules found in events, kept as long as those are: of a rule set of which little changed only that is run again.
 * After one more exception a large case is looked through for one rule, not for all.
 */
export class KnownHits {
  private readonly runs = new WeakMap<LogIndex, HitsByPart>();
  /** Their keys hold all that the rules are written in: once for all logs that they run over. */
  private readonly partsOfSets = new WeakMap<RuleSet, readonly RulePart[]>();

  constructor(private readonly mostKept = MOST_KEPT) {}

  /** What {@link findHits} gives. `unread` is told of rules that are run, not of what is known. */
  async find(events: RecordedEvents, rules: LoadedRules, turns: Turns, unread: number[]): Promise<Hit[]> {
    const { index } = events;
    const { set, detector } = rules;
    const parts = this.partsOf(rules);
    const before = this.runs.get(index) ?? new Map<string, readonly Hit[]>();
    const isKnown = ({ key }: RulePart): boolean => key !== undefined && before.has(key);
    const known = parts.filter(isKnown);
    const changed = parts.filter((part) => !isKnown(part));
    const own = known.length === 0 ? set : partOfSet(set, changed);
    const found =
      changed.length === 0 ? [] : await findHits(own, events, turns, own === set ? { detector, unread } : { unread });
    const hitsOf = new Map(known.map((part) => [part, hitsAgain(part, before)]));
    // what could not be read may be there the next time
    this.keep(index, unread.length === 0 ? byPart(changed, found, hitsOf) : hitsOf);
    if (known.length === 0) return found;
    return [...found, ...known.flatMap((part) => hitsOf.get(part) ?? [])].sort(compareHits);
  }

  private partsOf({ set, options: { placeholders = new Map() } }: LoadedRules): readonly RulePart[] {
    const parts = this.partsOfSets.get(set) ?? rulePartsOf(set, JSON.stringify([...placeholders]));
    this.partsOfSets.set(set, parts);
    return parts;
  }

  private keep(index: LogIndex, hitsOf: ReadonlyMap<RulePart, readonly Hit[]>): void {
    let rows = 0;
    const kept = new Map<string, readonly Hit[]>();
    for (const [{ key }, hits] of hitsOf) {
      for (const { chain } of hits) rows += 1 + chain.length;
      if (key !== undefined) kept.set(key, hits);
    }
    if (rows <= this.mostKept) this.runs.set(index, kept);
    else this.runs.delete(index);
  }
}

function partOfSet(set: RuleSet, parts: readonly RulePart[]): RuleSet {
  const rules = new Set(parts.flatMap((part) => part.rules));
  const correlations = new Set(parts.flatMap((part) => part.correlations));
  return {
    ...set,
    rules: set.rules.filter((rule) => rules.has(rule)),
    correlations: set.correlations.filter((correlation) => correlations.has(correlation)),
  };
}

/** What a part found before, as found by its rules as they were read now. */
function hitsAgain({ key = '', rules, correlations }: RulePart, before: HitsByPart): Hit[] {
  const byId = new Map<string, Rule | Correlation>([...rules, ...correlations].map((rule) => [rule.id, rule]));
  return (before.get(key) ?? []).map((hit) => ({ ...hit, rule: byId.get(hit.rule.id) ?? hit.rule }));
}

/** Adds to `hitsOf` what each of some parts found. */
function byPart(parts: readonly RulePart[], found: readonly Hit[], hitsOf: Map<RulePart, Hit[]>): Map<RulePart, Hit[]> {
  const listOf = new Map<Hit['rule'], Hit[]>();
  for (const part of parts) {
    const hits: Hit[] = [];
    hitsOf.set(part, hits);
    for (const rule of [...part.rules, ...part.correlations]) listOf.set(rule, hits);
  }
  for (const hit of found) listOf.get(hit.rule)?.push(hit);
  return hitsOf;
}
