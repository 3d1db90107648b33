import { anyText, compilePattern } from '../match/pattern';
import type { MapEntry } from '../yaml/tree';

/** Where selections stand. */
export type LogicKind = 'detection' | 'filter';

/**
 * Whether an entry of a detection or filter is a selection. Only a filter has a list of rules; a timeframe of Sigma 1
 * is a single value.
 */
export function isSelection({ key, value }: MapEntry, kind: LogicKind): boolean {
  if (key === 'rules') return kind === 'detection';
  return key !== 'condition' && !(key === 'timeframe' && value.kind === 'scalar');
}

/**
 * Which names stand behind `of` in a condition: `them` and patterns leave out those that start with an underscore, unless
 * the pattern itself does.
 */
export function namesMeant(pattern: string): (name: string) => boolean {
  if (pattern.toLowerCase() === 'them') return (name) => !name.startsWith('_');
  const parts = pattern.split(/(\*+)/).filter((part) => part !== '');
  const fits = compilePattern(
    parts.map((part) => (part.startsWith('*') ? anyText : part)),
    true,
  );
  return (name) => fits(name) && (pattern.startsWith('_') || !name.startsWith('_'));
}

/** Whether a condition can name a selection that is called so. */
export function isNameable(name: string): boolean {
  return !isOperator(name) && !/[\s()|]/.test(name);
}

/** Whether a word of a condition joins selections, and names none. */
export function isOperator(text: string): boolean {
  return ['and', 'or', 'not', 'of'].includes(text.toLowerCase());
}
