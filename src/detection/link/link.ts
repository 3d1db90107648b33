import type { Correlation } from '../correlation/correlation';
import type { CorrelationDraft, Reference } from '../correlation/read';
import { compileExpression } from '../match/expression';
import type { Filter, FilterDraft } from '../rule/filter';
import { ruleLevels, type RuleLevel } from '../rule/metadata';
import type { Rule, RuleDraft } from '../rule/rule';
import type { LeftOut } from './leftOut';
import { planOf } from './plan';
import { References } from './references';
import { isCorrelation, withUniqueIds, type Draft } from './registry';

export interface Linked {
  readonly rules: readonly Rule[];
  /** Those that are referred to come before those that refer to them. */
  readonly correlations: readonly Correlation[];
  readonly filters: readonly Filter[];
}

/**
 * Joins the documents of a rule set: filters to rules, rules to correlations. `setAside` tells whether a reference is to
 * a rule that is not in force by choice.
 */
export function link(
  documents: readonly Draft[],
  filters: readonly FilterDraft[],
  leftOut: LeftOut,
  setAside: (reference: string) => boolean,
): Linked {
  return new Linker(documents, leftOut, setAside).link(filters);
}

/** So many times a filter may be for a rule: each of thousands for each of thousands would fill the memory. */
const MAX_FILTERED = 1_000_000;

class Linker {
  private readonly drafts: readonly Draft[];
  private readonly references: References;
  /** What correlations refer to, and whether one of them says `generate: true`. */
  private readonly referred = new Map<Draft, boolean>();
  private readonly filters = new Map<Draft, Filter[]>();
  private filtered = 0;

  constructor(
    documents: readonly Draft[],
    private readonly leftOut: LeftOut,
    private readonly setAside: (reference: string) => boolean,
  ) {
    const unique = withUniqueIds(documents);
    this.drafts = unique.drafts;
    this.references = new References(unique, leftOut);
  }

  link(filterDrafts: readonly FilterDraft[]): Linked {
    const order = this.references.inOrder();
    for (const draft of order)
      for (const target of this.references.of(draft))
        this.referred.set(target, this.referred.get(target) === true || draft.generate);
    const filters = filterDrafts.flatMap((draft) => this.filter(draft) ?? []);
    const built = new Map<Draft, Rule | Correlation>();
    const rules: Rule[] = [];
    for (const draft of this.drafts) {
      if (isCorrelation(draft)) continue;
      const rule = this.rule(draft);
      built.set(draft, rule);
      rules.push(rule);
    }
    const correlations = order.map((draft) => {
      const correlation = this.correlation(draft, built);
      built.set(draft, correlation);
      return correlation;
    });
    return { rules, correlations, filters };
  }

  /** Undefined for one that is not applied, and for one too many, which is told. */
  private filter(draft: FilterDraft): Filter | undefined {
    // A filter for all is for what looks at events; what counts them gets only those that are left.
    const targets =
      draft.references === undefined
        ? this.drafts.filter((target) => !isCorrelation(target))
        : this.targets(draft, draft.references);
    const { expression, reason, expires } = draft;
    if (expression === undefined) return undefined;
    this.filtered += targets.length;
    if (this.filtered > MAX_FILTERED) {
      const { report } = draft.context;
      report.error(draft.span, 'There are too many filters for too many rules: this one is left out.');
      return undefined;
    }
    const logic = { expression, test: compileExpression(expression) };
    const ruleIds = targets.map((target) => target.metadata.id);
    const filter: Filter = { kind: 'filter', ...draft.metadata, ruleIds, reason, expires, logic };
    for (const target of targets) {
      const filters = this.filters.get(target);
      if (filters === undefined) this.filters.set(target, [filter]);
      else filters.push(filter);
    }
    return filter;
  }

  private targets(draft: FilterDraft, references: readonly Reference[]): Draft[] {
    const targets: Draft[] = [];
    for (const reference of references) {
      const target = this.references.find(reference, draft.metadata.path, draft.context.report);
      if (target !== undefined) targets.push(target);
      else if (!this.leftOut.isForAnotherLog(reference.text) && !this.setAside(reference.text)) {
        const message = `There is no rule with the id, name or title "${reference.text}".`;
        const known = this.references.names(false);
        const isWord = /^(?:any|all)$/i.test(reference.text);
        const otherwise = isWord ? `For all rules write "rules: ${reference.text}", not a list.` : '';
        draft.context.report.unknown('warning', {
          span: reference,
          written: reference.text,
          known,
          message,
          otherwise,
          // one that is for other rules, too, is of use
          code: references.length === 1 ? 'no-such-rule' : undefined,
        });
      }
    }
    return [...new Set(targets)];
  }

  /** Findings of their own: unless correlations refer to it and none of them says `generate: true`. */
  private standalone(draft: Draft): boolean {
    return this.referred.get(draft) !== false;
  }

  private rule(draft: RuleDraft): Rule {
    const filters = this.filters.get(draft) ?? [];
    const parts = [draft.expression, ...filters.map((filter) => filter.logic.expression)];
    const expression = filters.length === 0 ? draft.expression : { kind: 'and' as const, parts };
    const logic = { expression, own: draft.expression, filters, test: compileExpression(expression) };
    return { kind: 'rule', ...draft.metadata, standalone: this.standalone(draft), logic };
  }

  private correlation(draft: CorrelationDraft, built: ReadonlyMap<Draft, Rule | Correlation>): Correlation {
    const rules = this.references
      .of(draft)
      .map((target) => built.get(target))
      .filter((rule) => rule !== undefined);
    return {
      kind: 'correlation',
      ...draft.metadata,
      level: draft.hasLevel ? draft.metadata.level : highest(rules),
      type: draft.type,
      rules,
      groupBy: draft.groupBy,
      timespan: draft.timespan,
      standalone: this.standalone(draft),
      plan: planOf(draft, rules, this.filters.get(draft) ?? [], (name) => this.references.place(draft, name)),
    };
  }
}

/** A correlation without a level has the highest of what it refers to. */
function highest(rules: readonly (Rule | Correlation)[]): RuleLevel {
  const places = rules.map((rule) => ruleLevels.indexOf(rule.level));
  return ruleLevels[Math.max(...places)] ?? 'medium';
}
