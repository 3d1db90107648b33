import { regexTest } from '../regex';
import type { RuleValue } from '../rule/value';
import { inNetwork, NetworkSet, parseNetwork } from './cidr';
import { comparison, numberTest } from './comparison';
import type { FieldValues } from './field';
import { numberMatcher, textMatcher, type ValueMatcher } from './matcher';
import { foreignMatcher, referenceMatcher } from './otherFields';
import { beginningOf, compilePattern, plainText } from './pattern';
import type { FieldTable } from './view';

/** Compiles a value; a text result says why it cannot be honoured. Throws RegexError for a bad expression. */
export function compileValue(
  value: RuleValue,
  cased: boolean,
  keyword: boolean,
  table: FieldTable,
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
    case 'regex':
      return textMatcher(regexTest(placed(value.source, value.place), value.flags), true, 10);
    case 'network': {
      const network = parseNetwork(value.text);
      if (network === undefined) return `"${value.text}" is no network`;
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

function placed(source: string, place: 'anywhere' | 'start' | 'end'): string {
  if (place === 'anywhere') return source;
  return place === 'start' ? `\\A(?:${source})` : `(?:${source})\\z`;
}

function isNull(field: FieldValues): boolean {
  return !field.present || field.hasNull;
}
