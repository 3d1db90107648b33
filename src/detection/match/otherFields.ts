import type { RuleValue } from '../rule/value';
import { accountsIn } from './accounts';
import { awsAccounts } from './awsAccounts';
import type { FieldValues } from './field';
import type { ValueMatcher } from './matcher';
import type { EventView, FieldTable } from './view';

/** Compares a field with another of the same event. */
export function referenceMatcher(
  value: RuleValue & { kind: 'reference' },
  cased: boolean,
  table: FieldTable,
): ValueMatcher {
  const slot = table.slot(value.field);
  const compare = (text: string, other: string): boolean => {
    if (value.before && value.after) return text.includes(other);
    if (value.before) return text.endsWith(other);
    return value.after ? text.startsWith(other) : text === other;
  };
  const textsOf = (field: FieldValues): readonly string[] => (cased ? field.texts() : field.lowers());
  const indexIn = (field: FieldValues, view: EventView | undefined): number => {
    if (view === undefined) return -1;
    const others = textsOf(view.field(slot));
    return textsOf(field).findIndex((text) => others.some((other) => compare(text, other)));
  };
  return {
    cost: 6,
    needsEvent: true,
    test: (field, view) => indexIn(field, view) >= 0,
    found: (field, view) => field.texts()[indexIn(field, view)],
  };
}

/** Accounts beside the log's own, those that are known to be one's own, and those of AWS itself. */
export function foreignMatcher(value: RuleValue & { kind: 'foreign' }, table: FieldTable): ValueMatcher {
  const known = new Set([...value.own, ...awsAccounts]);
  const log = table.slot('recipientAccountId');
  // records that do not say whose log they are in say at least whose caller it was
  const caller = table.slot('userIdentity.accountId');
  const strange = (field: FieldValues, view: EventView | undefined): string | undefined => {
    if (view === undefined || field.values.length === 0) return undefined;
    const ofLog = view
      .field(log)
      .texts()
      .filter((text) => text !== '');
    const own = ofLog.length > 0 ? ofLog : view.field(caller).texts();
    return field.values.flatMap(accountsIn).find((account) => !known.has(account) && !own.includes(account));
  };
  return {
    cost: 8,
    needsEvent: true,
    test: (field, view) => (strange(field, view) !== undefined) === value.foreign,
    found: strange,
  };
}
