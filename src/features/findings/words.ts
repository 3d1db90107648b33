import * as vscode from 'vscode';
import { clockTime, dayOf } from '../../record/time';
import { countInWords } from '../counts';

/** `08:00:00 – 08:59:12`, with the days when there are two; one time alone. */
export function spanInWords(first: number, last: number): string {
  if (dayOf(first) !== dayOf(last)) return `${dayOf(first)} ${clockTime(first)} – ${dayOf(last)} ${clockTime(last)}`;
  return clockTime(first) === clockTime(last) ? clockTime(first) : `${clockTime(first)} – ${clockTime(last)}`;
}

/** `12 findings`. */
export function findingsInWords(count: number): string {
  return count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', countInWords(count));
}

/** `12 events`. */
export function eventsInWords(count: number): string {
  return count === 1 ? vscode.l10n.t('1 event') : vscode.l10n.t('{0} events', countInWords(count));
}
