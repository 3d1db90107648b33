import * as vscode from 'vscode';
import type { Excused } from '../../../case/exceptions/exceptions';
import { countInWords } from '../../counts';
import { labelText, noticeText } from '../../shared';
import type { Terms } from './ask';
import type { FindingReference } from '../reference';

/** So many events an exception names by their ids: people review it. */
export const MAX_EVENTS = 1000;

/** Says that a finding is of too many events to name, and what else can be done about it. */
export function offerOthers(finding: FindingReference, events: number): undefined {
  const identity = vscode.l10n.t('Except Who Made the Calls…');
  const off = vscode.l10n.t('Turn the Rule Off…');
  const said = vscode.l10n.t(
    'Nothing was written: "{0}" counted {1} events here, and an exception names {2} at most. With fewer it would be found again.',
    labelText(finding.rule.title),
    events,
    MAX_EVENTS,
  );
  void vscode.window.showWarningMessage(noticeText(said), identity, off).then((chosen) => {
    if (chosen === identity) return vscode.commands.executeCommand('cloudtrail.exceptIdentity', finding);
    return chosen === off ? vscode.commands.executeCommand('cloudtrail.turnRuleOff', finding) : undefined;
  });
}

/** What was done, for a notice. */
export function inWords(rule: string, excused: Excused | undefined, { expires }: Terms): string {
  if (excused === undefined) {
    return expires === ''
      ? vscode.l10n.t('"{0}" is off here.', rule)
      : vscode.l10n.t('"{0}" is off here until {1}.', rule, expires);
  }
  const what = labelText(excused.label);
  if (excused.isPlural === true) {
    return expires === ''
      ? vscode.l10n.t('{0} are excepted from "{1}".', what, rule)
      : vscode.l10n.t('{0} are excepted from "{1}" until {2}.', what, rule, expires);
  }
  return expires === ''
    ? vscode.l10n.t('{0} is excepted from "{1}".', what, rule)
    : vscode.l10n.t('{0} is excepted from "{1}" until {2}.', what, rule, expires);
}

/** The same for the status bar, where the end is cut off: its last day comes first. */
export function brieflyInWords(rule: string, excused: Excused | undefined, terms: Terms): string {
  const said = inWords(rule, excused, { ...terms, expires: '' });
  return terms.expires === '' ? said : vscode.l10n.t('Until {0}: {1}', terms.expires, said);
}

/** What was taken back; others may leave the same out all the same. */
export function undoneInWords(rule: string, excused: Excused | undefined): string {
  return excused === undefined
    ? vscode.l10n.t('turning "{0}" off', rule)
    : vscode.l10n.t('the exception of {0} from "{1}"', labelText(excused.label), rule);
}

/** Says why an identity cannot be excepted, and what can be done. */
export function sayThatNobodyIsNamed(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Nothing was written: the record does not say who made the call. "Except this event…" leaves this event out.',
    ),
  );
}

/** Says why the exception of an identity cannot be copied: the clipboard has what it had. */
export function sayThatNobodyCanBeCopied(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Nothing was copied: the record does not say who made the call.'),
  );
}

/** Says that nothing was written because some of a finding's events cannot be read any more. */
export function sayHowManyAreUnread(unread: number, events: number): undefined {
  const said =
    events === 1
      ? vscode.l10n.t('Nothing was written: the event can no longer be read.')
      : unread === events
        ? vscode.l10n.t('Nothing was written: none of the {0} events can be read any more.', countInWords(events))
        : vscode.l10n.t(
            'Nothing was written: of the {0} events {1} can no longer be read, and without them the finding could come back.',
            countInWords(events),
            countInWords(unread),
          );
  void vscode.window.showWarningMessage(said);
}

/** Says that a finding is not there any more, or that its case was read anew since it was shown. */
export function sayThatItIsGone(): undefined {
  void vscode.window.showInformationMessage(vscode.l10n.t('The finding is no longer there.'));
}

/** Says why events cannot be excepted. */
export function sayThatNoIdIsThere(events: number): undefined {
  const said =
    events > 1
      ? vscode.l10n.t('Not all of the {0} events have an eventID to know them by.', countInWords(events))
      : vscode.l10n.t('The record has no eventID to know it by.');
  void vscode.window.showInformationMessage(said);
}
