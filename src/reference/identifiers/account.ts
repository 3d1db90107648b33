import { code, escapeMarkdown } from '../markdown';
import type { Identified, IdentifierContext } from './identified';
import { own } from '../own';

/** `123456789012 (production)`: an account id with the name that the settings give it. */
export function accountText(account: string, { accounts }: IdentifierContext): string {
  const name = own(accounts, account);
  return name === undefined ? code(account, 40) : `${code(account, 40)} (${escapeMarkdown(name, 80)})`;
}

/**
 * Explains a text that is an account id. Twelve digits can be other things too, so callers ask this only where an
 * account id is meant.
 */
export function explainAccount(text: string, context: IdentifierContext): Identified | undefined {
  if (!/^\d{12}$/.test(text)) return undefined;
  const named = own(context.accounts, text) !== undefined;
  const note = named ? '' : ' The setting `cloudtrail.accounts` can give it a name.';
  return { kind: 'account', text: `**AWS account** ${accountText(text, context)}.${note}` };
}
