import type { Item } from './expression';
import { screenItem, type KnownValue } from './screen';

/** A column of an index: rows hold ids of its values. */
export interface Column {
  /** The dotted path, as rules name it; its values are found as rules find them. */
  readonly field: string;
  /** The value of an id, or those of which it is one. Ids are small whole numbers, as they are in a dictionary. */
  value(id: number): KnownValue | readonly KnownValue[];
}

/** What an item answers when all that is known of its field is this value, or that it is one of these. */
export function answerOf(item: Item, value: KnownValue | readonly KnownValue[]): boolean | undefined {
  if (!isList(value)) return screenItem(item, value);
  const [result, ...others] = value.map((one) => screenItem(item, one));
  return others.every((other) => other === result) ? result : undefined;
}

function isList(value: KnownValue | readonly KnownValue[]): value is readonly KnownValue[] {
  return Array.isArray(value);
}

/** What an item says of a value, as a character: of many items it is a text. */
const open = '0';
const yes = '1';
const no = '2';

function codeOf(answer: boolean | undefined): string {
  if (answer === undefined) return open;
  return answer ? yes : no;
}

const maxValues = 1000;
/** So many ids are remembered; those beyond are asked about anew each time. */
const maxIds = 2 ** 20;
/** There are as many classes as a rule set can tell apart: few, but for a log that was made to have many. */
const maxClasses = 10_000;

/**
 * Columns that have the same ids. Ids about which all items of all rules say the same are of one class: what the items
 * say is worked out once for each id, what rules make of it once for each class.
 */
export class ColumnClasses {
  private readonly columns: {
    readonly column: Column;
    readonly items: readonly Item[];
    /** By value: what the items say. Many ids have the same type of identity, or the same account. */
    readonly known: Map<ReturnType<Column['value']>, string>;
  }[] = [];
  /** By the number of a question: its place among the answers. */
  private readonly places = new Map<number, number>();
  /** By id: its class, counted from 1. */
  private classes = new Uint16Array(64);
  private readonly numbers = new Map<string, number>();
  private answers: string[] = [];

  /**
   * @param place of the ids among those of a row
   * @param forgotten told when classes get other numbers than before
   */
  constructor(
    readonly place: number,
    private readonly forgotten: () => void,
  ) {}

  /** Takes a column with the items that ask about it, each question once. */
  add(column: Column, items: readonly Item[]): void {
    for (const { question } of items) this.places.set(question, this.places.size);
    this.columns.push({ column, items, known: new Map() });
  }

  /** The number of an id's class. */
  classOf(id: number): number {
    const known = this.classes[id];
    if (known !== undefined && known !== 0) return known - 1;
    const number = this.numberOf(id);
    if (id >= maxIds) return number;
    if (id >= this.classes.length) {
      const grown = new Uint16Array(Math.max(id + 1, this.classes.length * 2));
      grown.set(this.classes);
      this.classes = grown;
    }
    this.classes[id] = number + 1;
    return number;
  }

  /** What an item answers for all ids of a class; undefined when the event has to be asked. */
  answer(item: Item, number: number): boolean | undefined {
    const code = this.answers[number]?.[this.places.get(item.question) ?? -1];
    return code === yes ? true : code === no ? false : undefined;
  }

  private numberOf(id: number): number {
    let key = '';
    for (const { column, items, known } of this.columns) {
      const value = column.value(id);
      let answers = known.get(value);
      if (answers === undefined) {
        answers = items.map((item) => codeOf(answerOf(item, value))).join('');
        if (known.size >= maxValues) known.clear();
        known.set(value, answers);
      }
      key += answers;
    }
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.answers.length >= maxClasses) this.forget();
    const number = this.answers.push(key) - 1;
    this.numbers.set(key, number);
    return number;
  }

  private forget(): void {
    this.classes.fill(0);
    this.numbers.clear();
    this.answers = [];
    this.forgotten();
  }
}
