import { oddIn } from '../../../record/unseen';
import { literalSigma, yamlText } from '../../yamlText';

/** What is never read as more than itself, wherever it stands. */
const WORD = /^[\w.-]+$/;
/** What is so behind other words: a pattern of the names of selections. */
const PATTERN = /^[\w.*-]*\*[\w.*-]*$/;
/** A value of an event as a rule's YAML; undefined for objects, arrays and null. */
export function valueText(value: unknown): string | undefined {
  if (typeof value === 'string') return yamlText(literalSigma(value));
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/**
 * A name in the place of another one in a YAML text: in the quotes that the other has, or bare where both are one word,
 * which may be a part of a longer text.
 */
export function inPlaceOf(written: string, name: string): string {
  const [, quote] = /^(['"])[^]*\1$/.exec(written) ?? [];
  const isPart = [WORD, PATTERN].some((part) => part.test(written) && part.test(name));
  if (quote === undefined) return isPart ? name : yamlText(name);
  if (oddIn(name) !== undefined) return yamlText(name);
  return quote === "'" ? `'${name.replaceAll("'", "''")}'` : JSON.stringify(name);
}

/** A dotted path as the key of a selection, with its modifiers; undefined for a path that no rule can name. */
export function fieldKey(path: string, modifiers = ''): string | undefined {
  // a bar begins a modifier, and the engine takes spaces at the ends away
  if (path === '' || path.includes('|') || path.trim() !== path) return undefined;
  return yamlText(path + modifiers);
}
