import * as vscode from 'vscode';
import type { Credentials, EventSummary } from '../case/eventTable';
import { kindOfKey } from '../record/accessKey';
import { labelText } from './shared';

type Signed = Pick<EventSummary, 'eventName' | 'credentials'>;

/** With what a call was signed, in a line of a tooltip; empty where that is not known. */
export function credentialsInWords(event: Signed): string {
  const factor = event.credentials?.secondFactor;
  return [
    keyInWords(event),
    factor === true ? vscode.l10n.t('with a second factor') : '',
    factor === false ? vscode.l10n.t('with no second factor') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function keyInWords({ eventName, credentials: { accessKey, isFromConsole } = NONE }: Signed): string {
  const key = labelText(accessKey);
  if (key === '') {
    if (isFromConsole) return vscode.l10n.t('console session');
    return eventName === 'ConsoleLogin' ? vscode.l10n.t('console sign-in') : '';
  }
  if (isFromConsole) return vscode.l10n.t('temporary key {0} of a console session', key);
  switch (kindOfKey(key)) {
    case 'long-term':
      return vscode.l10n.t('long-term key {0}', key);
    case 'temporary':
      return vscode.l10n.t('temporary key {0}', key);
    default:
      return vscode.l10n.t('key {0}', key);
  }
}

const NONE: Credentials = { accessKey: '', secondFactor: undefined, isFromConsole: false };
