import * as vscode from 'vscode';
import type { RuleFacts } from '../../case/rules/ruleBook';
import { countInWords } from '../counts';
import { labelText } from '../shared';

/** `12 findings`. */
export function findingsInWords(count: number): string {
  return count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', countInWords(count));
}

/** What a rule says in general, as lines of a tooltip. */
export function meaning({ description, falsepositives }: RuleFacts): string[] {
  const text = ['', description.trim().replace(/\s+/g, ' ')];
  if (falsepositives.length === 0) return text;
  return [...text, '', vscode.l10n.t('What else it may be:'), ...falsepositives.map((text) => `– ${labelText(text)}`)];
}
