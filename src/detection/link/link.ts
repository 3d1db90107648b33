import type { Correlation } from '../correlation/correlation';
import type { CorrelationDraft, Reference } from '../correlation/read';
import { compileExpression } from '../match/expression';
import type { Report } from '../problem';
import type { Filter, FilterDraft } from '../rule/filter';
import { ruleLevels, type RuleLevel } from '../rule/metadata';
import type { Rule, RuleDraft } from '../rule/rule';
import { checkNames, planOf } from './plan';
import type { LeftOut } from './leftOut';
import { isCorrelation, Registry, withUniqueIds, type Draft } from './registry';

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

/** So many references are looked for among names that are near. */
const MAX_SEARCHES = 100;

/** So many correlations may stand one over the other: whatever goes down through them does so by recursion. */
const MAX_LEVELS = 100;

class Linker {
  private readonly drafts: readonly Draft[];
  private readonly registry: Registry;
  private readonly references = new Map<CorrelationDraft, Draft[]>();
  private readonly order: CorrelationDraft[] = [];
  /** How many correlations stand one over the other, up to each. */
  private readonly levels = new Map<Draft, number>();
  /** What correlations refer to, and whether one of them says `generate: true`. */
  private readonly referred = new Map<Draft, boolean>();
  private readonly filters = new Map<Draft, Filter[]>();
  private searches = 0;

  constructor(
    documents: readonly Draft[],
    private readonly leftOut: LeftOut,
    private readonly setAside: (reference: string) => boolean,
  ) {
    this.drafts = withUniqueIds(documents);
    this.registry = new Registry(this.drafts, leftOut);
  }

  link(filterDrafts: readonly FilterDraft[]): Linked {
    const visits = new Map<CorrelationDraft, Visit>();
    for (const draft of this.drafts) if (isCorrelation(draft)) this.visit(draft, visits);
    for (const draft of this.order)
      for (const target of this.references.get(draft) ?? [])
        this.referred.set(target, this.referred.get(target) === true || draft.generate);
    const filters = filterDrafts.map((draft) => this.filter(draft));
    const built = new Map<Draft, Rule | Correlation>();
    const rules: Rule[] = [];
    for (const draft of this.drafts) {
      if (isCorrelation(draft)) continue;
      const rule = this.rule(draft);
      built.set(draft, rule);
      rules.push(rule);
    }
    const correlations = this.order.map((draft) => {
      const correlation = this.correlation(draft, built);
      built.set(draft, correlation);
      return correlation;
    });
    return { rules, correlations, filters };
  }

  /** Resolves the references of a correlation, those that it refers to first, however many levels there are. */
  private visit(top: CorrelationDraft, visits: Map<CorrelationDraft, Visit>): void {
    const open: { draft: CorrelationDraft; below: IterableIterator<CorrelationDraft> }[] = [];
    const enter = (draft: CorrelationDraft): void => {
      if (visits.has(draft)) return;
      visits.set(draft, 'under way');
      open.push({ draft, below: this.below(draft).values() });
    };
    enter(top);
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      const next = last.below.next();
      if (next.done !== true) {
        enter(next.value);
        continue;
      }
      visits.set(last.draft, this.resolve(last.draft, visits) ? 'good' : 'bad');
      open.pop();
    }
  }

  /** The correlations that one refers to. */
  private below({ references, metadata }: CorrelationDraft): CorrelationDraft[] {
    const targets = references.map(({ text }) => this.registry.find(text, metadata.path));
    return targets.filter((target) => target !== undefined && isCorrelation(target));
  }

  /** Resolves a correlation's references, of which those to correlations are resolved. Says whether it can be used. */
  private resolve(draft: CorrelationDraft, visits: ReadonlyMap<CorrelationDraft, Visit>): boolean {
    const found: Draft[] = [];
    const named = new Map<Draft, string>();
    for (const reference of draft.references) {
      const target = this.find(reference, draft.metadata.path, draft.report);
      const good = target !== undefined && (!isCorrelation(target) || isGood(target, visits));
      if (!good) {
        this.missing(draft, reference, target);
        continue;
      }
      const other = named.get(target);
      // one event would count for two rules
      if (other !== undefined)
        draft.report.error(reference, `"${reference.text}" stands twice in rules: "${other}" is the same document.`);
      named.set(target, reference.text);
      found.push(target);
    }
    if (found.length === draft.references.length) {
      checkNames(draft, (name) => found.includes(this.registry.find(name, draft.metadata.path) ?? draft), draft.report);
    }
    const level = 1 + Math.max(0, ...found.map((target) => this.levels.get(target) ?? 0));
    if (level > MAX_LEVELS)
      draft.report.error(draft.span, `More than ${MAX_LEVELS} correlations stand one over the other here.`);
    if (found.length !== draft.references.length || draft.report.failed) return false;
    this.levels.set(draft, level);
    this.references.set(draft, found);
    this.order.push(draft);
    return true;
  }

  private find(reference: Reference, path: string, report: Report): Draft | undefined {
    const [target, ...others] = this.registry.among(reference.text, path);
    if (target !== undefined && others.length > 0) {
      const place = `${target.metadata.path}, line ${target.report.line(target.span.start)}`;
      report.warn(
        reference,
        `${others.length + 1} documents are called "${reference.text}": that of ${place} is meant.`,
      );
    }
    return target;
  }

  private missing(draft: CorrelationDraft, reference: Reference, target: Draft | undefined): void {
    if (target !== undefined)
      draft.report.error(reference, `The correlation "${reference.text}" cannot be used, so neither can this one.`);
    else if (this.leftOut.of(reference.text, draft.metadata.path) === 'rejected')
      draft.report.error(
        reference,
        `The document "${reference.text}" cannot be used, so neither can this correlation.`,
      );
    else if (this.leftOut.isForAnotherLog(reference.text))
      draft.report.warn(reference, `"${reference.text}" is for another log, so this correlation is left out.`);
    else {
      // in a condition a name is one word
      const known = this.names(draft.condition !== undefined);
      const message = `There is no usable rule with the id, name or title "${reference.text}".`;
      draft.report.unknown('error', { span: reference, written: reference.text, known, message });
    }
  }

  /** What documents can be referred to by, for a while: files may be full of references to what is not there. */
  private names(isWord: boolean): string[] {
    this.searches += 1;
    if (this.searches > MAX_SEARCHES) return [];
    const names = this.registry.names();
    return isWord ? names.filter((name) => !/\s/.test(name)) : names;
  }

  private filter(draft: FilterDraft): Filter {
    // A filter for all is for what looks at events; what counts them gets only those that are left.
    const targets =
      draft.references === undefined
        ? this.drafts.filter((target) => !isCorrelation(target))
        : this.targets(draft, draft.references);
    const logic = { expression: draft.expression, test: compileExpression(draft.expression) };
    const ruleIds = targets.map((target) => target.metadata.id);
    const { reason, expires } = draft;
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
      const target = this.find(reference, draft.metadata.path, draft.context.report);
      if (target !== undefined) targets.push(target);
      else if (!this.leftOut.isForAnotherLog(reference.text) && !this.setAside(reference.text)) {
        const message = `There is no rule with the id, name or title "${reference.text}".`;
        const known = this.names(false);
        draft.context.report.unknown('warning', { span: reference, written: reference.text, known, message });
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
    const rules = (this.references.get(draft) ?? [])
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
      plan: planOf(draft, rules, this.filters.get(draft) ?? []),
    };
  }
}

type Visit = 'under way' | 'good' | 'bad';

/** Whether a correlation that another one refers to can be used; one that is not done stands over that one, too. */
function isGood(target: CorrelationDraft, visits: ReadonlyMap<CorrelationDraft, Visit>): boolean {
  const visit = visits.get(target);
  if (visit === 'under way')
    target.report.error(target.span, 'This correlation refers to itself, over others or directly.');
  return visit === 'good';
}

/** A correlation without a level has the highest of what it refers to. */
function highest(rules: readonly (Rule | Correlation)[]): RuleLevel {
  const places = rules.map((rule) => ruleLevels.indexOf(rule.level));
  return ruleLevels[Math.max(...places)] ?? 'medium';
}
