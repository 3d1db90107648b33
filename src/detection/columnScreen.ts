import { answersFor, codeOf, type Column } from './match/column';
import { ColumnClasses } from './match/columnClasses';
import { Decisions, type Decision, type OpenRule, type Undecided } from './decisions';
import type { Item } from './match/expression';
import { FieldValues } from './match/field';
import { residual } from './match/residual';
import { numberIn, Pairs } from './pairs';
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
  /** Of the ids of a row's name and source the number of what they leave open. */
  private readonly names = new Pairs();
  private namesKnown = 0;
  /** The classes of the ids at each place. */
  private readonly byPlace: ColumnClasses[] = [];
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
      const number = this.names.of(name, source);
      decision = number === 0 ? this.newNames(source, name) : this.decisions.at(number);
      let { column } = decision;
      while (column !== undefined) {
        decision = this.decisions.next(decision, column, column.classOf(cells[column.place]?.[row] ?? 0));
        ({ column } = decision);
      }
    } while (changes !== this.changes);
    return decision.list;
  }

  /**
   * The same of rows one after the other, as far as others before them tell: {@link listOf} is asked for what is new.
   * All that it takes is numbers in arrays, which is quick before V8 has looked at it, too.
   * @param lists is given the number of each row's list, at its distance from `first`
   * @returns the first row that is new, or `to`
   */
  listsKnown(cells: readonly ArrayLike<number>[], from: number, to: number, lists: Uint16Array, first: number): number {
    const { byPlace } = this;
    const { places, ends, steps } = this.decisions;
    const names = this.names.table;
    const nameCells = cells[this.namePlace] ?? NO_CELLS;
    const sourceCells = cells[this.sourcePlace] ?? NO_CELLS;
    for (let row = from; row < to; row++) {
      let decision = numberIn(names, nameCells[row] ?? 0, sourceCells[row] ?? 0);
      for (let place = places[decision] as number; place !== 0; place = places[decision] as number) {
        const known = (byPlace[place - 1] as ColumnClasses).known[cells[place - 1]?.[row] ?? 0] ?? 0;
        decision = known === 0 ? 0 : numberIn(steps, decision, known - 1);
      }
      if (decision === 0) return row;
      lists[row - first] = ends[decision] as number;
    }
    return to;
  }

  private classify(columns: readonly Column[], places: readonly number[]): void {
    for (const [n, column] of columns.entries()) {
      const asked = this.rules.questions.get(column.field);
      if (asked === undefined || column === this.source || column === this.name) continue;
      const place = places[n] ?? n;
      const classes = (this.byPlace[place] ??= new ColumnClasses(place, () => this.decisions.clear()));
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
    if (this.namesKnown >= maxNames) this.restart();
    const decision = this.root(this.rulesNamed(nameKnown), answer);
    this.names.set(name, source, decision.number);
    this.namesKnown += 1;
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
    this.namesKnown = 0;
    this.names.clear();
    this.roots.clear();
    this.changes += 1;
  }
}

type Answer = (item: Item) => boolean | undefined;

const maxNames = 100_000;

const NO_CELLS: ArrayLike<number> = [];
