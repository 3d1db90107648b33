import type { Correlation, CorrelationPlan } from '../correlation/correlation';
import type { CorrelationDraft } from '../correlation/read';
import type { Report, Span } from '../problem';
import type { Condition } from '../rule/condition';
import { isOfRecord } from '../rule/mistakes/foreignField';
import type { Filter } from '../rule/filter';
import type { Rule } from '../rule/rule';

/** What a correlation does, with its names resolved to `places` in its list of rules; -1 of one that is not there. */
export function planOf(
  draft: CorrelationDraft,
  rules: readonly (Rule | Correlation)[],
  filters: readonly Filter[],
  places: (name: string) => number,
): CorrelationPlan {
  const placed = (names: readonly string[]): number[] => [...new Set(names.map(places))].sort((a, b) => a - b);
  return {
    accepts: draft.accepts ?? ((count) => count >= rules.length),
    expression: draft.condition === undefined ? undefined : compileCondition(draft.condition, places),
    ways: draft.ways?.map(({ present, absent }) => ({ present: placed(present), absent: placed(absent) })),
    fields: draft.fields,
    percentile: draft.percentile,
    learning: draft.learning,
    aliases: aliasesOf(draft, rules, places),
    filters: filters.map((filter) => filter.logic),
  };
}

/** By place of a rule: the fields that aliases stand for there. */
function aliasesOf(
  draft: CorrelationDraft,
  rules: readonly unknown[],
  places: (name: string) => number,
): ReadonlyMap<string, string>[] {
  const aliases = rules.map(() => new Map<string, string>());
  for (const [alias, { fields }] of draft.aliases)
    for (const [name, { field }] of fields) aliases[places(name)]?.set(alias, field);
  return aliases;
}

/** Reports what is wrong with aliases and with the names of a condition; run before `planOf`. */
export function checkNames(draft: CorrelationDraft, known: (name: string) => boolean, report: Report): void {
  const names = draft.references.map(({ text }) => text);
  const used = new Set([...draft.groupBy, ...draft.fields]);
  for (const [alias, written] of draft.aliases) {
    for (const [name, span] of written.fields) {
      if (known(name)) continue;
      const message = `The alias "${alias}" names "${name}", which is not among the rules.`;
      report.unknown('warning', { span, written: name, known: names, message });
    }
    if (!used.has(alias)) report.warn(written, `The alias "${alias}" is not used.`);
  }
  for (const { name, span, isOf } of draft.condition === undefined ? [] : unknownNames(draft.condition, known)) {
    const message = `The condition names "${name}", which is not among the rules.`;
    const meant = isOf ? ['them'] : names.filter((one) => !/\s/.test(one));
    report.unknown('error', { span, written: name, known: meant, message });
  }
}

/**
 * Warns of aliases that leave a rule out: there the name of the alias is looked for, which no record has.
 * @param rules those of the correlation, but for correlations, which hand on what they group by
 * @param ruleCalled the one of them that a name means
 */
export function warnOfAliasesWithout<T extends { readonly metadata: { readonly title: string } }>(
  rules: readonly T[],
  draft: CorrelationDraft,
  ruleCalled: (name: string) => unknown,
): void {
  for (const [alias, { fields, start, end }] of draft.aliases) {
    if (isOfRecord(alias) || ![...draft.groupBy, ...draft.fields].includes(alias)) continue;
    const named = new Set([...fields.keys()].map(ruleCalled));
    // of a rule that is called otherwise it was told already
    const without = named.has(undefined) ? undefined : rules.find((rule) => !named.has(rule));
    if (without === undefined) continue;
    const message = `The alias "${alias}" names no field of "${without.metadata.title}", so that its events are not counted.`;
    draft.report.warn({ start, end }, message);
  }
}

/** A word of a condition that is no rule's name; `isOf` when it stands behind `1 of` or `all of`. */
interface UnknownWord {
  readonly name: string;
  readonly span: Span;
  readonly isOf: boolean;
}

function unknownNames(condition: Condition, known: (name: string) => boolean): UnknownWord[] {
  switch (condition.kind) {
    case 'name':
      return known(condition.name) ? [] : [{ ...condition, isOf: false }];
    case 'some':
      return condition.pattern.toLowerCase() === 'them'
        ? []
        : [{ name: condition.pattern, span: condition.at, isOf: true }];
    case 'not':
      return unknownNames(condition.part, known);
    case 'and':
    case 'or':
      return condition.parts.flatMap((part) => unknownNames(part, known));
  }
}

function compileCondition(
  condition: Condition,
  places: (name: string) => number,
): (present: readonly boolean[]) => boolean {
  switch (condition.kind) {
    case 'name': {
      const place = places(condition.name);
      return (present) => present[place] === true;
    }
    case 'some':
      return (present) => (condition.all ? present.every(Boolean) : present.some(Boolean));
    case 'not': {
      const part = compileCondition(condition.part, places);
      return (present) => !part(present);
    }
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => compileCondition(part, places));
      if (condition.kind === 'and') return (present) => parts.every((part) => part(present));
      return (present) => parts.some((part) => part(present));
    }
  }
}
