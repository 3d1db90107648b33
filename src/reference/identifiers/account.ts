import { code, escapeMarkdown } from '../markdown';
import type { Identified, IdentifierContext } from './identified';
import { own } from '../own';

/** `123456789012 (production)`: an account id with the name that the settings give it. */
export function accountText(account: string, { accounts }: IdentifierContext): string {
  const name = own(accounts, account);
  return name === undefined || name === '' ? code(account, 40) : `${code(account, 40)} (${escapeMarkdown(name, 80)})`;
}

/** Keys whose value is an account id when it has twelve digits. */
const MEANS_ACCOUNT = /account|owner|user_?id|principal|recipient|^aws$/i;

/**
 * Explains a text that can be an account id. Twelve digits can be other things too, so without a name from the settings
 * or a key that means an account it is worded as a guess.
 * @param key the member whose value it is, where there is one.
 */
export function explainAccount(text: string, context: IdentifierContext, key = ''): Identified | undefined {
  if (!/^\d{12}$/.test(text)) return undefined;
  const named = own(context.accounts, text) !== undefined;
  const guess = named || MEANS_ACCOUNT.test(key) ? '' : 'Probably ';
  const note = named ? '' : ' The setting `cloudtrail.accounts` can give it a name.';
  return { kind: 'account', text: `${guess}**AWS account** ${accountText(text, context)}.${note}` };
}
