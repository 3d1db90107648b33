import { withoutArrayMarks } from '../../../record/arrayMarks';
import { DOCUMENT_KINDS } from '../../../detection/rule/documentKinds';
import type { WritingContext } from './context';
import type { WrittenKey } from './lines';
import {
  CONDITION_WORDS,
  CORRELATION_WORDS,
  LEVEL_WORDS,
  LOGSOURCE_WORDS,
  MODIFIER_WORDS,
  POLICY_WORDS,
  STATUS_WORDS,
  THRESHOLD_WORDS,
  TOP_WORDS,
  TYPE_WORDS,
  type Word,
} from './words';

/** What may be written at a place of a rule. */
export type Asked = {
  /** Where the part that is to be completed begins in the cursor's line. */
  readonly start: number;
} & (
  | { readonly kind: 'keys' | 'words'; readonly words: readonly Word[] }
  | { readonly kind: 'modifiers'; readonly words: readonly Word[] }
  /** The name of a field, as a key or as a value. */
  | {
      readonly kind: 'fields';
      readonly as: 'key' | 'value';
      readonly names: readonly string[];
      /** Names that stand for fields, of the same correlation. */
      readonly aliases?: readonly string[];
    }
  | {
      readonly kind: 'values';
      readonly field: string;
      readonly modifiers: readonly string[];
      readonly names: readonly string[];
    }
  | { readonly kind: 'rules' }
  | { readonly kind: 'tags' }
);

const LOGIC = new Set(['detection', 'filter']);

/** Whether a key of a detection or filter is no selection. */
function isReserved(key: string, top: string): boolean {
  return key === 'condition' || key === 'timeframe' || (key === 'rules' && top === 'filter');
}

/** What is asked for by who writes here; undefined where anything may stand. */
export function askedAt(context: WritingContext): Asked | undefined {
  const { path, side, start } = context;
  const [top, second] = path;
  if (path.length === 0) return side === 'key' ? keys(context, topWords(context)) : undefined;
  if (top !== undefined && LOGIC.has(top)) return inLogic(context, top);
  if (top === 'correlation') return inCorrelation(context);
  if (side === 'key') return top === 'logsource' && path.length === 1 ? keys(context, LOGSOURCE_WORDS) : undefined;
  if (top === 'level' && path.length === 1) return { kind: 'words', words: LEVEL_WORDS, start };
  if (top === 'status' && path.length === 1) return { kind: 'words', words: STATUS_WORDS, start };
  if (top === 'tags' && path.length === 1) return { kind: 'tags', start };
  if (top === 'fields' && path.length === 1) return { kind: 'fields', as: 'value', names: [], start };
  if (top === 'logsource' && path.length === 2)
    return words(start, second === 'product' ? 'aws' : second === 'service' ? 'cloudtrail' : undefined);
  return undefined;
}

/** A document is of one kind: the keys of the others would be wrong there. */
function topWords({ beside }: WritingContext): readonly Word[] {
  const kind = DOCUMENT_KINDS.find((one) => beside.has(one));
  if (kind === undefined) return TOP_WORDS;
  return TOP_WORDS.filter(
    ({ word }) => word === kind || (!DOCUMENT_KINDS.includes(word) && (kind === 'filter' || !OF_FILTERS.includes(word))),
  );
}

const OF_FILTERS: readonly string[] = ['reason', 'expires'];

function inLogic(context: WritingContext, top: string): Asked | undefined {
  const { path, side, start, typed } = context;
  const [, selection = ''] = path;
  if (path.length === 1) return side === 'key' ? keys(context, logicWords(context, top)) : undefined;
  if (selection === 'condition') return side === 'key' ? undefined : condition(context, top);
  if (selection === 'rules' && top === 'filter') return side === 'key' ? undefined : { kind: 'rules', start };
  if (isReserved(selection, top)) return undefined;
  if (path.length === 2) {
    if (side === 'value') return undefined;
    const bar = typed.lastIndexOf('|');
    if (bar >= 0) return { kind: 'modifiers', words: modifiersBeside(typed.slice(0, bar)), start: start + bar + 1 };
    return { kind: 'fields', as: 'key', names: namesBeside(context), start };
  }
  if (path.length > 3 || side === 'key') return undefined;
  const [written = '', ...modifiers] = (path[2] ?? '').split('|').map((part) => part.trim());
  const field = withoutArrayMarks(written);
  if (modifiers.includes('fieldref')) return { kind: 'fields', as: 'value', names: namesBeside(context), start };
  if (modifiers.includes('exists') || modifiers.includes('foreign')) return words(start, 'true', 'false');
  if (modifiers.includes('policy')) return { kind: 'words', words: POLICY_WORDS, start };
  if (modifiers.includes('expand'))
    return words(start, "'%accounts%'", modifiers.includes('cidr') ? "'%aws_networks%'" : undefined);
  if (field === '') return undefined;
  // the name itself is not to be looked for among the events of that name
  return { kind: 'values', field, modifiers, names: field === 'eventName' ? [] : namesBeside(context), start };
}

function inCorrelation(context: WritingContext): Asked | undefined {
  const { path, side, start } = context;
  const [, second, third] = path;
  if (path.length === 1) return side === 'key' ? keys(context, CORRELATION_WORDS) : undefined;
  if (second === 'condition' && path.length === 2 && side === 'key') return keys(context, THRESHOLD_WORDS);
  // below a name that stands for fields its rules, each with its own
  if (second === 'aliases' && path.length === 3 && side === 'key') return { kind: 'rules', start };
  if (side === 'key') return undefined;
  if (path.length === 2 && second === 'type') return { kind: 'words', words: TYPE_WORDS, start };
  if (path.length === 2 && second === 'rules') return { kind: 'rules', start };
  if (path.length === 2 && second === 'generate') return words(start, 'true', 'false');
  if (path.length === 2 && second === 'timespan') return words(start, '10m', '1h', '24h', '7d');
  const fields = { kind: 'fields', as: 'value', names: [], start } as const;
  if (second === 'aliases' && path.length === 4) return fields;
  if (second !== 'group-by' && second !== 'field' && (second !== 'condition' || third !== 'field')) return undefined;
  const isAlias = ({ path: above }: WrittenKey): boolean => above.join(' ') === 'correlation aliases';
  return { ...fields, aliases: context.keys.filter(isAlias).map(({ key }) => key) };
}

/** Keys that do not stand there yet. */
function keys({ beside, start }: WritingContext, all: readonly Word[]): Asked {
  return { kind: 'keys', words: all.filter(({ word }) => !beside.has(word)), start };
}

function words(start: number, ...all: readonly (string | undefined)[]): Asked | undefined {
  const known = all.filter((word) => word !== undefined);
  return known.length === 0 ? undefined : { kind: 'words', words: known.map((word) => ({ word, text: '' })), start };
}

function logicWords({ beside }: WritingContext, top: string): Word[] {
  const free = (name: string): string => {
    let number = 1;
    while (beside.has(number === 1 ? name : `${name}_${number}`)) number++;
    return number === 1 ? name : `${name}_${number}`;
  };
  return [
    ...(top === 'filter'
      ? [{ word: 'rules', text: 'The rules that events are left out of: by id, name or title.' }]
      : []),
    { word: free('selection'), text: 'Fields and values that all must match.' },
    ...(top === 'detection' ? [{ word: free('filter'), text: 'Fields and values of events to be left out.' }] : []),
    { word: 'condition', text: 'How the selections are joined.' },
  ];
}

/** What stands before a selection in a condition, or before what is in parentheses: nothing, or a word that wants one. */
const WANTS_SELECTION = /(?:^|\(|(?:^|[\s(])(?:and|or|not))\s*$/i;
const JOINING: ReadonlySet<string> = new Set(['and', 'or']);

/** The selections, or the words that join them, whichever fits here. */
function condition({ keys: all, typed, start }: WritingContext, top: string): Asked {
  const names = all.filter(({ path, key }) => path.length === 1 && path[0] === top && !isReserved(key, top));
  const selections = [...new Set(names.map(({ key }) => key))].map((word) => ({
    word,
    text: 'A selection of this rule.',
  }));
  const prefixes = new Set(selections.flatMap(({ word }) => /^([a-z]+_)/i.exec(word)?.[1] ?? []));
  const last = /[^\s()'"]*$/.exec(typed)?.[0].length ?? 0;
  const at = start + typed.length - last;
  const before = typed.slice(0, typed.length - last).replace(/^['"]/, '');
  const patterns = (counts: readonly string[], text: string): Word[] =>
    [...prefixes].flatMap((prefix) => counts.map((count) => ({ word: `${count}${prefix}*`, text })));
  if (/\bof\s+$/i.test(before)) {
    const groups = [...patterns([''], 'The selections with this beginning.'), ...selections];
    return { kind: 'words', words: [...groups, { word: 'them', text: 'The selections of this rule.' }], start: at };
  }
  const isOpen = WANTS_SELECTION.test(before);
  const groups = patterns(['1 of ', 'all of '], 'Any, or all, of the selections with this beginning.');
  const fitting = [...selections, ...CONDITION_WORDS, ...groups].filter(({ word }) => JOINING.has(word) !== isOpen);
  return { kind: 'words', words: fitting, start: at };
}

/** The modifiers that are not there yet; those of regular expressions only behind `re`, and there before the others. */
function modifiersBeside(written: string): readonly Word[] {
  const [, ...there] = written.replace(/^['"]/, '').split('|');
  const isOfRegex = ({ word }: Word): boolean => OF_REGEX.has(word);
  const left = MODIFIER_WORDS.filter(({ word }) => !there.includes(word));
  const others = left.filter((word) => !isOfRegex(word));
  return there.includes('re') ? [...left.filter(isOfRegex), ...others] : others;
}

const OF_REGEX: ReadonlySet<string> = new Set(['i', 'ignorecase', 'm', 'multiline', 's', 'dotall']);

/** The event names that the same selection asks for. */
function namesBeside({ beside }: WritingContext): string[] {
  const name = beside.get('eventName') ?? '';
  return name === '' || /[*?]/.test(name) ? [] : [name];
}
