import type { TimePart } from '../match/time';
import { literalPattern, parsePattern, type Pattern } from '../match/pattern';
import type { RegexFlags } from '../regex';
import type { ScalarNode } from '../yaml/tree';

export type CompareOperator = 'lt' | 'lte' | 'gt' | 'gte';

/** A value of a rule on its way through the modifiers: each may change its kind. */
export type RuleValue =
  | { readonly kind: 'text'; readonly pattern: Pattern; readonly raw: string; readonly bytes: boolean }
  | { readonly kind: 'number'; readonly number: number; readonly raw: string }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: RegexFlags; readonly place: RegexPlace }
  | { readonly kind: 'network'; readonly text: string }
  | { readonly kind: 'networks'; readonly texts: readonly string[] }
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly number: number; readonly part?: TimePart }
  | { readonly kind: 'part'; readonly part: TimePart; readonly number: number }
  | { readonly kind: 'reference'; readonly field: string; readonly before: boolean; readonly after: boolean }
  | { readonly kind: 'exists'; readonly exists: boolean }
  | { readonly kind: 'foreign'; readonly foreign: boolean; readonly own: readonly string[] }
  | { readonly kind: 'policy'; readonly question: string };

/** Where an expression must stand: `contains` asks for nothing more than `re` itself. */
export type RegexPlace = 'anywhere' | 'start' | 'end';

/** The value as YAML gives it, before any modifier. */
export function plainValue(node: ScalarNode): RuleValue {
  const { value, source } = node;
  if (value === null) return { kind: 'null' };
  if (typeof value === 'number') return { kind: 'number', number: value, raw: source };
  if (typeof value === 'boolean') return { kind: 'boolean', boolean: value };
  return textValue(value);
}

/** A text whose wildcards count. */
export function textValue(raw: string): RuleValue & { kind: 'text' } {
  return { kind: 'text', pattern: parsePattern(raw), raw, bytes: false };
}

/** A text without wildcards. */
export function literalValue(text: string, bytes: boolean): RuleValue & { kind: 'text' } {
  return { kind: 'text', pattern: literalPattern(text), raw: text, bytes };
}

/** The number a text is, or undefined: decimal, with sign, fraction and exponent; ports are often texts. */
export function numberOf(text: string): number | undefined {
  return /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?\s*$/.test(text) && text.length < 400
    ? Number(text)
    : undefined;
}
