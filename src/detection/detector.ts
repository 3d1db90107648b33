import { ColumnScreen } from './columnScreen';
import type { OpenRule } from './decisions';
import { explainMatch, type MatchReason } from './explain';
import type { Column } from './match/column';
import { compileExpression, itemsOf, type EventTest } from './match/expression';
import type { RecordObject } from './match/field';
import { screen, type EventFacts, type KnownValue } from './match/screen';
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

const maxRemembered = 20_000;

/** Asks all rules of a set at once. Events are only read; nothing throws, whatever they hold. */
export class Detector {
  private readonly remembered = new Map<KnownValue, Map<KnownValue, readonly Rule[]>>();
  private rememberedCount = 0;

  /** By a list of open rules and the places in it of those that were true: the rules. */
  private readonly openMatches = new WeakMap<readonly OpenRule[], Map<string, readonly Rule[]>>();

  private readonly filtered: readonly Rule[];
  private readonly ownTests = new Map<Rule, EventTest>();

  constructor(private readonly rules: RuleSet) {
    this.filtered = rules.rules.filter((rule) => rule.logic.filters.length > 0);
  }

  /** All fields that are asked for of an event: those of rules and filters, and those that they compare with. */
  get fields(): readonly string[] {
    return this.rules.fields.names;
  }

  /**
   * The rules that may be true of an event, by what is known before its record is parsed. Empty: the record need
   * not be parsed. Answers for eventSource and eventName are remembered, so ask with these two first; with more
   * facts the answer is narrower and costs a look at each rule that the two leave open.
   */
  candidates(facts: EventFacts): readonly Rule[] {
    const first = this.byName(facts.eventSource, facts.eventName);
    if (first.length === 0 || !hasOthers(facts)) return first;
    return first.filter((rule) => screen(rule.logic.expression, facts) !== false);
  }

  /** The same for rows of an index: the columns answer without a look at the record. `places` are of each column's ids. */
  screen(columns: readonly Column[], places?: readonly number[]): ColumnScreen {
    const { rules, directory } = this.rules;
    // of some of a set's rules it is another one
    const own = directory.all === rules ? directory : new RuleDirectory(rules);
    return new ColumnScreen(own, columns, places);
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

  /** The rules that are true of an event. `facts` spare the work of finding the candidates from the record. */
  match(event: RecordObject, facts?: EventFacts): readonly RuleMatch[] {
    return this.matchAmong(this.candidates(facts ?? factsOf(event)), event);
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

  private byName(eventSource: KnownValue, eventName: KnownValue): readonly Rule[] {
    const known = this.remembered.get(eventSource)?.get(eventName);
    if (known !== undefined) return known;
    const facts = { eventSource, eventName };
    const rules = this.rules.rules.filter((rule) => screen(rule.logic.expression, facts) !== false);
    // Names come from the log: a hostile one has no end of them.
    if (this.rememberedCount >= maxRemembered) {
      this.remembered.clear();
      this.rememberedCount = 0;
    }
    this.rememberedCount += 1;
    const names = this.remembered.get(eventSource) ?? new Map<KnownValue, readonly Rule[]>();
    names.set(eventName, rules);
    this.remembered.set(eventSource, names);
    return rules;
  }
}

const none: readonly RuleMatch[] = [];
const noRules: readonly Rule[] = [];

function hasOthers(facts: EventFacts): boolean {
  for (const field in facts) if (field !== 'eventSource' && field !== 'eventName') return true;
  return false;
}

/** The facts of a parsed event. A name that is no string is left to the rules. */
function factsOf(event: RecordObject): EventFacts {
  const text = (key: string): KnownValue => {
    if (!Object.hasOwn(event, key)) return null;
    const value = event[key];
    return typeof value === 'string' ? value : undefined;
  };
  return { eventSource: text('eventSource'), eventName: text('eventName') };
}

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
