import { isDay } from '../../record/time';
import type { EventTest, Expression } from '../match/expression';
import type { Report, Span } from '../problem';
import { child, entry, nodesIn, textOf, type MapNode } from '../yaml/tree';
import type { Reference } from '../correlation/read';
import { compileLogic } from './logic';
import { readLogSource, rejectMissing } from './logsource';
import { readMetadata, type Metadata } from './metadata';
import type { SelectionContext } from './selection';

/**
 * A filter document: a condition that is added to rules by AND. To leave events out, its condition says
 * `not selection`. A filter on a correlation leaves events out before they are counted.
 */
export interface Filter extends Metadata {
  readonly kind: 'filter';
  /** Ids of the rules and correlations that it applies to. */
  readonly ruleIds: readonly string[];
  /** Why events are left out, as the author wrote it (a field of our own). */
  readonly reason: string;
  /** The last day it holds, as YYYY-MM-DD (a field of our own); empty when it always holds. */
  readonly expires: string;
  /** For the engine only. */
  readonly logic: { readonly expression: Expression; readonly test: EventTest };
}

/** A filter document after parsing; `references` is undefined when it is for all rules. */
export interface FilterDraft {
  readonly metadata: Metadata;
  readonly references: readonly Reference[] | undefined;
  /**
   * Undefined where it is not applied, because its last day is past or something is wrong with it: what is wrong with its
   * references is told all the same, so that a person need not mend one thing to be told of the next.
   */
  readonly expression: Expression | undefined;
  readonly reason: string;
  readonly expires: string;
  readonly context: SelectionContext;
  readonly span: Span;
}

/** Reads a document with a `filter`, known to be for no other log. `today` (YYYY-MM-DD) ends those that expired. */
export function readFilter(
  root: MapNode,
  context: SelectionContext,
  today: string | undefined,
): FilterDraft | undefined {
  const { report } = context;
  if (readLogSource(root) === undefined) rejectMissing(root, report, 'filter');
  const metadata = readMetadata(root, report);
  const node = child(root, 'filter');
  if (node?.kind !== 'map') {
    report.error(node ?? root, 'The filter is a map of rules, selections and a condition.');
    return undefined;
  }
  const references = readReferences(node, context);
  const read = compileLogic(node, 'filter', context);
  const expiry = child(root, 'expires');
  const expires = textOf(expiry) ?? '';
  // nothing at all is no date either, and holds always
  if (expiry !== undefined && (expires === '' ? expiry.kind !== 'scalar' : !isDay(expires)))
    rejectDay(expires, expiry, report);
  if (read !== undefined && !report.failed) warnOfKeeping(node, read, context);
  const isOver = expiry !== undefined && expires !== '' && today !== undefined && expires < today;
  const expression = isOver || report.failed ? undefined : read;
  if (isOver && !report.failed) report.warn(expiry, `This exception expired on ${expires} and is not applied.`);
  const reason = textOf(child(root, 'reason')) ?? '';
  const span = { start: root.start, end: root.start };
  return { metadata, references, expression, reason, expires, context, span };
}

function readReferences(node: MapNode, { report }: SelectionContext): readonly Reference[] | undefined {
  const rules = child(node, 'rules');
  const single = textOf(rules)?.toLowerCase();
  if (single === 'any' || single === 'all') return undefined;
  const nodes = nodesIn(rules);
  if (nodes.length === 0) report.error(rules ?? node, 'The rules are missing: ids, names or titles, or "any" for all.');
  return nodes.flatMap((part) => {
    const text = textOf(part);
    if (text === undefined) report.error(part, 'A rule is referred to by its id, name or title.');
    return text === undefined ? [] : [{ text, start: part.start, end: part.end }];
  });
}

/** The year first, however it is written, and what a time may add. */
const NEAR_DAY = /^(\d{4})(?:[-/.](\d\d?)[-/.](\d\d?)|(\d\d)(\d\d))(?:[T ].*)?$/;

function rejectDay(written: string, span: Span, report: Report): void {
  const message = `${written === '' ? 'This' : `"${written}"`} is no day of the calendar as YYYY-MM-DD.`;
  const [, year = '', month, day, two = month ?? '', last = day ?? ''] = NEAR_DAY.exec(written) ?? [];
  const meant = `${year}-${two.padStart(2, '0')}-${last.padStart(2, '0')}`;
  if (isDay(meant)) report.mistake(span, message, meant);
  else report.error(span, message);
}

function warnOfKeeping(node: MapNode, expression: Expression, { report }: SelectionContext): void {
  if (expression.kind !== 'named') return;
  const condition = entry(node, 'condition');
  report.warn(
    condition?.value ?? node,
    `This filter keeps only events that "${expression.name}" is true of. To leave them out, write "not ${expression.name}".`,
  );
}
