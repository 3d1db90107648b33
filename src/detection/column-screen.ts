import { foldCase } from './case-fold';
import { answersFor, type Column, ColumnClasses } from './match/column';
import { Decisions, type Decision, type OpenRule, type Undecided } from './decisions';
import { eachItem, type Expression, type Item } from './match/expression';
import { FieldValues } from './match/field';
import { residual } from './match/residual';
import { Pairs } from './pairs';
import type { Rule } from './rule/rule';

/**
 * The rules that may be true of a row, by the columns of an index alone: most rows need never be parsed, and of those
 * that are only what the columns leave open is asked. What each item of a rule says of each value is worked out once,
 * so a row costs a look-up for each column that matters to rules with its names, however many rules there are.
 */
export class ColumnScreen {
  private readonly source: Column | undefined;
  private readonly name: Column | undefined;
  private readonly sourcePlace: number;
  private readonly namePlace: number;
  /** The rules in their order, each with its place in it. */
  private readonly byName = new Map<string, [number, Rule][]>();
  private readonly ofAnyName: [number, Rule][] = [];
  private readonly classes = new Map<string, ColumnClasses>();
  /** Of the ids of a row's name and source what they leave open, by a number from 1. */
  private names: Decision[] = [];
  private readonly numbers = new Pairs();
  private readonly decisions = new Decisions(
    (field) => this.classes.get(field),
    () => this.restart(),
  );
  /** Counts how often classes got other numbers. */
  private changes = 0;

  /**
   * @param columns with those of eventSource and eventName among them, best of all
   * @param places of each column's ids among those of a row; without it in the order of the columns
   */
  constructor(
    private readonly rules: readonly Rule[],
    columns: readonly Column[],
    places: readonly number[] = columns.map((_, place) => place),
  ) {
    const placeOf = (field: string): number => columns.findIndex((column) => column.field === field);
    const [source, name] = [placeOf('eventSource'), placeOf('eventName')];
    this.source = columns[source];
    this.name = columns[name];
    this.sourcePlace = places[source] ?? -1;
    this.namePlace = places[name] ?? -1;
    for (const [n, rule] of rules.entries()) this.file(n, rule);
    this.classify(columns, places);
  }

  /** The lists of open rules by their numbers, as far as rows have them; the first one is empty. */
  get lists(): readonly (readonly OpenRule[])[] {
    return this.decisions.lists;
  }

  /**
   * The number of the list of the rules that may be true of a row, in their order; the same for rows about which the
   * columns say the same.
   * @param cells for each place the ids of all rows
   */
  listOf(cells: readonly ArrayLike<number>[], row: number): number {
    const source = cells[this.sourcePlace]?.[row] ?? 0;
    const name = cells[this.namePlace]?.[row] ?? 0;
    let changes: number;
    let decision: Decision;
    do {
      ({ changes } = this);
      const number = this.numbers.of(name, source);
      decision = number === 0 ? this.newNames(source, name) : (this.names[number - 1] as Decision);
      let { column } = decision;
      while (column !== undefined) {
        decision = this.decisions.next(decision, column, column.classOf(cells[column.place]?.[row] ?? 0));
        ({ column } = decision);
      }
    } while (changes !== this.changes);
    return decision.list;
  }

  /** Where a rule is looked for: under the event names that it can be true of, if it names them. */
  private file(place: number, rule: Rule): void {
    const pinned = this.name === undefined ? undefined : namesIn(rule.logic.expression);
    if (pinned === undefined) this.ofAnyName.push([place, rule]);
    for (const name of pinned ?? []) {
      const list = this.byName.get(name);
      if (list === undefined) this.byName.set(name, [[place, rule]]);
      else list.push([place, rule]);
    }
  }

  private classify(columns: readonly Column[], places: readonly number[]): void {
    const items = new Map<string, Map<number, Item>>();
    for (const { logic } of this.rules) {
      eachItem(logic.expression, (item) => {
        const known = items.get(item.field);
        if (known === undefined) items.set(item.field, new Map([[item.question, item]]));
        else known.set(item.question, item);
      });
    }
    const byPlace = new Map<number, ColumnClasses>();
    for (const [n, column] of columns.entries()) {
      const asked = items.get(column.field);
      if (asked === undefined || column === this.source || column === this.name) continue;
      const place = places[n] ?? n;
      const classes = byPlace.get(place) ?? new ColumnClasses(place, () => this.decisions.clear());
      byPlace.set(place, classes);
      classes.add(column, [...asked.values()]);
      this.classes.set(column.field, classes);
    }
  }

  private newNames(source: number, name: number): Decision {
    const ofSource = answersFor(this.source?.value(source));
    const nameKnown = this.name?.value(name);
    const ofName = answersFor(nameKnown);
    const answer = (item: Item): boolean | undefined => {
      if (item.field === 'eventSource') return ofSource(item);
      return item.field === 'eventName' ? ofName(item) : undefined;
    };
    const rules: Undecided[] = [];
    for (const rule of this.rulesNamed(nameKnown)) {
      const expression = residual(rule.logic.expression, answer);
      if (expression !== false) rules.push({ rule, expression });
    }
    const decision = this.decisions.root(rules);
    this.numbers.set(name, source, this.names.push(decision));
    return decision;
  }

  private rulesNamed(name: ReturnType<Column['value']>): readonly Rule[] {
    if (name === undefined || (name instanceof FieldValues && name.values.length > 0)) return this.rules;
    const named = typeof name === 'string' ? this.byName.get(foldCase(name)) : undefined;
    if (named === undefined) return this.ofAnyName.map(([, rule]) => rule);
    return [...this.ofAnyName, ...named].sort(([a], [b]) => a - b).map(([, rule]) => rule);
  }

  private restart(): void {
    this.names = [];
    this.numbers.clear();
    this.changes += 1;
  }
}

/** The event names, without their case, of which an expression can be true; undefined when it may be true of any. */
function namesIn(expression: Expression): readonly string[] | undefined {
  switch (expression.kind) {
    case 'item': {
      const { field, matchers, negated } = expression.item;
      const [only] = matchers;
      return field === 'eventName' && matchers.length === 1 && !negated ? only?.texts : undefined;
    }
    case 'named':
      return namesIn(expression.part);
    case 'not':
      return undefined;
    case 'and':
      return expression.parts.map(namesIn).find((names) => names !== undefined);
    case 'or': {
      const names: string[] = [];
      for (const part of expression.parts) {
        const own = namesIn(part);
        if (own === undefined) return undefined;
        names.push(...own);
      }
      return [...new Set(names)];
    }
  }
}
