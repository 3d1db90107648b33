import * as vscode from 'vscode';
import type { Findings } from '../../../case/engine';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import type { RuleLevel } from '../../../detection';
import { countInWords } from '../../counts';
import { LEVEL_NAMES, rankOf } from '../../levels';
import { labelText, sayInStatusBar } from '../../shared';
import { noneOfLevelInWords } from '../words';

/** Tells in the status bar where a step led to, or why it led nowhere. */
export function say(text: string): void {
  sayInStatusBar(text, 4000);
}

/** What is said of the event that was gone to, and in which document that is. */
let said: { readonly shown: vscode.Disposable; readonly document: vscode.TextDocument | undefined } | undefined;

/** Somebody goes to another editor: what was said of an event is not about what is there. */
export function sayNoMore(editor: vscode.TextEditor | undefined): void {
  if (editor !== undefined && editor.document !== said?.document) said?.shown.dispose();
}

/** It counts events, as the keys go from one to the next, not findings, of which each may have many. */
export function saySelected(nth: number, count: number, rules: readonly RuleFacts[] = [], note?: string): void {
  const [worst, ...others] = [...rules].sort((a, b) => rankOf(a.level) - rankOf(b.level));
  const level = worst === undefined ? '' : LEVEL_NAMES[worst.level];
  const place = [countInWords(nth + 1), countInWords(count)];
  const text = vscode.l10n.t('Flagged event {0} of {1} · {2}: {3}', ...place, level, labelText(worst?.title ?? ''));
  const shown = sayInStatusBar(inWords(`${text}${othersInWords(others.length)}`, note), 8000);
  said = { shown, document: vscode.window.activeTextEditor?.document };
}

/** The bar has room for one title; the hover has them all. */
function othersInWords(count: number): string {
  if (count === 0) return '';
  return ` ${count === 1 ? vscode.l10n.t('and 1 more') : vscode.l10n.t('and {0} more', countInWords(count))}`;
}

/** Why no finding of a log, or of a case, can be gone to: nothing was found, or all of it is less severe than is shown. */
export function noneHere({ hits }: Findings, lowest: RuleLevel, isCase = false): string {
  const none = noneOfLevelInWords(lowest);
  if (isCase)
    return hits.length > 0
      ? vscode.l10n.t('{0} in this case', none)
      : vscode.l10n.t('Nothing suspicious was found in this case');
  return hits.length > 0
    ? vscode.l10n.t('{0} in this log', none)
    : vscode.l10n.t('Nothing suspicious was found in this log');
}

/** A text with a note, where there is one. */
export function inWords(text: string, note: string | undefined): string {
  return note === undefined ? text : `${text} (${note})`;
}
