import { compileColumnTest, type Column, type ColumnTest } from './match/column-test';
import type { Rule } from './rule/rule';

interface Open {
  readonly rule: Rule;
  /** Whether the rule may be true of a row; undefined when the columns never say no. */
  readonly test: ColumnTest | undefined;
}

/**
 * The rules that may be true of a row, by the columns of an index alone: most rows need never be parsed. What each item
 * of a rule says of each value is worked out once, so a row costs a few look-ups for each rule that its eventSource and
 * eventName leave open.
 */
export class ColumnScreen {
  private readonly tests: ReadonlyMap<Rule, Open>;
  private readonly names: readonly Open[];
  private readonly namePlaces: readonly number[];
  private readonly source: number;
  private readonly name: number;
  private readonly byName = new Map<number, readonly Open[]>();

  /** @param columns with those of eventSource and eventName among them, best of all */
  constructor(rules: readonly Rule[], columns: readonly Column[]) {
    this.source = columns.findIndex((column) => column.field === 'eventSource');
    this.name = columns.findIndex((column) => column.field === 'eventName');
    this.tests = new Map(openRules(rules, columns).map((open) => [open.rule, open]));
    // The two names are asked apart from the rest: their answer is kept for all rows that share them.
    this.names = openRules(
      rules,
      columns.filter((_, place) => place === this.source || place === this.name),
    );
    this.namePlaces = [this.source, this.name].filter((place) => place >= 0).sort((a, b) => a - b);
  }

  /** The rules that may be true of a row, in their order. @param ids one id for each column, in their order */
  candidates(ids: ArrayLike<number>): readonly Rule[] {
    let found: Rule[] | undefined;
    for (const { rule, test } of this.open(ids)) {
      if (test === undefined || test(ids)) (found ??= []).push(rule);
    }
    return found ?? none;
  }

  /** The rules that the two names leave open. */
  private open(ids: ArrayLike<number>): readonly Open[] {
    const key = (ids[this.source] ?? 0) * 2 ** 26 + (ids[this.name] ?? 0);
    const known = this.byName.get(key);
    if (known !== undefined) return known;
    const own = this.namePlaces.map((place) => ids[place] ?? 0);
    const left = this.names
      .filter(({ test }) => test === undefined || test(own))
      .map(({ rule }) => this.tests.get(rule))
      .filter((open) => open !== undefined);
    // Names come from the log: a hostile one has no end of them.
    if (this.byName.size >= maxRemembered) this.byName.clear();
    this.byName.set(key, left);
    return left;
  }
}

const none: readonly Rule[] = [];
const maxRemembered = 20_000;

function openRules(rules: readonly Rule[], columns: readonly Column[]): Open[] {
  const open: Open[] = [];
  for (const rule of rules) {
    const test = compileColumnTest(rule.logic.expression, columns);
    if (test !== false) open.push({ rule, test: test === true ? undefined : test });
  }
  return open;
}
