/** What the rules in force say of the events of a log or a case, in numbers and short texts that cross to the editor. */
import type { MatchReason, RuleProblem } from '../detection';
import type { FacetReader } from '../query/facets';
import type { FindingCalls } from './exceptions/calls';
import { type EventsBehind, eventsBehind, type FindingKey } from './exceptions/eventsBehind';
import { type ExceptionUse, exceptionsUsed, rulesBehind } from './exceptions/exceptionsUsed';
import { callsOf } from './exceptions/findingCalls';
import { type FindingGroup, groupFindings } from './findings/findingGroups';
import { KnownHits } from './findings/again/knownHits';
import { type Hit, matchesOf } from './findings/findings';
import type { Platform } from './platform';
import { factsOfRule, type RuleBook, type RuleFacts } from './rules/ruleBook';
import { eventsOf, type RecordedEvents, type Scope } from './scope';
import { type OnProgress, Turns } from './turns';

/** One finding: which rule, on which event, and for a correlation the events it is about. */
export interface FindingHit {
  /** Number into {@link Findings.rules}. */
  readonly rule: number;
  readonly row: number;
  /** Rows of a correlation in order of time; empty for a rule about one event. */
  readonly chain: readonly number[];
  readonly isCut: Hit['isCut'];
  readonly group: Hit['group'];
  readonly count: Hit['count'];
  readonly value: Hit['value'];
}

/** Findings of a document or a case. */
export interface Findings {
  readonly rules: readonly RuleFacts[];
  readonly hits: readonly FindingHit[];
  readonly groups: readonly FindingGroup[];
  readonly problems: readonly RuleProblem[];
  /** Events that a rule may be true of and that could not be looked at: their source was changed or can no longer be read. */
  readonly unread: number;
  /** Events without a time that can be used, which no correlation counts; 0 where none is in force. */
  readonly uncounted: number;
}

/** Why a rule is true of an event. */
export interface Reason {
  readonly rule: RuleFacts;
  readonly reasons: readonly MatchReason[];
  /** Ids of the correlations that count its events. */
  readonly countedBy: readonly string[];
}

/** Of what is open, by the names that it has in questions. */
export interface OpenScopes {
  /** The events of a document or a case; undefined where they are not known. `generation`: see `Cases.get`. */
  scopeOf(key: string, generation?: number): Scope | undefined;
}

/** Answers what the rules in force say of the events of a document or a case. */
export class RuleAnswers {
  private readonly known = new KnownHits();

  constructor(
    private readonly rules: RuleBook,
    private readonly open: OpenScopes,
    private readonly platform: Pick<Platform, 'finderOf'>,
  ) {}

  /**
   * Runs the rules over all events; those that ran over them before, and did not change, are not run again. Rejects where
   * the events are not known: that nothing was found would be no answer.
   */
  async findings(key: string, signal?: AbortSignal, onProgress?: OnProgress): Promise<Findings> {
    const rules = await this.rules.loaded();
    const scope = this.open.scopeOf(key);
    if (scope === undefined)
      throw new Error('What was read is not known any more, so that the rules could not run over it.');
    const unread: number[] = [];
    const turns = new Turns(signal, undefined, onProgress);
    const found = await this.known.find(await this.eventsOf(scope), rules, turns, unread);
    const uncounted = rules.set.correlations.length > 0 ? scope.reader.index.withoutTime : 0;
    return { ...findingsOf(found, scope.reader, rules.set.problems), unread: unread.length, uncounted };
  }

  /** Why rules are true of an event: the selections and the values that made them so. */
  async reasons(key: string, row: number): Promise<Reason[]> {
    const { detector, set } = await this.rules.loaded();
    const scope = this.open.scopeOf(key);
    if (scope === undefined || row >= scope.reader.index.count) return [];
    const { index } = scope.reader;
    const source = await scope.sourceOf(index.place(row).source);
    const matches = source === undefined ? [] : matchesOf(detector, index, row, source);
    return matches.map((match) => ({
      rule: factsOfRule(match.rule),
      reasons: match.explain(),
      countedBy: set.correlations.filter((one) => rulesBehind(one).includes(match.rule)).map(({ id }) => id),
    }));
  }

  /** What the exceptions left out. */
  async exceptions(key: string, signal?: AbortSignal): Promise<ExceptionUse[]> {
    const { set } = await this.rules.loaded();
    const scope = this.open.scopeOf(key);
    return scope === undefined ? [] : exceptionsUsed(set, await this.eventsOf(scope), new Turns(signal));
  }

  /** What an exception from a rule may be narrowed to: see {@link callsOf}. */
  async calls(
    key: string,
    ruleId: string,
    rows: readonly number[],
    generation?: number,
  ): Promise<FindingCalls | undefined> {
    const { set } = await this.rules.loaded();
    const reader = this.open.scopeOf(key, generation)?.reader;
    return reader && callsOf(set, ruleId, reader, rows);
  }

  /** What is behind a finding of a correlation: see {@link eventsBehind}. */
  async eventsBehind(
    key: string,
    ruleId: string,
    finding: FindingKey,
    generation?: number,
    signal?: AbortSignal,
  ): Promise<EventsBehind | undefined> {
    const { set } = await this.rules.loaded();
    const scope = this.open.scopeOf(key, generation);
    return scope && eventsBehind(set, ruleId, finding, await this.eventsOf(scope), new Turns(signal));
  }

  private async eventsOf(scope: Scope): Promise<RecordedEvents> {
    return eventsOf(scope, await this.platform.finderOf?.());
  }
}

/** What crosses to the editor of what was found. */
function findingsOf(
  found: readonly Hit[],
  reader: FacetReader,
  problems: readonly RuleProblem[],
): Omit<Findings, 'unread' | 'uncounted'> {
  const numbers = new Map<Hit['rule'], number>();
  for (const { rule } of found) if (!numbers.has(rule)) numbers.set(rule, numbers.size);
  const numberOf = ({ rule }: Hit): number => numbers.get(rule) as number;
  return {
    rules: [...numbers.keys()].map(factsOfRule),
    hits: found.map((hit) => ({ ...hit, rule: numberOf(hit) })),
    groups: groupFindings(found, numberOf, reader),
    problems,
  };
}
