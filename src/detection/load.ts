import { readCorrelation } from './correlation/read';
import { link } from './link/link';
import { LeftOut } from './link/leftOut';
import type { Draft } from './link/registry';
import { FieldTable } from './match/view';
import { LineMap, Report, writtenIn, type RuleProblem } from './problem';
import type { RuleSet } from './ruleSet';
import { RuleDirectory } from './ruleDirectory';
import { DOCUMENT_KINDS } from './rule/documentKinds';
import { readFilter, type FilterDraft } from './rule/filter';
import { isCloudTrail, logSourceName, readLogSource, rejectMistaken } from './rule/logsource';
import { otherLogIn } from './rule/otherLog';
import type { PlaceholderTable } from './rule/placeholder';
import { readRule } from './rule/rule';
import type { SelectionContext } from './rule/selection';
import { warnOfLending } from './rule/mistakes/lentRule';
import { rejectList } from './rule/mistakes/ruleList';
import {
  rejectBareCorrelation,
  rejectMistypedKind,
  rejectWithoutKind,
  warnOfMistakenKeys,
} from './rule/mistakes/topKeys';
import { Collection } from './yaml/merge';
import { unpackDocuments } from './yaml/packed';
import { documentsIn, readDocuments, type ReadRules, type RuleDocuments } from './yaml/read';
import { child, entry, textOf, type MapNode } from './yaml/tree';

/** One YAML file of rules, with one or several documents. */
export interface RuleSource {
  /** How problems and rules name the file. */
  readonly path: string;
  readonly text: string;
  /** What {@link packDocuments} made of the text, for rules that come with the product: they need not be read as YAML. */
  readonly packed?: string;
  /** What {@link readRules} made of the text: it need not be read again. */
  readonly read?: ReadRules;
  /** Why there is no text of a file that may hold rules: it is told of, not passed over. */
  readonly failure?: string;
}

export interface LoadOptions {
  /** Values for the placeholders of the `expand` modifier; a rule with any other placeholder is rejected. */
  readonly placeholders?: PlaceholderTable;
  /** Today as YYYY-MM-DD: filters that `expires` before are not applied. Without it none expires. */
  readonly today?: string;
  /** Ids, names and titles of rules that there are and that are not in force by choice: filters may be for them. */
  readonly setAside?: ReadonlySet<string>;
}

/** Reads a rule file's text, which is what costs most of loading it: for those who load it more than once. */
export function readRules(text: string): ReadRules {
  return readDocuments('', text);
}

/**
 * Reads rule files: rules, correlations and filters, which may refer to each other across files. Never throws: what
 * cannot be honoured is left out whole and told of in `problems`, with its place.
 */
export function loadRules(sources: readonly RuleSource[], options: LoadOptions = {}): RuleSet {
  const loader = new RuleLoader(options);
  for (const source of sources) loader.add(source);
  return loader.finish();
}

/** {@link loadRules} file by file, for those who have something else to do in between, or have not all files yet. */
export class RuleLoader {
  private readonly fields = new FieldTable();
  private readonly questions: SelectionContext['questions'] = new Map();
  private readonly skipped = new Map<string, number>();
  private readonly leftOut = new LeftOut();
  private readonly drafts: Draft[] = [];
  private readonly filters: FilterDraft[] = [];
  private readonly problems: RuleProblem[] = [];
  private readonly reports: Report[] = [];
  private readonly lent = new Map<string, number>();
  /** Whether what is read now comes with the product. */
  private isChecked = false;

  constructor(private readonly options: LoadOptions = {}) {}

  /** Reads one more file. */
  add(source: RuleSource): void {
    if (source.failure !== undefined) {
      const report = new Report(source.path, '', new LineMap(''));
      report.error({ start: 0, end: 0 }, source.failure);
      this.reports.push(report);
      return;
    }
    const other = source.packed === undefined && source.read === undefined ? otherLogIn(source.text) : undefined;
    if (other !== undefined) {
      this.skip(logSourceName(other.source), other.names, source.path);
      return;
    }
    this.isChecked = source.packed !== undefined;
    const { documents, problems } = documentsOf(source);
    this.problems.push(...problems);
    const collection = new Collection(this.lent);
    for (const { report, root, action } of documents) {
      this.reports.push(report);
      if (root?.kind === 'map') this.resolve(root, report, collection);
      else collection.refuse(action);
      if (root !== undefined && root.kind !== 'map' && !rejectList(root, report)) this.skip('not Sigma');
    }
    const last = documents.at(-1);
    if (last?.root?.kind === 'map') warnOfLending(last.root, last.report);
  }

  /** Joins what refers to each other; to be called once, after the last file. */
  finish(): RuleSet {
    const { setAside } = this.options;
    const linked = link(this.drafts, this.filters, this.leftOut, (reference) => setAside?.has(reference) === true);
    const problems = [...this.problems, ...this.reports.flatMap((report) => report.problems)];
    const directory = new RuleDirectory(linked.rules);
    return { ...linked, problems, skipped: this.skipped, fields: this.fields, directory };
  }

  /** A document with what others of its file lend to it. */
  private resolve(root: MapNode, report: Report, collection: Collection): void {
    const resolved = collection.resolve(root, writtenIn(report, root));
    if (typeof resolved === 'string') {
      const source = readLogSource(root);
      if (source === undefined || isCloudTrail(source)) report.error({ start: root.start, end: root.start }, resolved);
      else this.skip(logSourceName(source), namesOf(root), report.path);
    } else if (resolved !== undefined) {
      report.base = resolved.base;
      this.document(resolved.root, report);
      if (report.failed) this.leftOut.add(namesOf(resolved.root), report.path, 'rejected');
    }
  }

  private document(root: MapNode, report: Report): void {
    const source = readLogSource(root);
    if (source !== undefined) {
      const isMistaken = rejectMistaken(root, source, report);
      if (!isCloudTrail(source)) this.skip(logSourceName(source), namesOf(root), report.path);
      // what else is wrong in one that was meant for CloudTrail is told, too
      if (!isMistaken && !isCloudTrail(source)) return;
    }
    const taxonomy = child(root, 'taxonomy');
    if (taxonomy !== undefined && textOf(taxonomy) !== 'sigma') {
      report.error(
        taxonomy,
        `The fields of the taxonomy "${textOf(taxonomy) ?? ''}" are not those of CloudTrail records.`,
      );
      return;
    }
    if (!checkKinds(root, report)) return;
    if (DOCUMENT_KINDS.some((kind) => child(root, kind) !== undefined)) warnOfMistakenKeys(root, report);
    const context = {
      report,
      table: this.fields,
      placeholders: this.options.placeholders ?? new Map(),
      isChecked: this.isChecked,
      questions: this.questions,
    };
    if (child(root, 'correlation') !== undefined) {
      const draft = readCorrelation(root, report);
      if (draft !== undefined) this.drafts.push(draft);
    } else if (child(root, 'filter') !== undefined) {
      const draft = readFilter(root, context, this.options.today);
      if (draft !== undefined) this.filters.push(draft);
    } else if (child(root, 'detection') !== undefined) {
      const draft = readRule(root, context);
      if (draft !== undefined) this.drafts.push(draft);
    } else if (rejectBareCorrelation(root, report)) {
      return;
    } else if (source !== undefined) {
      rejectWithoutKind(root, report);
    } else if (!rejectMistypedKind(root, report)) {
      this.skip('not Sigma');
    }
  }

  private skip(name: string, names: readonly string[] = [], path = ''): void {
    this.skipped.set(name, (this.skipped.get(name) ?? 0) + 1);
    this.leftOut.add(names, path, 'for another log');
  }
}

/** All that other documents may call a document. */
function namesOf(root: MapNode): string[] {
  return ['id', 'name', 'title'].map((key) => textOf(child(root, key))).filter((text) => text !== undefined);
}

/** Whether a document is of one kind at most, and asks for nothing that is not known. */
function checkKinds(root: MapNode, report: Report): boolean {
  const action = entry(root, 'action');
  const name = textOf(action?.value);
  if (action !== undefined && name?.toLowerCase() === 'correlation') {
    report.error(action.keySpan, 'Sigma 2 writes correlations as a map under the key "correlation".');
    return false;
  }
  const [first, second] = root.entries.filter(({ key }) => DOCUMENT_KINDS.includes(key));
  if (first !== undefined && action !== undefined) {
    report.error(action.value, `There is no action "${name ?? ''}". Known are global, repeat and reset.`);
    return false;
  }
  if (second === undefined) return true;
  report.error(
    second.keySpan,
    `One document has a detection, a correlation or a filter: "${second.key}" needs one of its own.`,
  );
  return false;
}

function documentsOf({ path, text, packed, read }: RuleSource): RuleDocuments {
  if (read !== undefined) return documentsIn(path, text, read);
  return packed === undefined
    ? readDocuments(path, text)
    : { documents: unpackDocuments(path, text, packed), problems: [] };
}
