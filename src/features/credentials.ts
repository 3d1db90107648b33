import * as vscode from 'vscode';
import type { Credentials, EventSummary } from '../case/eventTable';
import { kindOfKey } from '../record/accessKey';
import type { SignInFactor } from '../record/signIn';
import { labelText } from './shared';

type Signed = Pick<EventSummary, 'eventName' | 'credentials'>;

/**
 * With what a call was signed, in a line of a tooltip; empty where that is not known.
 * @param atSignIn what a sign-in itself says of a second factor.
 */
export function credentialsInWords(event: Signed, atSignIn?: SignInFactor): string {
  const factor = event.credentials?.secondFactor;
  const before = factor === undefined ? undefined : factor ? 'given' : 'none';
  return [keyInWords(event), factorInWords(atSignIn ?? before)].filter((part) => part !== '').join(', ');
}

function factorInWords(factor: SignInFactor | undefined): string {
  switch (factor) {
    case 'given':
      return vscode.l10n.t('with a second factor');
    case 'none':
      return vscode.l10n.t('with no second factor');
    case 'unseen':
      return vscode.l10n.t('with no second factor that AWS asked for');
    case undefined:
      return '';
  }
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
