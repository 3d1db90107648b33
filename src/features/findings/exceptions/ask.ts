import * as vscode from 'vscode';
import { callsInWords } from '../../../case/exceptions/calls';
import { daysAfter, DEFAULT_DAYS, type Excused } from '../../../case/exceptions/exceptions';
import { today } from '../../../case/today';
import { isDay } from '../../../record/time';
import { labelText, listText } from '../../shared';
import { type Answer, askForChoice, askForText, BACK, type Turn } from './questions';

/** Why an exception is made, and until when: YYYY-MM-DD, or empty for always. */
export interface Terms {
  readonly reason: string;
  readonly expires: string;
}

/** What is written when the person does not say more. */
export function defaultReason(excused: Excused | undefined): string {
  if (excused === undefined) return vscode.l10n.t('Not of use here');
  const what = labelText(excused.label);
  return excused.isPlural === true
    ? vscode.l10n.t('{0} are expected here', what)
    : vscode.l10n.t('{0} is expected here', what);
}

/** What a reason answers. Who turns a rule off says nothing of one event or one identity. */
function questionOf(excused: Excused | undefined): string {
  return excused === undefined
    ? vscode.l10n.t(
        'Why is the rule of no use here? A sentence for whoever reviews the exceptions, such as "We rotate these keys with our own tool, see OPS-123".',
      )
    : vscode.l10n.t(
        'Why is this fine? A sentence for whoever reviews the exceptions, such as "Nightly backup, agreed with the platform team in OPS-123".',
      );
}

/** Whom an exception may be about, and what of it. */
export interface IdentityChoice {
  readonly whom: Excused;
  /** The same, or only some of its calls. */
  readonly excused: Excused;
  /** Whether the rule can be true of other calls than those of the finding. */
  readonly hasOthers: boolean;
}

/** Asks which of several identities is meant, and which of its calls. */
export async function askForIdentity(
  turn: Turn,
  choices: readonly IdentityChoice[],
  rule: string,
  isCorrelation: boolean,
): Promise<Answer<{ readonly excused: Excused }>> {
  const every = isCorrelation
    ? vscode.l10n.t('every call that this rule counts')
    : vscode.l10n.t('every call that this rule finds');
  const items = choices.map(({ whom, excused, hasOthers }) => ({
    label: listText(whom.label),
    description: [
      ...(whom.isWhoever === true ? [vscode.l10n.t('whoever takes it on')] : []),
      ...(excused.calls !== undefined
        ? [vscode.l10n.t('only {0}', listText(callsInWords(excused.calls)))]
        : hasOthers
          ? [every]
          : []),
    ].join(' · '),
    detail: whom.fields.map(({ field, values }) => `${field}: ${listText(values.join(', '))}`).join(' · '),
    excused,
  }));
  return askForChoice(turn, { title: vscode.l10n.t('Whom to Except from "{0}"', rule), items });
}

/** What a person says of exceptions; whoever makes many in a row seldom says something else of each. */
export class TermsAsked {
  /** What was said last, and of whom or what; log text. */
  private said: { readonly reason: string; readonly of: string } | undefined;
  private end: string | undefined;

  /**
   * Asks for the reason of an exception, or of turning a rule off.
   * @param before what was answered before the person came back to it.
   */
  async askForReason(
    turn: Turn,
    title: string,
    excused: Excused | undefined,
    before: string | undefined,
  ): Promise<Answer<string>> {
    // what was said of an identity does not say why a rule is of no use, nor the other way round
    const said = before === undefined && excused !== undefined ? this.said : undefined;
    const note = said && vscode.l10n.t('What you wrote for {0}: type to replace it.', labelText(said.of));
    const given = await askForText(turn, {
      title,
      prompt: note === undefined ? questionOf(excused) : `${note} ${questionOf(excused)}`,
      value: before ?? said?.reason ?? defaultReason(excused),
      problemOf: (text) => (text.trim() === '' ? vscode.l10n.t('An exception needs a reason.') : undefined),
    });
    return typeof given === 'string' ? given.trim() : given;
  }

  /** To be called once all is answered: the next exception may have the same reason. */
  remember(excused: Excused | undefined, { reason }: Terms): void {
    if (excused === undefined || reason === defaultReason(excused)) return;
    // whoever takes the words of before wrote them for what they were first written for
    if (reason !== this.said?.reason) this.said = { reason, of: excused.label };
  }

  /** Asks for the last day: YYYY-MM-DD, or empty for always. */
  async askForEnd(turn: Turn, title: string): Promise<Answer<string>> {
    const from = today();
    const after = (label: string, days: number): { label: string; description: string; day: string } => {
      const day = daysAfter(from, days);
      return { label, description: vscode.l10n.t('until {0}', day), day };
    };
    const other = { label: vscode.l10n.t('Until another day…'), description: '', day: 'other' };
    const items = [
      after(vscode.l10n.t('For {0} days', DEFAULT_DAYS), DEFAULT_DAYS),
      after(vscode.l10n.t('For a week'), 7),
      after(vscode.l10n.t('For a year'), 365),
      other,
      { label: vscode.l10n.t('For good'), description: vscode.l10n.t('until somebody removes it'), day: '' },
    ];
    items.sort((a, b) => Number(b.label === this.end) - Number(a.label === this.end));
    const placeholder = vscode.l10n.t('How long does it hold? Afterwards it is found again.');
    const chosen = await askForChoice(turn, { title, placeholder, items });
    if (chosen === BACK || chosen === undefined) return chosen;
    const day = chosen === other ? await askForDay(turn, title, from) : chosen.day;
    if (day === BACK) return this.askForEnd(turn, title);
    if (day !== undefined) this.end = chosen.label;
    return day;
  }
}

function askForDay(turn: Turn, title: string, from: string): Promise<Answer<string>> {
  return askForText(turn, {
    title,
    prompt: vscode.l10n.t('The last day it holds, as YYYY-MM-DD.'),
    value: daysAfter(from, DEFAULT_DAYS),
    hasBack: true,
    problemOf: (text) => problemOfDay(text, from),
  });
}

/** What is wrong with a last day that somebody writes, on a day like `today`; undefined when nothing is. */
export function problemOfDay(text: string, today: string): string | undefined {
  if (isDay(text)) return text < today ? vscode.l10n.t('That day is over.') : undefined;
  return /^\d{4}-\d\d-\d\d$/.test(text)
    ? vscode.l10n.t('The calendar has no such day.')
    : vscode.l10n.t('Write the day as YYYY-MM-DD.');
}
