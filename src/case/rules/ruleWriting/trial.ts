import {
  type Correlation,
  type CorrelationMatch,
  Correlator,
  Detector,
  type Filter,
  type MatchReason,
  type Rule,
  type RuleLevel,
  type RuleMatch,
  type RuleSet,
} from '../../../detection';
import type { CloudTrailRecord } from '../../../record/types';
import { type Group, groupsOf } from '../../../query/groups';
import { correlationsBehind, rulesBehind } from '../../exceptions/exceptionsUsed';
import type { SourceOf } from '../../sources/eachRecord';
import { matchesOf } from '../../findings/findings';
import type { Turns } from '../../turns';
import { tryFilters } from './filterTrial';
import type { Scope } from '../../scope';
import { screened, visitRecords } from './scopeRecords';

/** What one document of a rule file is true of in the events of a log or case. */
export interface RuleTrial {
  readonly kind: 'rule' | 'correlation' | 'filter';
  readonly title: string;
  readonly level: RuleLevel;
  /** The line of its title in the file, from 1. */
  readonly line: number;
  /** Events that it is true of, triggers of a correlation, or events that a filter leaves out. */
  readonly count: number;
  /** Of so many: the events of the scope; for a filter those that its rules are true of. */
  readonly of: number;
  /** The first of them in order of time. */
  readonly rows: Uint32Array;
  /** In order of time; the empty day is that of events without a time. */
  readonly days: readonly Counted[];
  /** The most frequent first. */
  readonly identities: readonly Counted[];
  readonly identityCount: number;
  /** Some of them from everywhere, with why they match. */
  readonly samples: readonly Sample[];
}

export interface Counted {
  readonly value: string;
  readonly count: number;
}

export interface Sample {
  readonly row: number;
  /** The selections that were true; none for a correlation and a filter. */
  readonly reasons: readonly MatchReason[];
}

/** What became of trying a rule file. */
export interface TrialResult {
  /** Events in the scope. */
  readonly events: number;
  /** Events that could not be looked at: their source was changed or can no longer be read. */
  readonly unread: number;
  /** One for each document that can be used. */
  readonly trials: readonly RuleTrial[];
}

/** So many rows are named; the count is of all. */
const MAX_ROWS = 1000;
const MAX_IDENTITIES = 10;
const MAX_SAMPLES = 10;

/**
 * Tries the documents of one file on events.
 * @param set everything that they refer to, and they
 */
export async function tryRules(set: RuleSet, path: string, scope: Scope, turns: Turns): Promise<TrialResult> {
  const isOwn = (one: { readonly path: string }): boolean => one.path === path;
  const correlations = set.correlations.filter(isOwn);
  const filters = set.filters.filter(isOwn);
  const own = set.rules.filter(isOwn);
  const rules = new Set([...own, ...correlations.flatMap(rulesBehind)]);
  const run = new Run({ ...set, rules: [...rules], correlations: [] }, scope);
  await run.over(correlations, turns);
  const trials: RuleTrial[] = [];
  for (const rule of own) trials.push(await run.trial(rule, run.rowsOf.get(rule) ?? []));
  for (const correlation of correlations)
    trials.push(await run.trial(correlation, await run.triggers(set, correlation, turns)));
  const unread = new Set(run.unread);
  const left = await tryFilters(set, filters, scope, turns);
  left.unread.forEach((row) => unread.add(row));
  for (const [filter, { out, matched }] of left.filters)
    trials.push({ ...(await run.trial(filter, [...out])), of: matched.size });
  const events = scope.reader.index.count;
  return { events, unread: unread.size, trials: trials.sort((a, b) => a.line - b.line) };
}

/** Rules and correlations over all events that they may be true of. */
class Run {
  readonly rowsOf = new Map<Rule, number[]>();
  unread: readonly number[] = [];
  private readonly detector: Detector;
  /** Events that correlations count. */
  private counted: { row: number; record: CloudTrailRecord; matches: readonly RuleMatch[] }[] = [];

  constructor(
    rules: RuleSet,
    private readonly scope: Scope,
  ) {
    this.detector = new Detector(rules);
  }

  async over(correlations: readonly Correlation[], turns: Turns): Promise<void> {
    const { detector, scope } = this;
    const counted = new Set(correlations.flatMap(rulesBehind));
    const candidates = await screened(detector, scope, turns);
    this.unread = await visitRecords(scope, candidates.keys(), turns, (row, record) => {
      const matches = detector.matchAmong(candidates.get(row) ?? [], record);
      for (const { rule } of matches) {
        const rows = this.rowsOf.get(rule);
        if (rows === undefined) this.rowsOf.set(rule, [row]);
        else rows.push(row);
      }
      if (matches.some(({ rule }) => counted.has(rule))) this.counted.push({ row, record, matches });
    });
    this.counted.sort((a, b) => a.row - b.row);
  }

  /** The rows that completed a correlation, as if it were there for itself. */
  async triggers(set: RuleSet, correlation: Correlation, turns: Turns): Promise<number[]> {
    const behind = correlationsBehind(correlation);
    const correlator = new Correlator({ ...set, correlations: [...behind, { ...correlation, standalone: true }] });
    const { index } = this.scope.reader;
    const rows: number[] = [];
    const take = (found: readonly CorrelationMatch[]): void => {
      for (const match of found) if (match.correlation.id === correlation.id) rows.push(match.row);
    };
    for (const { row, record, matches } of this.counted) {
      if (turns.due()) await turns.next();
      take(correlator.add(row, index.time(row), record, matches));
    }
    take(correlator.finish());
    return rows;
  }

  async trial(rule: Rule | Correlation | Filter, found: readonly number[]): Promise<RuleTrial> {
    const { reader, sourceOf } = this.scope;
    const rows = [...found].sort((a, b) => a - b);
    const identities = counted(groupsOf(reader, 'identity', rows));
    const step = Math.max(1, Math.ceil(rows.length / MAX_SAMPLES));
    const sampled = rows.filter((_, n) => n % step === 0);
    const { kind, title, level, line } = rule;
    return {
      ...{ kind, title, level, line },
      count: rows.length,
      of: reader.index.count,
      rows: Uint32Array.from(rows.slice(0, MAX_ROWS)),
      days: counted(groupsOf(reader, 'day', rows)).sort((a, b) => (a.value < b.value ? -1 : 1)),
      identities: identities.slice(0, MAX_IDENTITIES),
      identityCount: identities.length,
      samples: await Promise.all(
        sampled.map(async (row) => ({ row, reasons: await this.reasons(rule, row, sourceOf) })),
      ),
    };
  }

  private async reasons(rule: Rule | Correlation | Filter, row: number, sourceOf: SourceOf): Promise<MatchReason[]> {
    const { index } = this.scope.reader;
    const source = rule.kind === 'rule' ? await sourceOf(index.place(row).source) : undefined;
    const matches = source === undefined ? [] : matchesOf(this.detector, index, row, source);
    return matches.find((match) => match.rule === rule)?.explain() ?? [];
  }
}

function counted(groups: readonly Group[]): Counted[] {
  return groups.map(({ value = '', count }) => ({ value, count }));
}
