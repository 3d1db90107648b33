import { positionsOf } from '../../reading/positions';
import type { SourceProblem } from '../../reading/problem';
import type { SourceBytes } from './sourceBytes';

/** Adds 1-based line and column, and the byte of the file, to problems that know their offset. */
export function locate(
  { bytes, fileOffset }: Pick<SourceBytes, 'bytes' | 'fileOffset'>,
  problems: readonly SourceProblem[],
): SourceProblem[] {
  const sorted = [...problems].sort((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
  const positions = positionsOf(
    bytes,
    sorted.map((problem) => problem.offset ?? 0),
  );
  return sorted.map((problem, n) => {
    if (problem.offset === undefined) return problem;
    const [line = 0, column = 0] = positions.subarray(2 * n, 2 * n + 2);
    return { ...problem, line: line + 1, column: column + 1, byte: fileOffset(problem.offset) };
  });
}
