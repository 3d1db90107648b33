import { restrictedSetting } from './restrictedSettings';

/** Names of accounts, from the setting `cloudtrail.accounts`: only what has the shape of an account and a name counts. */
export function accountNames(): Readonly<Record<string, string>> {
  const set = restrictedSetting('accounts');
  if (typeof set !== 'object' || set === null) return {};
  const named = Object.entries(set).filter(([id, name]) => /^\d{12}$/.test(id) && typeof name === 'string');
  return Object.fromEntries(named);
}
