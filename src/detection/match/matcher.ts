import { foldCase } from '../caseFold';
import { NetworkSet } from './cidr';
import type { FieldValues } from './field';
import type { EventView } from './view';

/**
 * One value of a rule, ready to be compared with what a field holds.
 *
 * Comparisons: texts compare whole and without regard to case unless `cased`; a number in the rule compares with a
 * number or with its text; true and false by their JSON text; null with an absent field or JSON null; lt, lte, gt and
 * gte with numbers and texts that are numbers; fieldref compares the texts of two fields that both have some.
 */
export interface ValueMatcher {
  /** A rough order of cost, so that cheap comparisons come first. */
  readonly cost: number;
  test(field: FieldValues, view: EventView | undefined): boolean;
  /** The text that made it match, for "why it fired"; undefined when there is no such text (null, exists). */
  found(field: FieldValues, view: EventView | undefined): string | undefined;
  /** Of several values in one: the one, as the rule has it, that a text is found by. */
  said?(found: string): string | undefined;
  /** Whether the answer needs other fields of the event. */
  readonly needsEvent: boolean;
  /** Whether the answer tells an absent field from one that is null. */
  readonly needsKey?: boolean;
  /** Where the first so many characters of a text decide, whatever follows. */
  readonly beginning?: number | undefined;
  /** Where it is true of these texts and no other, without their case. */
  readonly texts?: readonly string[];
}

/** Asks for a text of the field; unless `cased`, of the texts without their case. */
export function textMatcher(
  test: (text: string) => boolean,
  cased: boolean,
  cost: number,
  beginning?: number,
): ValueMatcher {
  return {
    cost,
    beginning,
    needsEvent: false,
    test: (field) => {
      for (const text of cased ? field.texts() : field.lowers()) if (test(text)) return true;
      return false;
    },
    found: (field) => field.texts().find((text) => test(cased ? text : foldCase(text))),
  };
}

/** A number of a rule, as its text or as JSON would write it. */
export function numberMatcher(number: number, raw: string): ValueMatcher {
  const canonical = String(number).toLowerCase();
  return textMatcher((text) => text === canonical || text === raw, false, 1);
}

/** Several plain texts without wildcards, compared at once. */
export function setMatcher(texts: readonly string[], cased: boolean): ValueMatcher {
  const lowers = texts.map(foldCase);
  const set = new Set(cased ? texts : lowers);
  return { ...textMatcher((text) => set.has(text), cased, 1), texts: [...new Set(lowers)] };
}

/** Many networks, looked up at once. */
export function networksMatcher(texts: readonly string[]): ValueMatcher {
  const networks = new NetworkSet(texts);
  return { ...textMatcher((text) => networks.has(text), true, 6), said: (text) => networks.of(text) };
}

/** One value that a modifier turned into several forms: any of them will do. */
export function anyOf(matchers: readonly ValueMatcher[]): ValueMatcher {
  return {
    cost: matchers.reduce((sum, matcher) => sum + matcher.cost, 0),
    needsEvent: matchers.some((matcher) => matcher.needsEvent),
    needsKey: matchers.some((matcher) => matcher.needsKey === true),
    test: (field, view) => matchers.some((matcher) => matcher.test(field, view)),
    found: (field, view) => matchers.find((matcher) => matcher.test(field, view))?.found(field, view),
  };
}
