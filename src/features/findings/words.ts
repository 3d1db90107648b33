import * as vscode from 'vscode';
import type { RuleFacts } from '../../case/rules/ruleBook';
import type { RuleLevel } from '../../detection';
import { countInWords } from '../counts';
import { LEVEL_NAMES } from '../levels';
import { labelText, visibleText } from '../shared';

/** `12 findings`. */
export function findingsInWords(count: number): string {
  return count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', countInWords(count));
}

/** That there are findings, but none as severe as are to be shown. */
export function noneOfLevelInWords(lowest: RuleLevel): string {
  return lowest === 'critical'
    ? vscode.l10n.t('No critical findings')
    : vscode.l10n.t('No findings of level {0} or above', LEVEL_NAMES[lowest]);
}

/** What a rule says in general, as lines of a tooltip. */
export function meaning({ description, falsepositives }: RuleFacts): string[] {
  // a tooltip is plain text, where marks of code would stand as they are written
  const text = ['', visibleText(description.trim().replace(/\s+/g, ' ').replaceAll('`', ''))];
  if (falsepositives.length === 0) return text;
  return [...text, '', vscode.l10n.t('What else it may be:'), ...falsepositives.map((text) => `– ${labelText(text)}`)];
}
