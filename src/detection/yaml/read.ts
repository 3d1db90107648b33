import { isMap, isScalar, type Document } from 'yaml';
import { LineMap, MAX_PROBLEMS, Report, type RuleProblem } from '../problem';
import { composedDocuments, maxErrors, TooMuchIsWrong } from './compose';
import { Converter, TOO_DEEP } from './convert';
import { type Mistake, Mistakes } from './messages';
import type { TreeNode } from './tree';

/** One YAML document of a rule file; `root` is undefined when it could not be read (the report says why). */
export interface RuleDocument {
  readonly report: Report;
  readonly root: TreeNode | undefined;
  /** What a document that could not be read says under `action`, in lower case, as far as that can be told. */
  readonly action?: string;
}

/** The documents of a rule file, and what is wrong with the file as a whole. */
export interface RuleDocuments {
  readonly documents: readonly RuleDocument[];
  readonly problems: readonly RuleProblem[];
}

/** What a rule file says, whatever it is called. */
export interface ReadRules extends RuleDocuments {
  /** Of how many parts its documents are: a measure of the memory that they take. */
  readonly nodes: number;
}

// A rule is a few kilobytes, and a file may hold thousands of them. These limits stop a hostile one early, as those of
// Converter do.
const maxCharacters = 10_000_000;
const maxDocument = 1_000_000;
// A million open brackets are told at once. Brackets in texts count too, hence not 100.
const maxOpenBrackets = 2000;
// A rule has a part for every 25 characters or so.
const charactersOfPart = 10;
const leastParts = 200_000;
/** Of so many mistakes of a file it is looked whether quotes mend them. */
const MAX_MENDED = 10;

/**
 * Reads a rule file into its documents. Never throws: whatever is wrong becomes a problem with line and column.
 * Empty documents are left out. YAML 1.2 core schema, so `NO` is a text and `null`, `~` and nothing are null.
 */
export function readDocuments(path: string, text: string): ReadRules {
  const lines = new LineMap(text);
  const whole = new Report(path, text, lines);
  const documents: RuleDocument[] = [];
  const read = { documents, problems: whole.problems };
  rejectTooLarge(text, whole);
  if (whole.failed) return { ...read, nodes: 0 };
  const maxNodes = Math.max(leastParts, text.length / charactersOfPart);
  let nodes = 0;
  let rejected = 0;
  let mended = 0;
  try {
    for (const { document, tooDeep } of composedDocuments(text)) {
      const report = new Report(path, text, lines);
      const mistakes = new Mistakes(document, text);
      const meantBy = (mistake: Mistake): string | undefined =>
        mended++ < MAX_MENDED ? mistakes.meant(mistake) : undefined;
      for (const mistake of mistakes.told) report.error(mistake.span, mistake.message, meantBy(mistake));
      if (tooDeep !== undefined) report.error({ start: tooDeep, end: tooDeep + 1 }, TOO_DEEP);
      const converter = new Converter(document, report);
      const root = report.failed ? undefined : converter.convert();
      for (const [n, warning] of document.warnings.entries()) {
        // what a tag would make of a value is not known; files of other kinds may have their own
        const isWrong = warning.code === 'TAG_RESOLVE_FAILED' && isOfRules(root);
        report.failed ||= isWrong;
        if (n >= MAX_PROBLEMS) continue;
        const mistake = mistakes.of(warning);
        if (isWrong) report.error(mistake.span, mistake.message, meantBy(mistake));
        else if (!mistakes.isTold(mistake.span))
          report.warn(mistake.span, mistake.message, { meant: meantBy(mistake) });
      }
      nodes += converter.nodes;
      if (root?.kind === 'scalar' && root.value === null && !report.failed) continue;
      if (!report.failed) documents.push({ report, root });
      else documents.push({ report, root: undefined, ...actionOf(document, text) });
      rejected += report.failed ? 1 : 0;
      const [, , end] = document.range;
      if (rejected > maxErrors) throw new TooMuchIsWrong(end);
      if (nodes <= maxNodes) continue;
      whole.error({ start: end, end }, `The documents up to here have too many parts: ${NO_MORE} ${DIVIDE}`);
      break;
    }
  } catch (error) {
    if (error instanceof TooMuchIsWrong) {
      const { offset } = error;
      whole.error({ start: offset, end: offset }, `Too much is wrong up to here: ${NO_MORE}`);
    } else whole.error({ start: 0, end: 0 }, `This file cannot be read as YAML: ${reason(error)}.`);
  }
  return { ...read, nodes };
}

/**
 * What {@link readDocuments} gives for a text that it was given before, under whatever path: reports of their own, over
 * the same trees. `read` must be as it came: what is found in its documents later goes into their reports.
 */
export function documentsIn(path: string, text: string, read: RuleDocuments): RuleDocuments {
  const lines = new LineMap(text);
  const here = (problem: RuleProblem): RuleProblem => ({ ...problem, path });
  const documents = read.documents.map(({ report: { problems, failed }, ...document }): RuleDocument => {
    const report = new Report(path, text, lines);
    report.problems.push(...problems.map(here));
    report.failed = failed;
    return { ...document, report };
  });
  return { documents, problems: read.problems.map(here) };
}

const NO_MORE = 'what follows is not read as rules.';
const DIVIDE = 'Divide the file into several: a folder of them is read whole.';

/** Tells of a file that would take too long to read. */
function rejectTooLarge(text: string, whole: Report): void {
  if (text.length > maxCharacters) {
    const most = maxCharacters.toLocaleString('en-US');
    whole.error({ start: 0, end: 0 }, `This file is larger than ${most} characters: not read as rules. ${DIVIDE}`);
    return;
  }
  for (let start = 0; start < text.length;) {
    const mark = text.indexOf('\n---', start);
    const end = mark < 0 ? text.length : mark + 1;
    if (end - start > maxDocument) {
      const most = maxDocument.toLocaleString('en-US');
      const message = `The document that begins here is larger than ${most} characters: its file is not read as rules. Divide its lists over several rules.`;
      whole.error({ start, end: start }, message);
      return;
    }
    const bracket = tooManyBrackets(text.slice(start, end));
    if (bracket !== undefined) {
      const at = start + bracket;
      whole.error({ start: at, end: at + 1 }, 'Too many brackets are open here: not read as rules.');
      return;
    }
    start = end;
  }
}

/** Where more brackets are open than any rule has, or undefined. */
function tooManyBrackets(text: string): number | undefined {
  let open = 0;
  for (const match of text.matchAll(/[[\]{}]/g)) {
    if (match[0] === '[' || match[0] === '{') open += 1;
    else if (open > 0) open -= 1;
    if (open > maxOpenBrackets) return match.index;
  }
  return undefined;
}

function isOfRules(root: TreeNode | undefined): boolean {
  const keys = ['logsource', 'detection', 'correlation', 'filter', 'action'];
  return root?.kind === 'map' && root.entries.some(({ key }) => keys.includes(key));
}

/** The action of a document in which something is wrong: as YAML has it, or else as a line says it. */
function actionOf({ contents, range }: Document, text: string): Pick<RuleDocument, 'action'> {
  const pair = isMap(contents) ? contents.items.find(({ key }) => isScalar(key) && key.value === 'action') : undefined;
  const written = /^action:[ \t]*['"]?(\w+)/m.exec(text.slice(range?.[0], range?.[2]))?.[1];
  const action = isScalar(pair?.value) ? String(pair.value.value) : written;
  return action === undefined ? {} : { action: action.toLowerCase() };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
