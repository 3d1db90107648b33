import type { ColumnClasses } from './match/columnClasses';
import { compileExpression, eachItem, type EventTest, type Expression, type Item } from './match/expression';
import { residual } from './match/residual';
import { Pairs } from './pairs';
import type { Rule } from './rule/rule';

/** A rule that may be true of a row. */
export interface OpenRule {
  readonly rule: Rule;
  /** What the row's record has to be asked; undefined when the columns say that the rule is true. */
  readonly test: EventTest | undefined;
}

/** A rule with what is left of its condition. */
export interface Undecided {
  readonly rule: Rule;
  readonly expression: Expression | true;
}

/** Items of an expression, each with the column that answers it. */
type Asked = readonly (readonly [column: ColumnClasses, item: Item])[];

/** What some columns leave open: another column decides on, or there is none that could. */
export interface Decision {
  readonly number: number;
  readonly rules: readonly Undecided[];
  /** The column to be asked next; undefined at the end. */
  readonly column: ColumnClasses | undefined;
  /** What it is asked. */
  readonly questions: readonly Item[];
  /** The columns that were asked. */
  readonly asked: readonly ColumnClasses[];
  /** By what its classes answer. */
  readonly next: Map<string, Decision>;
  /** At the end: the number of the list of the rules that are open. */
  readonly list: number;
}

/**
 * Trees of decisions about rows: at each step that column is asked which the rules that are still open ask the most
 * questions, and none once there is no rule left. Classes that answer the same there lead on to the same decision.
 */
export class Decisions {
  private decisions: Decision[] = [];
  private readonly byClass = new Pairs();
  /** By the number of a decision: the place of the column to be asked next, and 1; 0 at the end. */
  readonly places = new Uint16Array(MOST + 1);
  /** The same: the number of its list at the end. */
  readonly ends = new Uint16Array(MOST + 1);
  private readonly tests = new Map<Expression, EventTest>();
  /** Most of what one decision leaves open the next one leaves open, too. */
  private readonly asked = new Map<Expression, Asked>();
  /** What may be open at a row, by number. */
  readonly lists: (readonly OpenRule[])[] = [[]];
  /** The number of the list of all rules, where there is one. */
  private everything: number | undefined;

  /**
   * @param columnOf tells which column answers for a field
   * @param forgotten told when the decisions of before are no more
   * @param all the rules that it decides about
   */
  constructor(
    private readonly columnOf: (field: string) => ColumnClasses | undefined,
    private readonly forgotten: () => void,
    private readonly all: () => readonly Rule[],
  ) {}

  /** The first decision about some rules. */
  root(rules: readonly Undecided[]): Decision {
    return this.add(rules, []);
  }

  /** The decision with a number. */
  at(number: number): Decision {
    return this.decisions[number - 1] as Decision;
  }

  /** Where a class of a decision's column leads to. */
  next(decision: Decision, column: ColumnClasses, number: number): Decision {
    const known = this.byClass.of(decision.number, number);
    return known === 0 ? this.decide(decision, column, number) : this.at(known);
  }

  /** From the number of a decision, by the class of its column's ids, to that of the next one: for `numberIn`. */
  get steps(): Int32Array {
    return this.byClass.table;
  }

  /** Forgets all decisions; lists keep their numbers. */
  clear(): void {
    this.decisions = [];
    this.byClass.clear();
    this.tests.clear();
    this.asked.clear();
    this.forgotten();
  }

  private decide(before: Decision, column: ColumnClasses, number: number): Decision {
    let answers = '';
    for (const question of before.questions) answers += column.codeOf(question, number);
    let next = before.next.get(answers);
    if (next === undefined) {
      next = this.add(this.remaining(before, column, number), [...before.asked, column]);
      before.next.set(answers, next);
    }
    // where all was forgotten the one before is no more
    if (this.decisions[before.number - 1] === before) this.byClass.set(before.number, number, next.number);
    return next;
  }

  private remaining({ rules }: Decision, column: ColumnClasses, number: number): Undecided[] {
    const answer = (item: Item): boolean | undefined => column.answer(item, number);
    const left: Undecided[] = [];
    for (const undecided of rules) {
      const { rule, expression } = undecided;
      const after = expression === true || residual(expression, answer);
      if (after === expression) left.push(undecided);
      else if (after !== false) left.push({ rule, expression: after });
    }
    return left;
  }

  private add(rules: readonly Undecided[], asked: readonly ColumnClasses[]): Decision {
    // Values come from the log: a hostile one has no end of them.
    if (this.decisions.length === MOST) this.clear();
    const [column, questions] = this.mostAsked(rules, asked);
    const decision: Decision = {
      number: this.decisions.length + 1,
      rules,
      column,
      questions,
      asked,
      next: new Map(),
      list: column === undefined ? this.newList(rules) : 0,
    };
    this.decisions.push(decision);
    this.places[decision.number] = column === undefined ? 0 : column.place + 1;
    this.ends[decision.number] = decision.list;
    return decision;
  }

  private mostAsked(
    rules: readonly Undecided[],
    asked: readonly ColumnClasses[],
  ): readonly [ColumnClasses | undefined, readonly Item[]] {
    const questions = new Map<ColumnClasses, Map<number, Item>>();
    for (const { expression } of rules) {
      if (expression === true) continue;
      for (const [column, item] of this.askedBy(expression)) {
        if (asked.includes(column)) continue;
        const known = questions.get(column);
        if (known === undefined) questions.set(column, new Map([[item.question, item]]));
        else known.set(item.question, item);
      }
    }
    let most: ColumnClasses | undefined;
    let its: ReadonlyMap<number, Item> = new Map();
    for (const [column, about] of questions) if (about.size > its.size) [most, its] = [column, about];
    return [most, [...its.values()]];
  }

  /** The items of an expression that columns answer. */
  private askedBy(expression: Expression): Asked {
    let asked = this.asked.get(expression);
    if (asked === undefined) {
      const found: [ColumnClasses, Item][] = [];
      eachItem(expression, (item) => {
        const column = this.columnOf(item.field);
        if (column !== undefined) found.push([column, item]);
      });
      this.asked.set(expression, (asked = found));
    }
    return asked;
  }

  private newList(rules: readonly Undecided[]): number {
    if (rules.length === 0) return 0;
    if (this.lists.length > MOST_LISTS) return this.listOfAll();
    return this.lists.push(rules.map(({ rule, expression }) => ({ rule, test: this.testOf(expression) }))) - 1;
  }

  /** Where every rule is asked: what columns say of rows that were made to have no end of lists is not kept. */
  private listOfAll(): number {
    this.everything ??= this.lists.push(this.all().map((rule) => ({ rule, test: rule.logic.test }))) - 1;
    return this.everything;
  }

  private testOf(expression: Expression | true): EventTest | undefined {
    if (expression === true) return undefined;
    const test = this.tests.get(expression) ?? compileExpression(expression);
    this.tests.set(expression, test);
    return test;
  }
}

const MOST = 20_000;
/** Logs have some hundred. */
const MOST_LISTS = 20_000;
