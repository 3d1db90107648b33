import type { WrittenField, WrittenText } from '../../../detection';
import { withoutArrayMarks } from '../../../record/arrayMarks';
import { askedAt } from './asked';
import { writingContext, type WritingContext } from './context';
import { unquoted, type WrittenKey } from './lines';

/** What stands at a place of a rule. */
export interface WrittenPart {
  readonly part: 'field' | 'modifier' | 'value';
  readonly text: WrittenText;
  /** The field that it is a part of, or that it is compared with. */
  readonly field: WrittenField;
}

/**
 * The field that stands at a place, or the modifier or the value of one. Reads by lines as completion does, so it is known
 * while the rule is no YAML.
 * @param line from 0
 * @param character in UTF-16 units
 */
export function writtenAt(text: string, line: number, character: number): WrittenPart | undefined {
  const context = writingContext(text, line, character);
  const asked = context && askedAt(context);
  if (context === undefined || asked === undefined) return undefined;
  const name = unquoted(context.written);
  const start = context.start + (name === context.written ? 0 : 1);
  const at = (from: number, length: number): WrittenText['at'] => {
    return { line: line + 1, column: from + 1, endLine: line + 1, endColumn: from + length + 1 };
  };
  if (name.trim() === '') return undefined;
  if (asked.kind === 'values') {
    const value = { text: name, at: at(start, name.length) };
    const modifiers = asked.modifiers.map((modifier) => ({ text: modifier, at: value.at }));
    return { part: 'value', text: value, field: fieldOf(context, asked.field, modifiers, [value], value.at) };
  }
  if (asked.kind !== 'modifiers' && asked.kind !== 'fields') return undefined;
  if (asked.kind === 'fields' && asked.as === 'value') {
    const own = { text: name, at: at(start, name.length) };
    return { part: 'field', text: own, field: fieldOf(context, name, [], [], own.at) };
  }
  let from = start;
  const parts = name.split('|').map((part): WrittenText => {
    const own = { text: part, at: at(from, part.length) };
    from += part.length + 1;
    return own;
  });
  const here = parts.find((part) => character + 1 <= part.at.endColumn);
  const [first, ...modifiers] = parts;
  if (first === undefined || here === undefined) return undefined;
  const part = here === first ? 'field' : 'modifier';
  return { part, text: here, field: fieldOf(context, first.text.trim(), modifiers, [], first.at) };
}

function fieldOf(
  context: WritingContext,
  field: string,
  modifiers: readonly WrittenText[],
  values: readonly WrittenText[],
  at: WrittenText['at'],
): WrittenField {
  const eventSource = pinned(context, 'eventSource', at.line - 1);
  const eventName = pinned(context, 'eventName', at.line - 1);
  return { field: withoutArrayMarks(field), at, use: 'match', modifiers, values, eventSource, eventName };
}

/** The first plain value of a field in the map that is written; of an element of a list in that around it. */
function pinned({ beside, path, side, keys }: WritingContext, field: string, line: number): string | undefined {
  const isList = ({ key, line: own }: WrittenKey): boolean => key === path.at(-1) && own <= line;
  const around = side === 'element' ? keys.findLast(isList)?.map : undefined;
  const value = beside.get(field) ?? keys.find(({ key, map }) => key === field && map === around)?.value;
  return value === undefined ? undefined : value || undefined;
}
