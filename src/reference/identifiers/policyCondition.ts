import { type Clause, clausesOf } from '../../record/policy/clause';
import { code } from '../markdown';

const MAX_CLAUSES = 4;
const MAX_VALUES = 4;
const MAX_TEXT = 120;

/**
 * What each operator asks of a key's value.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators".
 */
const ASKED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    stringequals: 'is',
    stringnotequals: 'is not',
    stringequalsignorecase: 'is',
    stringnotequalsignorecase: 'is not',
    stringlike: 'is like',
    stringnotlike: 'is not like',
    numericequals: 'is',
    numericnotequals: 'is not',
    numericlessthan: 'is less than',
    numericlessthanequals: 'is at most',
    numericgreaterthan: 'is more than',
    numericgreaterthanequals: 'is at least',
    dateequals: 'is',
    datenotequals: 'is not',
    datelessthan: 'is before',
    datelessthanequals: 'is not after',
    dategreaterthan: 'is after',
    dategreaterthanequals: 'is not before',
    bool: 'is',
    binaryequals: 'is',
    ipaddress: 'is in',
    notipaddress: 'is not in',
    // both take patterns
    arnequals: 'is like',
    arnlike: 'is like',
    arnnotequals: 'is not like',
    arnnotlike: 'is not like',
  }),
);

/**
 * What a statement's condition asks, as the end of a sentence in Markdown: `, if KEY is VALUE and …`; empty where there
 * is none, and only that there is one where it asks nothing that can be told.
 */
export function conditionText(condition: unknown): string {
  if (condition === undefined) return '';
  const clauses = clausesOf(condition);
  if (clauses.length === 0) return ', under conditions';
  const told = clauses.slice(0, MAX_CLAUSES).map(clauseText).join(' and ');
  const more = clauses.length - MAX_CLAUSES;
  return `, if ${told}${more > 0 ? ` and ${more} more` : ''}`;
}

function clauseText({ operator, set, ifExists, written, values }: Clause): string {
  const key = code(written, MAX_TEXT);
  const isAbsent = operator === 'null' ? values.map((value) => value.toLowerCase()).join() : '';
  if (isAbsent === 'true' || isAbsent === 'false') return `${key} is ${isAbsent === 'true' ? 'absent' : 'there'}`;
  const asked = ASKED.get(operator) ?? `fits ${code(operator, MAX_TEXT)} of`;
  const subject = set === undefined ? key : `${set === 'any' ? 'any' : 'each'} of ${key}`;
  const unlessAbsent = ifExists || set === 'all' ? ' (where there is one)' : '';
  // none of several values that are denied may be there
  const between = operator.includes('not') ? ' nor ' : ' or ';
  return `${subject}${unlessAbsent} ${asked} ${valuesText(values, between)}`;
}

function valuesText(values: readonly string[], between: string): string {
  if (values.length === 0) return 'nothing';
  const shown = values.slice(0, MAX_VALUES).map((value) => code(value, MAX_TEXT));
  if (values.length > MAX_VALUES) shown.push(`${values.length - MAX_VALUES} more`);
  return shown.join(between);
}
