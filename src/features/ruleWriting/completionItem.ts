import * as vscode from 'vscode';
import type { Asked } from '../../case/rules/ruleWriting/asked';
import type { WritingContext } from '../../case/rules/ruleWriting/context';
import type { Suggestion } from './suggestions';

/** Where suggestions go in the text. */
export interface ItemPlace {
  readonly range: vscode.Range;
  /** What VS Code compares the label with begins like this. */
  readonly quote: string;
  readonly before: string;
  readonly after: string;
}

/** What a suggestion replaces: the whole key or value, or the word of it at the cursor. */
export function placeOf(asked: Asked, context: WritingContext, line: string, position: vscode.Position): ItemPlace {
  const isPart = asked.isWord === true || asked.start !== context.start || asked.kind === 'modifiers';
  const word = /^[\w*-]*/.exec(line.slice(position.character))?.[0].length ?? 0;
  const barred =
    asked.kind === 'fields' && asked.as === 'key' ? /^[^|:]*/.exec(line.slice(position.character, context.end)) : null;
  const end = isPart
    ? position.character + word
    : position.character + (barred?.[0].length ?? context.end - position.character);
  const quote = /^['"]/.exec(line.slice(asked.start, position.character))?.[0] ?? '';
  const hasColon = /^\s*['"]?\s*:/.test(line.slice(end));
  return {
    range: new vscode.Range(position.line, asked.start, position.line, Math.max(end, position.character)),
    quote,
    before: context.lacksSpace && !isPart ? ' ' : '',
    after: asked.kind === 'keys' && !hasColon ? ':' : '',
  };
}

/** `number`: which of the list it is. */
export function itemOf(
  one: Suggestion,
  number: number,
  { range, quote, before, after }: ItemPlace,
): vscode.CompletionItem {
  const label = one.beside === undefined ? one.label : { label: one.label, description: one.beside };
  const item = new vscode.CompletionItem(label, one.kind);
  item.range = range;
  item.filterText = quote + one.label;
  item.insertText = `${before}${one.insert}${after}`;
  item.sortText = String(number).padStart(5, '0');
  if (one.commit !== undefined) item.commitCharacters = [...one.commit];
  if (one.text !== undefined && one.text !== '') item.documentation = new vscode.MarkdownString(one.text);
  return item;
}

/**
 * One that VS Code never shows, as nothing that is typed fits it: where there is none at all it suggests words of all YAML
 * that is open, and the key that begins the next line would take the first of them.
 */
export function unseenItem(typed: string, { range }: ItemPlace): vscode.CompletionItem {
  const item = new vscode.CompletionItem(typed);
  item.range = range;
  item.filterText = ' ';
  item.insertText = typed;
  return item;
}
