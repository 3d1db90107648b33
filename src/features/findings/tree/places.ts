import type { Findings } from '../../../case/engine';
import { keyOf } from './goOn';
import { byRule, type LevelPart, type Part } from './model';

/**
 * Remembers where the rows of findings stood. Who excuses one finding after the other is not to look for the rest
 * anew: a rule does not move down because its first finding is gone, an identity not because it has fewer.
 */
export class Places {
  /** Named only when there are other findings: there may be a hundred thousand, and most are laid once. */
  private readonly orders = new Map<string, readonly string[] | (() => readonly string[])>();
  private last: Findings | undefined;
  /** Rules that had a row of their own, because there were several findings. */
  private readonly opened = new Set<string>();

  forget(): void {
    this.orders.clear();
    this.last = undefined;
    this.opened.clear();
  }

  /** The same findings in the order in which they stood; those that are new behind those that they follow. */
  kept(of: string, levels: readonly LevelPart[], findings: Findings): LevelPart[] {
    // what is not named yet would keep those of before in memory
    if (this.last !== findings) for (const where of this.orders.keys()) this.order(where);
    this.last = findings;
    return levels.map((level) => {
      const name = JSON.stringify([of, level.level]);
      const parts = level.parts.map((part) => this.part(name, part, findings));
      return { ...level, parts: this.inOrder(name, parts, (part) => part.name) };
    });
  }

  private part(of: string, part: Part, findings: Findings): Part {
    const name = JSON.stringify([of, part.name]);
    const rules = this.inOrder(name, byRule(part, findings.rules), (rule) => rule.name);
    const opened = new Set<number>();
    const sorted = rules.flatMap((rule) => {
      const own = JSON.stringify([of, rule.name]);
      if (rule.findings.length > 1) this.opened.add(own);
      if (this.opened.has(own) && rule.rule !== undefined) opened.add(rule.rule);
      return this.inOrder(own, rule.findings, (group) => keyOf(findings, group));
    });
    return { ...part, findings: sorted, opened };
  }

  /** The names that stood somewhere. */
  private order(where: string): readonly string[] {
    const order = this.orders.get(where) ?? [];
    if (typeof order !== 'function') return order;
    const names = order();
    this.orders.set(where, names);
    return names;
  }

  private inOrder<T>(where: string, items: readonly T[], nameOf: (item: T) => string): readonly T[] {
    const before = this.order(where);
    if (before.length === 0) {
      this.orders.set(where, () => items.map(nameOf));
      return items;
    }
    const names = items.map(nameOf);
    const order = joined(before, names);
    this.orders.set(where, order);
    const rank = new Map(order.map((name, n) => [name, n]));
    const places = items.map((item, n) => ({ item, place: rank.get(names[n] as string) ?? n }));
    return places.sort((a, b) => a.place - b.place).map(({ item }) => item);
  }
}

/** Names in the order that they had, with new ones each behind the one that it follows now. */
function joined(before: readonly string[], now: readonly string[]): readonly string[] {
  const known = new Set(before);
  const behind = new Map<string | undefined, string[]>();
  let last: string | undefined;
  for (const name of now) {
    if (known.has(name)) {
      last = name;
      continue;
    }
    const more = behind.get(last);
    if (more === undefined) behind.set(last, [name]);
    else more.push(name);
  }
  if (behind.size === 0) return before;
  return [...(behind.get(undefined) ?? []), ...before.flatMap((name) => [name, ...(behind.get(name) ?? [])])];
}
