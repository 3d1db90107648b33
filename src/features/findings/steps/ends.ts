import type { OpenLogs } from '../../../case/documents/openLogs';
import type { OpenCase } from '../../../case/openCase';
import type { RowBeside } from '../../../case/rowBeside';
import type { FindingScope } from '../scope';

/**
 * The first of some rows, or the last, in the order in which steps go on from there: of a case that of its logs and of the
 * records in them, of a log that of its text. Undefined when there are none.
 */
export async function endOf(
  { id, isOfCase }: FindingScope,
  rows: Uint32Array,
  direction: 1 | -1,
  logs: OpenLogs,
  openCase: OpenCase,
): Promise<RowBeside | undefined> {
  if (isOfCase) return openCase.beside(rows.slice(), undefined, direction);
  const { document: log } = logs.state(id) ?? {};
  if (log === undefined || rows.length === 0) return undefined;
  const isBefore = (a: number, b: number): boolean => direction * (log.recordOfRow(a) - log.recordOfRow(b)) < 0;
  const row = rows.reduce((first, one) => (isBefore(one, first) ? one : first));
  return { row, nth: direction === 1 ? 0 : rows.length - 1 };
}
