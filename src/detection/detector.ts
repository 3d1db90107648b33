import { ColumnScreen } from './columnScreen';
import type { OpenRule } from './decisions';
import { explainMatch, type MatchReason } from './explain';
import type { Column } from './match/column';
import { compileExpression, itemsOf, type EventTest } from './match/expression';
import type { RecordObject } from './match/field';
import { screen, type EventFacts } from './match/screen';
import { EventView, parsedEvent, type EventSource } from './match/view';
import type { RuleSet } from './ruleSet';
import { RuleDirectory } from './ruleDirectory';
import type { Filter } from './rule/filter';
import type { Rule } from './rule/rule';

/** A rule that is true of an event. */
export interface RuleMatch {
  readonly rule: Rule;
  /** Why: the selections that were true, with the values that made them so. Computed when asked. */
  explain(): MatchReason[];
}

/** Asks all rules of a set at once. Events are only read; nothing throws, whatever they hold. */
export class Detector {
  /** By a list of open rules and the places in it of those that were true: the rules. */
  private readonly openMatches = new WeakMap<readonly OpenRule[], Map<string, readonly Rule[]>>();

  private readonly filtered: readonly Rule[];
  private readonly ownTests = new Map<Rule, EventTest>();

  private readonly directory: RuleDirectory;

  constructor(private readonly rules: RuleSet) {
    // of some of a set's rules it is another one
    this.directory = rules.directory.all === rules.rules ? rules.directory : new RuleDirectory(rules.rules);
    this.filtered = rules.rules.filter((rule) => rule.logic.filters.length > 0);
  }

  /** All fields that are asked for of an event: those of rules and filters, and those that they compare with. */
  get fields(): readonly string[] {
    return this.rules.fields.names;
  }

  /** The rules that name an event, as far as they may be true of one with this name and source. */
  naming(facts: EventFacts & { readonly eventName: string }): readonly Rule[] {
    return this.directory.naming(facts.eventName).filter((rule) => screen(rule.logic.expression, facts) !== false);
  }

  /** Tells of the rows of an index, without a look at their records, which rules may be true of them. `places` are of each column's ids. */
  screen(columns: readonly Column[], places?: readonly number[]): ColumnScreen {
    return new ColumnScreen(this.directory, columns, places);
  }

  /**
   * Those that are true of an event, of the rules that a screen left open at its row. The same array where the same ones of
   * the same list are: logs have few such arrays, and events by the million.
   */
  matchOpen(open: readonly OpenRule[], event: EventSource): readonly Rule[] {
    const view = new EventView(event, this.rules.fields);
    let places = '';
    for (let place = 0; place < open.length; place++) {
      const { test } = open[place] as OpenRule;
      if (test === undefined || test(view)) places += String.fromCharCode(place);
    }
    if (places === '') return noRules;
    let known = this.openMatches.get(open);
    if (known === undefined) this.openMatches.set(open, (known = new Map<string, readonly Rule[]>()));
    let matches = known.get(places);
    if (matches === undefined) {
      matches = Array.from(places, (place) => (open[place.charCodeAt(0)] as OpenRule).rule);
      known.set(places, matches);
    }
    return matches;
  }

  /** The rules that are true of an event. */
  match(event: RecordObject): readonly RuleMatch[] {
    const eventName = Object.hasOwn(event, 'eventName') ? event['eventName'] : null;
    return this.matchAmong(this.directory.ofName(eventName).rules, event);
  }

  /** Those of some rules that are true of an event. */
  matchAmong(candidates: readonly Rule[], event: RecordObject): readonly RuleMatch[] {
    if (candidates.length === 0) return none;
    const view = new EventView(parsedEvent(event), this.rules.fields);
    const matches: RuleMatch[] = [];
    for (const rule of candidates) {
      if (rule.logic.test(view)) matches.push({ rule, explain: () => explainMatch(rule.logic.own, view) });
    }
    return matches;
  }

  /**
   * The rules whose own condition is true of an event and that a filter leaves out, with the filter. For telling which
   * exceptions are used; costs more than `match`, so ask for events worth it.
   */
  suppressed(event: RecordObject): readonly { readonly rule: Rule; readonly filter: Filter }[] {
    return this.suppressedAmong(this.filtered, parsedEvent(event));
  }

  /** The same for some of the rules. */
  suppressedAmong(
    rules: readonly Rule[],
    event: EventSource,
  ): readonly { readonly rule: Rule; readonly filter: Filter }[] {
    const view = new EventView(event, this.rules.fields);
    const found: { rule: Rule; filter: Filter }[] = [];
    for (const rule of rules) {
      const filters = rule.logic.filters.filter((filter) => !filter.logic.test(view));
      if (filters.length === 0 || !this.own(rule)(view)) continue;
      for (const filter of filters) found.push({ rule, filter });
    }
    return found;
  }

  /** Whether one rule is true of an event. */
  matches(rule: Rule, event: RecordObject): boolean {
    return rule.logic.test(new EventView(parsedEvent(event), this.rules.fields));
  }

  private own(rule: Rule): EventTest {
    const test = this.ownTests.get(rule) ?? compileExpression(rule.logic.own);
    this.ownTests.set(rule, test);
    return test;
  }
}

const none: readonly RuleMatch[] = [];
const noRules: readonly Rule[] = [];

/** A field of a rule and where its key stands in the file, line and column from 1. */
export interface RuleField {
  readonly field: string;
  readonly modifiers: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** The fields that a rule's selections ask for, in the order of its condition; keywords are left out. */
export function fieldsOfRule(rule: Rule): RuleField[] {
  return itemsOf(rule.logic.own)
    .filter((item) => item.field !== '')
    .map(({ field, modifiers, line, column }) => ({ field, modifiers, line, column }));
}
