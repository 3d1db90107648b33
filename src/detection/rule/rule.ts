import type { EventTest, Expression } from '../match/expression';
import type { Report, Span } from '../problem';
import { child, type MapNode } from '../yaml/tree';
import type { Filter } from './filter';
import { warnOfImpossible } from './mistakes/impossible';
import { readLogSource, rejectMissing } from './logsource';
import { compileLogic } from './logic';
import { readMetadata, type Metadata } from './metadata';
import type { SelectionContext } from './selection';

/** A rule that looks at one event. */
export interface Rule extends Metadata {
  readonly kind: 'rule';
  /**
   * Whether matches are findings of their own. A rule that only serves a correlation (one refers to it and none
   * of those says `generate: true`) has none.
   */
  readonly standalone: boolean;
  /** For the engine only. */
  readonly logic: RuleLogic;
}

export interface RuleLogic {
  /** The rule's condition and its filters. */
  readonly expression: Expression;
  readonly test: EventTest;
  /** The condition alone. */
  readonly own: Expression;
  readonly filters: readonly Filter[];
}

/** A rule document after parsing, before references and filters are resolved. */
export interface RuleDraft {
  readonly metadata: Metadata;
  readonly expression: Expression;
  readonly report: Report;
  readonly span: Span;
}

/** Reads a document with a `detection`, known to be for no other log; undefined after an error. */
export function readRule(root: MapNode, context: SelectionContext): RuleDraft | undefined {
  const { report } = context;
  if (readLogSource(root) === undefined) rejectMissing(root, report, 'rule');
  const metadata = readMetadata(root, report);
  const detection = child(root, 'detection');
  if (detection?.kind !== 'map') {
    report.error(detection ?? root, 'The detection is a map of selections and a condition.');
    return undefined;
  }
  const expression = compileLogic(detection, 'detection', context);
  if (expression === undefined || report.failed) return undefined;
  warnOfImpossible(expression, child(detection, 'condition') ?? detection, report);
  // not the document itself, which would be kept until all are linked
  const span = { start: root.start, end: root.end };
  return { metadata, expression, report, span };
}
