import type { CorrelationDraft, Reference } from '../correlation/read';
import type { Report } from '../problem';
import type { LeftOut } from './leftOut';
import { checkNames, warnOfAliasesWithout } from './plan';
import { isCorrelation, Registry, type Draft, type UniqueDrafts } from './registry';

/** So many references are looked for among names that are near. */
const MAX_SEARCHES = 100;

/** So many correlations may stand one over the other: whatever goes down through them does so by recursion. */
const MAX_LEVELS = 100;

/** What documents refer to. */
export class References {
  private readonly registry: Registry;
  private readonly found = new Map<CorrelationDraft, readonly Draft[]>();
  private readonly order: CorrelationDraft[] = [];
  /** How many correlations stand one over the other, up to each. */
  private readonly levels = new Map<Draft, number>();
  private searches = 0;

  constructor(
    private readonly unique: UniqueDrafts,
    private readonly leftOut: LeftOut,
  ) {
    this.registry = new Registry(unique, leftOut);
  }

  /** The correlations that can be used, those that are referred to before those that refer to them. */
  inOrder(): readonly CorrelationDraft[] {
    const visits = new Map<CorrelationDraft, Visit>();
    for (const draft of this.unique.drafts) if (isCorrelation(draft)) this.visit(draft, visits);
    return this.order;
  }

  /** What one of those refers to. */
  of(draft: CorrelationDraft): readonly Draft[] {
    return this.found.get(draft) ?? [];
  }

  /** Which of those one means by a name in its condition or its aliases, as by the same name among its rules; else -1. */
  place(draft: CorrelationDraft, name: string): number {
    const target = this.registry.find(name, draft.metadata.path);
    return target === undefined ? -1 : this.of(draft).indexOf(target);
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
      const known = (name: string): boolean => named.has(this.registry.find(name, draft.metadata.path) ?? draft);
      checkNames(draft, known, draft.report);
      const rules = found.filter((target) => !isCorrelation(target));
      warnOfAliasesWithout(rules, draft, (name) => this.registry.find(name, draft.metadata.path));
    }
    const level = found.reduce((most, target) => Math.max(most, 1 + (this.levels.get(target) ?? 0)), 1);
    if (level > MAX_LEVELS)
      draft.report.error(draft.span, `More than ${MAX_LEVELS} correlations stand one over the other here.`);
    if (found.length !== draft.references.length || draft.report.failed) return false;
    this.levels.set(draft, level);
    this.found.set(draft, found);
    this.order.push(draft);
    return true;
  }

  find(reference: Reference, path: string, report: Report): Draft | undefined {
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
  names(isWord: boolean): string[] {
    this.searches += 1;
    if (this.searches > MAX_SEARCHES) return [];
    const names = this.registry.names();
    return isWord ? names.filter((name) => !/\s/.test(name)) : names;
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
