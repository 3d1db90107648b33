import { isNetwork } from '../match/cidr';
import { anyText, parsePattern, plainText, widen } from '../match/pattern';
import { timeParts, type TimePart } from '../match/time';
import { POLICY_QUESTIONS, policyQuestion } from '../policy/question';
import { expandInExpression, expandPlaceholders, type PlaceholderTable } from './placeholder';
import { asText, textModifiers } from './textModifier';
import { numberOf, textValue, type CompareOperator, type RuleValue } from './value';

/**
 * The modifiers of values: `field|modifier|modifier: value`. They act on each value of the list in the order written;
 * `all`, `neq` and `cased` say how the values are compared and may stand anywhere.
 *
 * - `all`: every value of the list must match, not any; of the forms that windash or base64offset make of one value,
 *   any one will do.
 * - `neq`: the item is true exactly when it would not be without it; so it is true of an absent field, and of a list
 *   of values when none matches.
 * - `contains`, `startswith`, `endswith`: stars around, after, before the value; also for fieldref. An expression is
 *   found anywhere as it is; with startswith or endswith it must stand there.
 * - `lt`, `lte`, `gt`, `gte`: numbers, and texts that are decimal numbers; anything else does not match. With a part of
 *   time, as `eventTime|hour|gte: 22`, they compare that part.
 * - `exists`: whether the key is there; null counts as there.
 * - `expand`: placeholders are filled in from a table; without one the rule is rejected. `cidr|expand` takes a table of
 *   networks, and in an expression (`re|expand`) values stand for themselves, whatever signs are in them.
 * - `foreign`, of our own: whether the field names, or a policy in it lets in, an account that is neither the log's,
 *   nor one of `%accounts%`, nor one of AWS itself that delivers logs or layers. Of a list one such account will do,
 *   whichever others stand beside it.
 * - `policy`, of our own: whether a statement of the policy in the field lets everyone in, or allows all of something
 *   (`policyQuestion`).
 *
 * What compares other than as a text (an expression, a network, a number, a part of a time, whether there is a key, a
 * field) takes the value as it is written, so it comes before any modifier that changes texts.
 */
export type ModifierResult = readonly RuleValue[] | string;

/** One value changed by one modifier; a text says why that cannot be. */
export type Modifier = (value: RuleValue, placeholders: PlaceholderTable) => ModifierResult;

/** Modifiers that concern the item as a whole. */
export const itemModifiers = ['all', 'neq', 'cased'] as const;

const noRegexFlags = { i: false, m: false, s: false };

function place(before: boolean, after: boolean): Modifier {
  return (value) => {
    if (value.kind === 'reference') {
      return [{ ...value, before: value.before || before, after: value.after || after }];
    }
    if (value.kind === 'regex') {
      return [{ ...value, place: before && after ? value.place : before ? 'end' : 'start' }];
    }
    const text = asText(value);
    if (text === undefined) return 'needs a text';
    return [{ ...text, pattern: widen(text.pattern, before, after) }];
  };
}

function compare(operator: CompareOperator): Modifier {
  return (value) => {
    if (value.kind === 'part') return [{ kind: 'compare', operator, number: value.number, part: value.part }];
    const number = numberIn(value);
    return number === undefined ? 'needs a number' : [{ kind: 'compare', operator, number }];
  };
}

function timeModifier(part: TimePart): Modifier {
  return (value) => {
    if (value.kind === 'compare' && value.part === undefined) return [{ ...value, part }];
    if (value.kind === 'part' || value.kind === 'compare')
      return `asks for another part of a time than "${value.part ?? ''}" does: one at a time, in items of their own`;
    const number = numberIn(value);
    return number === undefined ? 'needs a number' : [{ kind: 'part', part, number }];
  };
}

function numberIn(value: RuleValue): number | undefined {
  // nothing is more, less or equal to .nan
  if (value.kind === 'number') return Number.isNaN(value.number) ? undefined : value.number;
  return value.kind === 'text' ? numberOf(value.raw) : undefined;
}

const regex: Modifier = (value) => {
  const source = value.kind === 'text' ? value.raw : asText(value)?.raw;
  return source === undefined
    ? 'needs a text'
    : [{ kind: 'regex', source, flags: noRegexFlags, place: 'anywhere' as const }];
};

function regexFlag(flag: 'i' | 'm' | 's'): Modifier {
  return (value) =>
    value.kind === 'regex' ? [{ ...value, flags: { ...value.flags, [flag]: true } }] : 'only has a meaning after re';
}

const network: Modifier = (value) =>
  value.kind === 'text' ? [{ kind: 'network', text: value.raw }] : 'needs a network like 10.0.0.0/8';

/** Whether modifiers before this one allowed any text before and after the value. */
function widenedEnds({ pattern, raw }: RuleValue & { kind: 'text' }): readonly [before: boolean, after: boolean] {
  return [
    pattern[0] === anyText && !raw.startsWith('*'),
    pattern[pattern.length - 1] === anyText && !/(?<!\\)\*$/.test(raw),
  ];
}

const reference: Modifier = (value) => {
  if (value.kind !== 'text') return 'needs the name of a field';
  if (value.raw === '') return 'needs the name of a field';
  if (plainText(parsePattern(value.raw)) === undefined) return 'needs the name of one field, without wildcards';
  const [before, after] = widenedEnds(value);
  return [{ kind: 'reference', field: value.raw, before, after }];
};

function flagIn(value: RuleValue): boolean | undefined {
  if (value.kind === 'boolean') return value.boolean;
  const word = value.kind === 'text' ? value.raw.toLowerCase() : '';
  return word === 'true' || word === 'false' ? word === 'true' : undefined;
}

const exists: Modifier = (value) => {
  const flag = flagIn(value);
  return flag === undefined ? 'needs true or false' : [{ kind: 'exists', exists: flag }];
};

const foreign: Modifier = (value, placeholders) => {
  const flag = flagIn(value);
  if (flag === undefined) return 'needs true or false';
  return [{ kind: 'foreign', foreign: flag, own: placeholders.get('accounts') ?? [] }];
};

const policy: Modifier = (value) =>
  value.kind === 'text' && policyQuestion(value.raw) !== undefined
    ? [{ kind: 'policy', question: value.raw }]
    : `asks something of a policy: ${POLICY_QUESTIONS.map((one) => `"${one}"`).join(', ')} or the like`;

const expand: Modifier = (value, placeholders) => {
  if (value.kind === 'network') {
    const texts = expandPlaceholders(value.text, placeholders);
    if (typeof texts === 'string') return texts;
    const wrong = texts.find((text) => !isNetwork(text));
    return wrong === undefined ? [{ kind: 'networks', texts }] : `is "${wrong}" there, which is not a network`;
  }
  if (value.kind === 'reference') return 'is the name of a field, and no table has such';
  if (value.kind === 'regex') {
    const sources = expandInExpression(value.source, placeholders);
    return typeof sources === 'string' ? sources : sources.map((source) => ({ ...value, source }));
  }
  if (value.kind !== 'text') return [value];
  const expanded = expandPlaceholders(value.raw, placeholders);
  if (typeof expanded === 'string') return expanded;
  // A contains, startswith or endswith before it stays.
  const [before, after] = widenedEnds(value);
  return expanded.map(textValue).map((text) => ({ ...text, pattern: widen(text.pattern, before, after) }));
};

const modifiers: Readonly<Record<string, Modifier>> = {
  contains: place(true, true),
  startswith: place(false, true),
  endswith: place(true, false),
  exists,
  foreign,
  policy,
  re: regex,
  i: regexFlag('i'),
  ignorecase: regexFlag('i'),
  m: regexFlag('m'),
  multiline: regexFlag('m'),
  s: regexFlag('s'),
  dotall: regexFlag('s'),
  cidr: network,
  lt: compare('lt'),
  lte: compare('lte'),
  gt: compare('gt'),
  gte: compare('gte'),
  fieldref: reference,
  ...textModifiers,
  expand,
  ...Object.fromEntries(timeParts.map((part) => [part, timeModifier(part)])),
};

/** The modifier of a name, or undefined when there is none. */
export function modifierOf(name: string): Modifier | undefined {
  return Object.hasOwn(modifiers, name) ? modifiers[name] : undefined;
}

const places = ['contains', 'startswith', 'endswith'];
const changes = Object.keys(textModifiers);

const limits = ['lt', 'lte', 'gt', 'gte'];
/** The modifiers that say how a value is compared, each with those that may follow it all the same. */
const comparisons = new Map<string, readonly string[]>([
  ['re', places],
  ['fieldref', places],
  ['cidr', []],
  ['exists', []],
  ['foreign', []],
  ['policy', []],
]);
for (const limit of limits) comparisons.set(limit, timeParts);
// another part of a time is told of by its own words
for (const part of timeParts) comparisons.set(part, [...limits, ...timeParts]);

/** The modifier before one of these that has said already how the value is compared; undefined where both go together. */
export function comparedBy(name: string, before: readonly string[]): string | undefined {
  if (!comparisons.has(name) && !places.includes(name) && !changes.includes(name)) return undefined;
  return before.find((other) => comparisons.get(other)?.includes(name) === false);
}

/** The modifier before one of these that it would undo without a word; undefined when the order makes sense. */
export function undoneBy(name: string, before: readonly string[]): string | undefined {
  if (name === 'fieldref' || name === 'expand') return before.find((other) => changes.includes(other));
  return comparisons.has(name) ? before.find((other) => places.includes(other) || changes.includes(other)) : undefined;
}

/** Every modifier's name, for messages and completion. */
export const modifierNames: readonly string[] = [...itemModifiers, ...Object.keys(modifiers)].sort();
