import { foldCase } from '../caseFold';
import { regexTest } from '../regex';
import { numberOf, type RuleValue } from '../rule/value';
import { accountsIn } from './accounts';
import { awsAccounts } from './awsAccounts';
import { inNetwork, NetworkSet, parseNetwork } from './cidr';
import type { FieldValues } from './field';
import { beginningOf, compilePattern, plainText } from './pattern';
import { timePart, type TimePart } from './time';
import type { EventView, FieldTable } from './view';

/**
 * One value of a rule, ready to be compared with what a field holds.
 *
 * Comparisons: texts compare whole and without regard to case unless `cased`; a number in the rule compares with a
 * number or with its text; true and false by their JSON text; null with an absent field or JSON null; lt, lte, gt and
 * gte with numbers and texts that are numbers; fieldref compares the texts of two fields that both have some.
 */
export interface ValueMatcher {
  /** A rough order of cost, so that cheap comparisons come first. */
  readonly cost: number;
  test(field: FieldValues, view: EventView | undefined): boolean;
  /** The text that made it match, for "why it fired"; undefined when there is no such text (null, exists). */
  found(field: FieldValues, view: EventView | undefined): string | undefined;
  /** Of several values in one: the one, as the rule has it, that a text is found by. */
  said?(found: string): string | undefined;
  /** Whether the answer needs other fields of the event. */
  readonly needsEvent: boolean;
  /** Whether the answer tells an absent field from one that is null. */
  readonly needsKey?: boolean;
  /** Where the first so many characters of a text decide, whatever follows. */
  readonly beginning?: number | undefined;
  /** Where it is true of these texts and no other, without their case. */
  readonly texts?: readonly string[];
}

/** Compiles a value; a text result says why it cannot be honoured. Throws RegexError for a bad expression. */
export function compileValue(
  value: RuleValue,
  cased: boolean,
  keyword: boolean,
  table: FieldTable,
): ValueMatcher | string {
  switch (value.kind) {
    case 'text': {
      const pattern = value.pattern;
      const cost = plainText(pattern) === undefined ? 3 : 1;
      return textMatcher(compilePattern(pattern, cased), cased, cost, beginningOf(pattern));
    }
    case 'number':
      return numberMatcher(value.number, value.raw.toLowerCase());
    case 'boolean':
      return textMatcher(compilePattern([String(value.boolean)], false), false, 1);
    case 'null':
      return keyword ? 'null is no keyword' : { cost: 1, needsEvent: false, test: isNull, found: () => undefined };
    case 'exists':
      if (keyword) return 'exists needs a field before it';
      return {
        cost: 1,
        needsEvent: false,
        needsKey: true,
        test: (field) => field.present === value.exists,
        found: (field) => field.texts()[0],
      };
    case 'foreign':
      return foreignMatcher(value, table);
    case 'regex':
      return textMatcher(regexTest(placed(value.source, value.place), value.flags), true, 10);
    case 'network': {
      const network = parseNetwork(value.text);
      if (network === undefined) return `"${value.text}" is no network`;
      return textMatcher((text) => inNetwork(network, text), true, 5);
    }
    case 'networks': {
      const networks = new NetworkSet(value.texts);
      return textMatcher((text) => networks.has(text), true, 6);
    }
    case 'compare':
      return valueMatcher(comparison(value.operator, value.number), value.part);
    case 'part':
      return valueMatcher((number) => number === value.number, value.part);
    case 'reference':
      return referenceMatcher(value, cased, table);
  }
}

function placed(source: string, place: 'anywhere' | 'start' | 'end'): string {
  if (place === 'anywhere') return source;
  return place === 'start' ? `\\A(?:${source})` : `(?:${source})\\z`;
}

function textMatcher(test: (text: string) => boolean, cased: boolean, cost: number, beginning?: number): ValueMatcher {
  return {
    cost,
    beginning,
    needsEvent: false,
    test: (field) => {
      for (const text of cased ? field.texts() : field.lowers()) if (test(text)) return true;
      return false;
    },
    found: (field) => field.texts().find((text) => test(cased ? text : foldCase(text))),
  };
}

function numberMatcher(number: number, raw: string): ValueMatcher {
  const canonical = String(number).toLowerCase();
  return textMatcher((text) => text === canonical || text === raw, false, 1);
}

/** Several plain texts without wildcards, compared at once. */
export function setMatcher(texts: readonly string[], cased: boolean): ValueMatcher {
  const lowers = texts.map(foldCase);
  const set = new Set(cased ? texts : lowers);
  return { ...textMatcher((text) => set.has(text), cased, 1), texts: [...new Set(lowers)] };
}

/** Many networks, looked up at once. */
export function networksMatcher(texts: readonly string[]): ValueMatcher {
  const networks = new NetworkSet(texts);
  return { ...textMatcher((text) => networks.has(text), true, 6), said: (text) => networks.of(text) };
}

/** One value that a modifier turned into several forms: any of them will do. */
export function anyOf(matchers: readonly ValueMatcher[]): ValueMatcher {
  return {
    cost: matchers.reduce((sum, matcher) => sum + matcher.cost, 0),
    needsEvent: matchers.some((matcher) => matcher.needsEvent),
    needsKey: matchers.some((matcher) => matcher.needsKey === true),
    test: (field, view) => matchers.some((matcher) => matcher.test(field, view)),
    found: (field, view) => matchers.find((matcher) => matcher.test(field, view))?.found(field, view),
  };
}

function isNull(field: FieldValues): boolean {
  return !field.present || field.hasNull;
}

function comparison(operator: 'lt' | 'lte' | 'gt' | 'gte', limit: number): (number: number) => boolean {
  switch (operator) {
    case 'lt':
      return (number) => number < limit;
    case 'lte':
      return (number) => number <= limit;
    case 'gt':
      return (number) => number > limit;
    case 'gte':
      return (number) => number >= limit;
  }
}

/** Compares the numbers of a field, or a part of its times. Objects offer none. */
function valueMatcher(test: (number: number) => boolean, part: TimePart | undefined): ValueMatcher {
  const numberIn = (value: unknown): number | undefined => {
    if (part !== undefined) return typeof value === 'string' ? timePart(value, part) : undefined;
    if (typeof value === 'number') return value;
    return typeof value === 'string' ? numberOf(value) : undefined;
  };
  const matches = (value: unknown): boolean => {
    const number = numberIn(value);
    return number !== undefined && test(number);
  };
  return {
    cost: 2,
    needsEvent: false,
    test: (field) => field.values.some(matches),
    found: (field) => {
      const value = field.values.find(matches);
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    },
  };
}

function referenceMatcher(value: RuleValue & { kind: 'reference' }, cased: boolean, table: FieldTable): ValueMatcher {
  const slot = table.slot(value.field);
  const compare = (text: string, other: string): boolean => {
    if (value.before && value.after) return text.includes(other);
    if (value.before) return text.endsWith(other);
    return value.after ? text.startsWith(other) : text === other;
  };
  const textsOf = (field: FieldValues): readonly string[] => (cased ? field.texts() : field.lowers());
  const indexIn = (field: FieldValues, view: EventView | undefined): number => {
    if (view === undefined) return -1;
    const others = textsOf(view.field(slot));
    return textsOf(field).findIndex((text) => others.some((other) => compare(text, other)));
  };
  return {
    cost: 6,
    needsEvent: true,
    test: (field, view) => indexIn(field, view) >= 0,
    found: (field, view) => field.texts()[indexIn(field, view)],
  };
}

/** Accounts beside the log's own, those that are known to be one's own, and those of AWS itself. */
function foreignMatcher(value: RuleValue & { kind: 'foreign' }, table: FieldTable): ValueMatcher {
  const known = new Set([...value.own, ...awsAccounts]);
  const log = table.slot('recipientAccountId');
  // records that do not say whose log they are in say at least whose caller it was
  const caller = table.slot('userIdentity.accountId');
  const strange = (field: FieldValues, view: EventView | undefined): string | undefined => {
    if (view === undefined || field.values.length === 0) return undefined;
    const ofLog = view
      .field(log)
      .texts()
      .filter((text) => text !== '');
    const own = ofLog.length > 0 ? ofLog : view.field(caller).texts();
    return field.values.flatMap(accountsIn).find((account) => !known.has(account) && !own.includes(account));
  };
  return {
    cost: 8,
    needsEvent: true,
    test: (field, view) => (strange(field, view) !== undefined) === value.foreign,
    found: strange,
  };
}
