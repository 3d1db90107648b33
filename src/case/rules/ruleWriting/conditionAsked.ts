// not by way of the engine's index: the editor's half need not hold the engine
import { isNameable } from '../../../detection/rule/names';
import type { Asked } from './asked';
import type { WritingContext } from './context';
import { CONDITION_WORDS, type Word } from './words';

/** What stands before a selection in a condition, or before what is in parentheses: nothing, or a word that wants one. */
const WANTS_SELECTION = /(?:^|\(|(?:^|[\s(])(?:and|or|not))\s*$/i;
const JOINING: ReadonlySet<string> = new Set(['and', 'or']);
/** How many of a group of selections, before its `of`. */
const QUANTIFIER = /(?:^|[\s(])(1|any|all)\s+$/i;

/**
 * What may be written next in a condition: the names in it, or the words that join them, whichever fits here. In the lines
 * of a longer one that is not known where a line begins.
 *
 * @param names selections, or of a correlation rules
 * @param text what one of them is
 */
export function conditionAsked(
  { typed, start, side }: Pick<WritingContext, 'typed' | 'start' | 'side'>,
  names: readonly string[],
  text: string,
): Asked {
  const nameable = [...new Set(names)].filter(isNameable);
  const prefixes = new Set(nameable.flatMap((name) => /^([a-z]+_)/i.exec(name)?.[1] ?? []));
  const last = /[^\s()'"]*$/.exec(typed)?.[0].length ?? 0;
  const before = typed.slice(0, typed.length - last).replace(/^['"]/, '');
  const named = nameable.map((word) => ({ word, text }));
  const patterns = (counts: readonly string[]): Word[] =>
    [...prefixes].flatMap((prefix) => counts.map((count) => ({ word: `${count}${prefix}*`, text: GROUP })));
  const fitting = (): Word[] => {
    if (/\bof\s+$/i.test(before)) return [...patterns(['']), ...named, { word: 'them', text: THEM }];
    const quantifier = QUANTIFIER.exec(before)?.[1];
    if (quantifier !== undefined && !nameable.includes(quantifier))
      return [...patterns(['of ']), { word: 'of them', text: THEM }];
    const all = [...named, ...CONDITION_WORDS, ...patterns(['1 of ', 'all of '])];
    if (side === 'key' && before === '') return all;
    const isOpen = WANTS_SELECTION.test(before);
    return all.filter(({ word }) => JOINING.has(word) !== isOpen);
  };
  return { kind: 'words', words: fitting(), start: start + typed.length - last, isWord: true };
}

const GROUP = 'Those with this beginning.';
const THEM = 'All but those that begin with an underscore.';
