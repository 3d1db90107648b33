import * as vscode from 'vscode';
import { daysAfter, DEFAULT_DAYS, type Excused } from '../../case/exceptions';
import { today } from '../../case/today';
import { isDay } from '../../record/time';
import { labelText, listText } from '../shared';

/** Why an exception is made, and until when: YYYY-MM-DD, or empty for always. */
export interface Terms {
  readonly reason: string;
  readonly expires: string;
}

/** What is written when the person does not say more. */
export function defaultReason(excused: Excused | undefined): string {
  return excused === undefined
    ? vscode.l10n.t('Not of use here')
    : vscode.l10n.t('{0} is expected here', labelText(excused.label));
}

/** Asks which of several identities is meant; the only one is taken without asking. */
export async function askForIdentity(choices: readonly Excused[]): Promise<Excused | undefined> {
  if (choices.length < 2) return choices[0];
  const items = choices.map((excused) => ({
    label: listText(excused.label),
    detail: excused.fields.map(({ field, values }) => `${field}: ${listText(values.join(', '))}`).join(' · '),
    excused,
  }));
  const title = vscode.l10n.t('Whom to Except');
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.excused;
}

/** Asks for the reason and the end of an exception; undefined when the person leaves. */
export async function askForTerms(title: string, reasonBefore: string): Promise<Terms | undefined> {
  const reason = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Why is this no finding? It stands in the exception for those who review it.'),
    value: reasonBefore,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('An exception needs a reason.') : undefined),
  });
  if (reason === undefined) return undefined;
  const expires = await askForEnd(title);
  return expires === undefined ? undefined : { reason: reason.trim(), expires };
}

async function askForEnd(title: string): Promise<string | undefined> {
  const from = today();
  const after = (label: string, days: number): { label: string; description: string; day: string } => {
    const day = daysAfter(from, days);
    return { label, description: day, day };
  };
  const other = { label: vscode.l10n.t('Until another day…'), description: '', day: 'other' };
  const items = [
    after(vscode.l10n.t('For {0} days', DEFAULT_DAYS), DEFAULT_DAYS),
    after(vscode.l10n.t('For a week'), 7),
    after(vscode.l10n.t('For a year'), 365),
    other,
    { label: vscode.l10n.t('For good'), description: '', day: '' },
  ];
  const placeHolder = vscode.l10n.t('How long does the exception hold?');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
  if (chosen !== other) return chosen?.day;
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The last day it holds, as YYYY-MM-DD.'),
    value: daysAfter(from, DEFAULT_DAYS),
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (!isDay(text)) return vscode.l10n.t('Write the day as YYYY-MM-DD.');
      return text < from ? vscode.l10n.t('That day is over.') : undefined;
    },
  });
}
