import { CONTAINER_NAMES } from '../../reading/containers';
import type { SourceProblem } from '../../reading/problem';
import { readRecords } from '../../reading/readRecords';
import type { DocumentAnalysis } from './documentAnalysis';
import { locate } from '../sources/locate';
import { POSITIONS_A_RECORD } from './logDocument';
import type { SourceBytes } from '../sources/sourceBytes';

/** The problems of a file, worded with their place in the file, at the places they have in its readable layout. */
export function problemsInLayout(
  source: SourceBytes,
  inLayout: DocumentAnalysis,
): Pick<DocumentAnalysis, 'container' | 'containerName' | 'problems'> {
  const { bytes, fileOffset, problems: unpacking } = source;
  const starts: number[] = [];
  const read = readRecords(bytes, ({ start }) => starts.push(start), fileOffset);
  // what could not be unpacked is no empty file
  const nothing = bytes.length === 0 && unpacking.length > 0;
  const found = nothing ? [] : locate(source, read.problems);
  const isOther = inLayout.problems.length !== found.length;
  const atEnd = inLayout.problems[inLayout.problems.length - 1];
  const placed = (problem: SourceProblem, at: { line?: number; column?: number } | undefined): SourceProblem => ({
    ...withPlace(problem),
    line: at?.line ?? 1,
    column: at?.column ?? 1,
  });
  return {
    container: read.container,
    containerName: CONTAINER_NAMES[read.container],
    problems: [
      ...locate(source, unpacking).map((problem) => placed(problem, atEnd)),
      ...found.map((problem, n) =>
        placed(problem, isOther ? nextRecord(starts, problem, inLayout) : inLayout.problems[n]),
      ),
    ],
  };
}

/** Where a view that shows records alone has the one that follows a problem, or else the last. */
function nextRecord(starts: readonly number[], { offset = 0 }: SourceProblem, view: DocumentAnalysis) {
  const next = starts.findIndex((start) => start >= offset);
  const record = Math.min(next < 0 ? starts.length - 1 : next, view.records - 1);
  const at = record * POSITIONS_A_RECORD;
  return record < 0 ? undefined : { line: 1 + (view.positions[at] ?? 0), column: 1 + (view.positions[at + 1] ?? 0) };
}

function withPlace(problem: SourceProblem): SourceProblem {
  if (problem.offset === undefined || problem.line === undefined || problem.severity === 'info') return problem;
  const place = `line ${problem.line}, column ${problem.column}, byte ${problem.byte ?? problem.offset}`;
  return { ...problem, message: `${problem.message} (In the file: ${place}.)` };
}
