import type { Correlation } from '../../detection';
import { fieldIn } from '../../detection/correlation/correlation';
import type { Hit } from '../findings/findings';
import type { Excused, ExcusedField } from './exceptions';

/** A field, or the name that stands for some, with what is in it. Both are text of the log or of a rule. */
interface Named {
  readonly field: string;
  readonly value: string;
}

/** A value that was never there before, by what the events with it have in common. */
export interface SeenValue {
  /** As the rule names it: what groups the events, then the field with the value. */
  readonly named: readonly Named[];
  /** The fields that these names stand for, once for each of its rules in which they are others: an event has one of these. */
  readonly anyOf: readonly (readonly Named[])[];
}

/** The events with a value that is new to its group; undefined where a rule does not look for one. */
export function seenValue(
  correlation: Correlation,
  { group, value }: Pick<Hit, 'group' | 'value'>,
): SeenValue | undefined {
  if (correlation.type !== 'first_seen' || value === undefined) return undefined;
  const named = distinct([...group, ...correlation.plan.fields.map((field) => ({ field, value }))]);
  const anyOf = new Map(fieldsIn(correlation, named).map((fields) => [JSON.stringify(fields), fields]));
  return { named, anyOf: [...anyOf.values()] };
}

/** The fields that names stand for in each rule behind a correlation. */
function fieldsIn(correlation: Correlation, named: readonly Named[]): Named[][] {
  return correlation.rules.flatMap((rule, place) => {
    const fields = named.map(({ field, value }) => ({ field: fieldIn(correlation, place, field), value }));
    return rule.kind === 'rule' ? [distinct(fields)] : fieldsIn(rule, fields).map(distinct);
  });
}

function distinct(named: readonly Named[]): Named[] {
  return [...new Map(named.map((one) => [JSON.stringify([one.field, one.value]), one])).values()];
}

/** All events with a value, of those that it was new among: the value first, then what they have in common. */
export function valueToExcuse({ named, anyOf }: SeenValue): Excused {
  const [fields = named, ...others] = anyOf;
  // a name of the rule's own is told only where it stands for several fields
  const told = (others.length === 0 ? fields : named).map(({ field, value }) => `${field} ${value}`);
  const [value, ...group] = [...told.slice(-1), ...told.slice(0, -1)];
  const label = [value, ...(group.length === 0 ? [] : [`with ${group.join(' and ')}`])].join(' ');
  return { label, fields: excusedFields(fields), orFields: others.map(excusedFields) };
}

/** A field that has several of the values at once, as a list may, is asked for all of them. */
function excusedFields(named: readonly Named[]): ExcusedField[] {
  const values = new Map<string, string[]>();
  for (const { field, value } of named) values.set(field, [...(values.get(field) ?? []), value]);
  return [...values].map(([field, own]) => ({ field: own.length > 1 ? `${field}|all` : field, values: own }));
}
