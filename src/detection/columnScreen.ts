import { answersFor, codeOf, type Column, ColumnClasses } from './match/column';
import { Decisions, type Decision, type OpenRule, type Undecided } from './decisions';
import type { Item } from './match/expression';
import { FieldValues } from './match/field';
import { residual } from './match/residual';
import { Pairs } from './pairs';
import type { RuleDirectory, RulesOfName } from './ruleDirectory';

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
  private readonly classes = new Map<string, ColumnClasses>();
  /** Of the ids of a row's name and source what they leave open, by a number from 1. */
  private names: Decision[] = [];
  private readonly numbers = new Pairs();
  /** Of rules by what they say of a name and a source: what is left of them. */
  private readonly roots = new Map<RulesOfName, Map<string, Decision>>();
  private readonly decisions = new Decisions(
    (field) => this.classes.get(field),
    () => this.restart(),
    () => this.rules.all,
  );
  /** Counts how often classes got other numbers. */
  private changes = 0;

  /**
   * @param columns with those of eventSource and eventName among them, best of all
   * @param places of each column's ids among those of a row; without it in the order of the columns
   */
  constructor(
    private readonly rules: RuleDirectory,
    columns: readonly Column[],
    places: readonly number[] = columns.map((_, place) => place),
  ) {
    const placeOf = (field: string): number => columns.findIndex((column) => column.field === field);
    const [source, name] = [placeOf('eventSource'), placeOf('eventName')];
    this.source = columns[source];
    this.name = columns[name];
    this.sourcePlace = places[source] ?? -1;
    this.namePlace = places[name] ?? -1;
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

  private classify(columns: readonly Column[], places: readonly number[]): void {
    const byPlace = new Map<number, ColumnClasses>();
    for (const [n, column] of columns.entries()) {
      const asked = this.rules.questions.get(column.field);
      if (asked === undefined || column === this.source || column === this.name) continue;
      const place = places[n] ?? n;
      const classes = byPlace.get(place) ?? new ColumnClasses(place, () => this.decisions.clear());
      byPlace.set(place, classes);
      classes.add(column, asked);
      this.classes.set(column.field, classes);
    }
  }

  private newNames(source: number, name: number): Decision {
    const ofSource = answersFor(this.source?.value(source));
    const nameKnown = this.name?.value(name);
    const ofName = answersFor(nameKnown);
    const answer: Answer = (item) => {
      if (item.field === 'eventSource') return ofSource(item);
      return item.field === 'eventName' ? ofName(item) : undefined;
    };
    // Names come from the log: a hostile one has no end of them.
    if (this.names.length >= maxNames) this.restart();
    const decision = this.root(this.rulesNamed(nameKnown), answer);
    this.numbers.set(name, source, this.names.push(decision));
    return decision;
  }

  /** Names and sources of which the rules say the same have the same one: of a log's many there are few. */
  private root(ofName: RulesOfName, answer: Answer): Decision {
    let roots = this.roots.get(ofName);
    if (roots === undefined) this.roots.set(ofName, (roots = new Map<string, Decision>()));
    let answers = '';
    for (const item of ofName.asked) answers += codeOf(answer(item));
    let root = roots.get(answers);
    if (root === undefined) {
      const open: Undecided[] = [];
      for (const rule of ofName.rules) {
        const expression = residual(rule.logic.expression, answer);
        if (expression !== false) open.push({ rule, expression });
      }
      root = this.decisions.root(open);
      roots.set(answers, root);
    }
    return root;
  }

  private rulesNamed(name: ReturnType<Column['value']>): RulesOfName {
    if (!(name instanceof FieldValues)) return this.rules.ofName(name);
    return name.values.length > 0 ? this.rules.ofUnknownName : this.rules.ofAnyName;
  }

  private restart(): void {
    this.names = [];
    this.numbers.clear();
    this.roots.clear();
    this.changes += 1;
  }
}

type Answer = (item: Item) => boolean | undefined;

const maxNames = 100_000;
