import { Numbered } from '../pairs';
import { answersFor, asksForBeginning, codeOf, type Column, NO, OPEN, YES } from './column';
import type { Item } from './expression';

const maxValues = 1000;
/** So many ids are remembered; those beyond are asked about anew each time. */
const maxIds = 2 ** 20;
/** There are as many classes as a rule set can tell apart: few, but for a log that was made to have many. */
const maxClasses = 10_000;

/** What the items about one column say. */
class Answers {
  /** By value. Many ids have the same type of identity, or the same account. */
  private readonly known = new Map<ReturnType<Column['value']>, string>();

  constructor(
    private readonly column: Column,
    private readonly items: readonly Item[],
  ) {}

  /** As many characters as there are items. */
  of(id: number): string {
    const value = this.column.value(id);
    if (this.column.isDistinct === true) return this.ask(value);
    let answers = this.known.get(value);
    if (answers === undefined) {
      answers = this.ask(value);
      if (this.known.size >= maxValues) this.known.clear();
      this.known.set(value, answers);
    }
    return answers;
  }

  private ask(value: ReturnType<Column['value']>): string {
    const answer = answersFor(value);
    let answers = '';
    for (const item of this.items) answers += codeOf(answer(item));
    return answers;
  }
}

/** Columns whose values are the same for the same ids, and what all their items say of ids. */
class Alike {
  private readonly columns: Answers[] = [];
  /** What the items say, each once; the number of a text is its place, counted from 1. */
  private texts: string[] = [];
  private numbers = new Map<string, number>();
  /** By what `sameFor` says: the number of what the items say. */
  private known: number[] = [];
  private count = 0;
  private readonly joined = new Numbered();

  constructor(readonly sameFor: Column['sameFor']) {}

  /** The place of the first of the items among all of them. */
  add(column: Column, items: readonly Item[]): number {
    const first = this.count;
    this.count += items.length;
    this.columns.push(new Answers(column, items));
    return first;
  }

  /** A number, from 1, of what others, by a number, say of an id together with what the items say. */
  joinedTo(others: number, id: number): number {
    return this.joined.of(others, this.numberOf(id));
  }

  /** A number, from 1, of what the items say of an id. */
  numberOf(id: number): number {
    const same = this.sameFor === undefined ? maxIds : this.sameFor(id);
    const before = this.known[same];
    if (before !== undefined) return before;
    let text = '';
    for (const column of this.columns) text += column.of(id);
    let number = this.numbers.get(text);
    if (number === undefined) this.numbers.set(text, (number = this.texts.push(text)));
    if (same < maxIds) this.known[same] = number;
    return number;
  }

  /** As many characters as there are items. */
  text(number: number): string {
    return this.texts[number - 1] ?? '';
  }

  forget(): void {
    this.texts = [];
    this.numbers = new Map();
    this.known = [];
    this.joined.clear();
  }
}

/**
 * Columns that have the same ids. Ids about which all items of all rules say the same are of one class: what the items
 * say is worked out once for each id, what rules make of it once for each class.
 */
export class ColumnClasses {
  private readonly groups: Alike[] = [];
  /** By the number of a question: the group of its column, and its place among the answers of that. */
  private readonly places = new Map<number, readonly [group: number, place: number]>();
  private classes = new Uint16Array(64);
  private answers: (readonly string[])[] = [];

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
    const sameFor = column.sameFor ?? (items.every(asksForBeginning) ? column.beginning : undefined);
    let group = this.groups.findIndex((one) => sameFor !== undefined && one.sameFor === sameFor);
    if (group < 0) group = this.groups.push(new Alike(sameFor)) - 1;
    const first = (this.groups[group] as Alike).add(column, items);
    for (const [n, { question }] of items.entries()) this.places.set(question, [group, first + n]);
  }

  /** By id: the number of its class and 1; 0 where that is not known yet. */
  get known(): Uint16Array {
    return this.classes;
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

  /** What an item answers for all ids of a class; undefined when the event has to be asked, or another column. */
  answer(item: Item, number: number): boolean | undefined {
    const code = this.codeOf(item, number);
    return code === YES ? true : code === NO ? false : undefined;
  }

  /** The same as one character. */
  codeOf({ question }: Item, number: number): string {
    const at = this.places.get(question);
    return at === undefined ? OPEN : (this.answers[number]?.[at[0]]?.[at[1]] ?? OPEN);
  }

  private numberOf(id: number): number {
    let number = 0;
    for (const group of this.groups) number = group.joinedTo(number, id);
    if (number <= this.answers.length) return number - 1;
    if (this.answers.length >= maxClasses) {
      this.forget();
      return this.numberOf(id);
    }
    return this.answers.push(this.groups.map((group) => group.text(group.numberOf(id)))) - 1;
  }

  private forget(): void {
    this.classes.fill(0);
    for (const group of this.groups) group.forget();
    this.answers = [];
    this.forgotten();
  }
}
