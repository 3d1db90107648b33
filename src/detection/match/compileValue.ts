import { regexTest } from '../regex';
import type { RuleValue } from '../rule/value';
import { inNetwork, NetworkSet, parseNetwork } from './cidr';
import { comparison, numberTest } from './comparison';
import type { FieldValues } from './field';
import { numberMatcher, textMatcher, type ValueMatcher } from './matcher';
import { foreignMatcher, referenceMatcher } from './otherFields';
import { policyMatcher } from './policy';
import { beginningOf, compilePattern, plainText } from './pattern';
import type { FieldTable } from './view';

/**
 * Compiles a value; a text result says why it cannot be honoured. Throws RegexError for a bad expression.
 * @param isChecked whether an expression is known to be good: then it is read when it is first asked, and most never are
 */
export function compileValue(
  value: RuleValue,
  cased: boolean,
  keyword: boolean,
  table: FieldTable,
  isChecked = false,
): ValueMatcher | string {
  switch (value.kind) {
    case 'text': {
      const pattern = value.pattern;
      const cost = plainText(pattern) === undefined ? 3 : 1;
      return textMatcher(compilePattern(pattern, cased), cased, cost, beginningOf(pattern));
    }
    case 'number':
      return numberMatcher(value.number, value.raw.toLowerCase());
    case 'boolean':
      return textMatcher(compilePattern([String(value.boolean)], false), false, 1);
    case 'null':
      return keyword ? 'null is no keyword' : { cost: 1, needsEvent: false, test: isNull, found: () => undefined };
    case 'exists':
      if (keyword) return 'exists needs a field before it';
      return {
        cost: 1,
        needsEvent: false,
        needsKey: true,
        test: (field) => field.present === value.exists,
        found: (field) => field.texts()[0],
      };
    case 'foreign':
      return foreignMatcher(value, table);
    case 'policy':
      return policyMatcher(value.question, table);
    case 'regex':
      return textMatcher(expression(value, isChecked), true, 10);
    case 'network': {
      const network = parseNetwork(value.text);
      if (network === undefined) return `"${value.text}" is not a network`;
      return textMatcher((text) => inNetwork(network, text), true, 5);
    }
    case 'networks': {
      const networks = new NetworkSet(value.texts);
      return textMatcher((text) => networks.has(text), true, 6);
    }
    case 'compare':
      return comparison(numberTest(value.operator, value.number), value.part);
    case 'part':
      return comparison((number) => number === value.number, value.part);
    case 'reference':
      return referenceMatcher(value, cased, table);
  }
}

function expression({ source, place, flags }: RuleValue & { kind: 'regex' }, isChecked: boolean): TextTest {
  const read = (): TextTest => regexTest(placed(source, place), flags);
  if (!isChecked) return read();
  let test: TextTest | undefined;
  return (text) => (test ??= read())(text);
}

type TextTest = (text: string) => boolean;

function placed(source: string, place: 'anywhere' | 'start' | 'end'): string {
  if (place === 'anywhere') return source;
  return place === 'start' ? `\\A(?:${source})` : `(?:${source})\\z`;
}

function isNull(field: FieldValues): boolean {
  return !field.present || field.hasNull;
}
