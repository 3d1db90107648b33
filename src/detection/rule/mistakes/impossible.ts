import { isOfNoName } from '../../match/eventNames';
import type { Expression } from '../../match/expression';
import { itemsOf } from '../../match/expression';
import type { Report, Span } from '../../problem';

/**
 * Warns of a rule that wants several calls of one event: people write it for calls one after another, which only
 * correlations see.
 */
export function warnOfImpossible(expression: Expression, span: Span, report: Report): void {
  const named = itemsOf(expression).filter(({ field }) => field === 'eventName');
  if (named.length < 2 || !isOfNoName(expression)) return;
  report.warn(
    span,
    'No event can be all of this: it has one eventName. Of calls one after another, write a correlation of type temporal.',
  );
}
