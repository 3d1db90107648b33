import { foldCase } from './caseFold';
import { fieldOf, testItem, type Expression, type Item } from './match/expression';
import type { EventView } from './match/view';

/** One field of a selection that was true. */
export interface MatchedField {
  /** The dotted path; empty for keywords. */
  readonly field: string;
  readonly modifiers: readonly string[];
  /** What the rule asks for, where that is a pattern or a part of the text; not there where it is the text itself. */
  readonly pattern?: string;
  /** The event's text that matched; undefined when it matched by being absent or null. Log text: never trust it. */
  readonly value: string | undefined;
  /** The line of the rule file, from 1, where the field stands. */
  readonly line: number;
}

/** One selection of a rule that was true of the event. */
export interface MatchReason {
  readonly selection: string;
  readonly fields: readonly MatchedField[];
}

// Enough for a person to recognise the value; a policy of 100 kB helps nobody in a hover.
const maxValueLength = 2000;
// What a hover shows of a value has to hold the part that matched.
const beforeMatch = 60;

/** The selections that the condition needs to be true and that are, with the fields that made them so. */
export function explainMatch(expression: Expression, view: EventView): MatchReason[] {
  const reasons = new Map<string, MatchReason>();
  collect(expression, view, reasons);
  return [...reasons.values()];
}

function collect(expression: Expression, view: EventView, reasons: Map<string, MatchReason>): void {
  switch (expression.kind) {
    case 'named': {
      const fields: MatchedField[] = [];
      if (gather(expression.part, view, fields)) reasons.set(expression.name, { selection: expression.name, fields });
      return;
    }
    case 'and':
    case 'or':
      for (const part of expression.parts) collect(part, view, reasons);
      return;
    case 'not':
    case 'item':
      // What is negated was not true: there is no value to show.
      return;
  }
}

/** Adds the fields that made an expression true; says whether it was. */
function gather(expression: Expression, view: EventView, fields: MatchedField[]): boolean {
  switch (expression.kind) {
    case 'item': {
      const matched = testItem(expression.item, fieldOf(expression.item, view), view);
      if (matched) fields.push(matchedField(expression.item, view));
      return matched;
    }
    case 'named':
      return gather(expression.part, view, fields);
    case 'not':
      return !gather(expression.part, view, []);
    case 'and': {
      const own: MatchedField[] = [];
      if (!expression.parts.every((part) => gather(part, view, own))) return false;
      fields.push(...own);
      return true;
    }
    case 'or':
      return expression.parts.filter((part) => gather(part, view, fields)).length > 0;
  }
}

function matchedField(item: Item, view: EventView): MatchedField {
  const field = fieldOf(item, view);
  let value: string | undefined;
  let pattern: string | undefined;
  if (item.negated) {
    value = field.texts()[0];
    pattern = [...item.written.values(), ...item.matchers.flatMap(({ texts }) => texts ?? [])].join(', ') || undefined;
  } else {
    for (const matcher of item.matchers) {
      value = matcher.found(field, view);
      if (value === undefined) continue;
      const said = matcher.said?.(value) ?? item.written.get(matcher);
      const isSame =
        said !== undefined && foldCase(said) === foldCase(value) && !item.modifiers.some((name) => COMPARES.has(name));
      pattern = isSame ? undefined : said;
      break;
    }
  }
  const shown = value === undefined ? undefined : excerpt(value, pattern);
  return {
    field: item.field,
    modifiers: item.modifiers,
    ...(pattern === undefined ? {} : { pattern }),
    value: shown,
    line: item.line,
  };
}

/** Modifiers that say nothing without what is compared with, even where that is the value itself. */
const COMPARES: ReadonlySet<string> = new Set(['lt', 'lte', 'gt', 'gte']);

/** The value, or of a long one the part around what the rule asks for. */
function excerpt(value: string, pattern: string | undefined): string {
  const part = foldCase(pattern?.replace(/^\*+|\*+$/g, '') ?? '');
  const at = part === '' ? -1 : foldCase(value).indexOf(part);
  const start = at > beforeMatch ? at - beforeMatch : 0;
  const end = start + maxValueLength;
  return `${start > 0 ? '…' : ''}${value.slice(start, end)}${end < value.length ? '…' : ''}`;
}
