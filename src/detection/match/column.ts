import { type Item, testItem } from './expression';
import { FieldValues } from './field';
import { screenItem, type KnownValue } from './screen';

/** A column of an index: rows hold ids of its values. */
export interface Column {
  /** The dotted path, as rules name it; its values are found as rules find them. */
  readonly field: string;
  /**
   * The value of an id, or else all that the field holds, where that is known. Ids are small whole numbers, as they are
   * in a dictionary.
   */
  value(id: number): KnownValue | FieldValues;
  /** Each id has a value of its own, so that it is no use to remember what is said of values. */
  readonly isDistinct?: boolean;
  /** A number: ids for which it is the same have the same value. One function for all columns that it holds for. */
  readonly sameFor?: ((id: number) => number) | undefined;
  /** A number: the values of ids for which it is the same begin with the same {@link BEGINNING} characters. */
  readonly beginning?: (id: number) => number;
}

/** Keys of AWS tell their kind by so many characters. */
const BEGINNING = 4;

/**
 * What items answer when all that is known of their field is this value, or when this is all that it holds. What a value
 * offers to compare is made once for all items.
 */
export function answersFor(value: KnownValue | FieldValues): (item: Item) => boolean | undefined {
  if (value === undefined) return unknown;
  if (value instanceof FieldValues)
    return (item) =>
      item.matchers.some(({ needsEvent }) => needsEvent) ? undefined : testItem(item, value, undefined);
  const held = FieldValues.known(value);
  return (item) => screenItem(item, value, held);
}

const unknown = (): undefined => undefined;

/** What an item says of a value, as a character: of many items it is a text. */
export const OPEN = '0';
export const YES = '1';
export const NO = '2';

/** An answer as one character. */
export function codeOf(answer: boolean | undefined): string {
  if (answer === undefined) return OPEN;
  return answer ? YES : NO;
}

/** Whether how a value begins ({@link Column.beginning}) is all that an item asks for. */
export function asksForBeginning({ matchers }: Item): boolean {
  return matchers.every(({ beginning }) => beginning !== undefined && beginning <= BEGINNING);
}
