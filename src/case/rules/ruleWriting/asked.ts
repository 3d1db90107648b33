import { withoutArrayMarks } from '../../../record/arrayMarks';
import { DOCUMENT_KINDS } from '../../../detection/rule/documentKinds';
import { conditionAsked } from './conditionAsked';
import type { WritingContext } from './context';
import type { WrittenKey } from './lines';
import {
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
  /** What is there is one word of several: the others stay. */
  readonly isWord?: boolean;
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
  /** `orAny`: or the word for all of them. */
  | { readonly kind: 'rules'; readonly orAny?: boolean }
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
  if (selection === 'condition') return conditionAsked(context, selectionsOf(context, top), 'A selection of this rule.');
  if (selection === 'rules' && top === 'filter') return side === 'key' ? undefined : { kind: 'rules', orAny: side === 'value', start };
  if (isReserved(selection, top)) return undefined;
  if (path.length === 2) {
    if (side === 'value') return undefined;
    const bar = typed.lastIndexOf('|');
    if (bar >= 0) return { kind: 'modifiers', words: modifiersBeside(typed.slice(0, bar)), start: start + bar + 1 };
    return areKeywords(context) ? undefined : { kind: 'fields', as: 'key', names: namesBeside(context), start };
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

/** Whether texts stand in the list of a selection, and no fields. */
function areKeywords({ path: [top, selection = ''], side, written, keys: all }: WritingContext): boolean {
  if (side !== 'element') return false;
  const list = all.find(({ path, key }) => path.length === 1 && path[0] === top && key === selection);
  const others = (list?.elements.length ?? 0) - (written === '' ? 0 : 1);
  return others > 0 || /^keywords?(?:_|$)/i.test(selection);
}

function inCorrelation(context: WritingContext): Asked | undefined {
  const { path, side, start } = context;
  const [, second, third] = path;
  if (path.length === 1) return side === 'key' ? keys(context, CORRELATION_WORDS) : undefined;
  if (second === 'condition' && path.length === 2)
    return side === 'key' ? keys(context, thresholdWords(context)) : rulesJoined(context);
  // below a name that stands for fields its rules, each with its own
  if (second === 'aliases' && path.length === 3 && side === 'key') return { kind: 'rules', start };
  if (side === 'key') return undefined;
  if (path.length === 2 && second === 'type') return { kind: 'words', words: TYPE_WORDS, start };
  if (path.length === 2 && second === 'rules') return { kind: 'rules', start };
  if (path.length === 2 && second === 'generate') return words(start, 'true', 'false');
  if (path.length === 2 && second === 'timespan') return words(start, '10m', '1h', '24h', '7d');
  if (second === 'condition' && third === 'learning') return words(start, '7d', '0s');
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

/** A comparison, or what the type of the correlation has in its place; all of them where no type is written yet. */
function thresholdWords(context: WritingContext): readonly Word[] {
  const type = partOf(context, 'type')?.value.toLowerCase();
  if (type === undefined || type === '') return THRESHOLD_WORDS;
  const isOfFirstSeen = (word: string): boolean => word === 'field' || word === 'learning';
  if (type === 'first_seen') return THRESHOLD_WORDS.filter(({ word }) => isOfFirstSeen(word));
  const others = ['learning', ...(type === 'value_percentile' ? [] : ['percentile']), ...(COUNTS.has(type) ? ['field'] : [])];
  return THRESHOLD_WORDS.filter(({ word }) => !others.includes(word));
}

/** A text as condition, which joins the rules that are listed; only in some correlations it has a meaning. */
function rulesJoined(context: WritingContext): Asked | undefined {
  const rules = partOf(context, 'rules');
  if (!/^temporal/i.test(partOf(context, 'type')?.value ?? '') || rules === undefined) return undefined;
  return conditionAsked(context, rules.elements, 'A rule of this correlation.');
}

/** A key of the correlation that is written. */
function partOf({ keys: all }: WritingContext, name: string): WrittenKey | undefined {
  return all.find(({ path, key }) => path.length === 1 && path[0] === 'correlation' && key === name);
}

/** Correlations that count events or rules, and look at no field. */
const COUNTS: ReadonlySet<string> = new Set(['event_count', 'temporal', 'temporal_ordered']);

function selectionsOf({ keys: all }: WritingContext, top: string): string[] {
  const names = all.filter(({ path, key }) => path.length === 1 && path[0] === top && !isReserved(key, top));
  return names.map(({ key }) => key);
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
