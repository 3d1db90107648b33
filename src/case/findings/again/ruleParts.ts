import type { Correlation, Filter, Rule, RuleSet } from '../../../detection';

/** Rules and correlations that have to run together, because what some find others count. */
export interface RulePart {
  readonly rules: readonly Rule[];
  readonly correlations: readonly Correlation[];
  /** The same for parts that find the same in the same events; undefined where that cannot be told. */
  readonly key: string | undefined;
}

/**
 * A set in parts that have nothing to do with each other: a rule alone, or correlations with all that they count. Rules
 * and correlations are in the order of the set. `given` is what its rules rely on beside their text.
 */
export function rulePartsOf({ rules, correlations, filters }: RuleSet, given: string): RulePart[] {
  const joined = new Joined<Rule | Correlation>();
  for (const correlation of correlations) for (const counted of correlation.rules) joined.join(correlation, counted);
  const parts = new Map<Rule | Correlation, { rules: Rule[]; correlations: Correlation[] }>();
  const partOf = (one: Rule | Correlation): { rules: Rule[]; correlations: Correlation[] } => {
    const first = joined.first(one);
    const part = parts.get(first) ?? { rules: [], correlations: [] };
    parts.set(first, part);
    return part;
  };
  for (const rule of rules) partOf(rule).rules.push(rule);
  for (const correlation of correlations) partOf(correlation).correlations.push(correlation);
  const filtersOf = byTarget(filters);
  return [...parts.values()].map((part) => ({ ...part, key: keyOf(part, filtersOf, given) }));
}

function keyOf(
  { rules, correlations }: Omit<RulePart, 'key'>,
  filtersOf: ReadonlyMap<string, readonly Filter[]>,
  given: string,
): string | undefined {
  const parts: unknown[] = [given];
  for (const one of [...rules, ...correlations]) {
    const texts = [one, ...(filtersOf.get(one.id) ?? [])].map(({ written }) => written);
    if (texts.includes(undefined)) return undefined;
    // a reference may come to mean another document than before
    const counted = one.kind === 'correlation' ? one.rules.map(({ id }) => id) : [];
    parts.push([one.id, texts, counted]);
  }
  return JSON.stringify(parts);
}

function byTarget(filters: readonly Filter[]): Map<string, Filter[]> {
  const of = new Map<string, Filter[]>();
  for (const filter of filters) {
    for (const id of filter.ruleIds) {
      const known = of.get(id);
      if (known === undefined) of.set(id, [filter]);
      else known.push(filter);
    }
  }
  return of;
}

/** Things that belong together, over others too. */
class Joined<T> {
  private readonly next = new Map<T, T>();

  /** One of those that belong together, the same for all of them. */
  first(one: T): T {
    let first = one;
    for (let next = this.next.get(first); next !== undefined; next = this.next.get(first)) first = next;
    if (first !== one) this.next.set(one, first);
    return first;
  }

  join(one: T, other: T): void {
    const [a, b] = [this.first(one), this.first(other)];
    if (a !== b) this.next.set(a, b);
  }
}
