/** What people are told of a gzip file that does not unpack as a whole log does. */
import { type Inflated, MOST_RATIO } from '../../reading/bytes/gzip';
import { bytesInWords, type SourceProblem } from '../../reading/problem';
import type { GzipFault } from './unpackOn';

/** Of what can only be a bomb no more is looked at, so that it is told quickly. */
export const KEPT_OF_BOMB = 1 << 16;

/** Of a file of which the first {@link KEPT_OF_BOMB} bytes were kept. */
export const BOMB: SourceProblem = {
  message: `This is a gzip bomb or no log: it unpacks to more than ${MOST_RATIO} times its size. Only the first ${bytesInWords(KEPT_OF_BOMB)} were looked at.`,
  severity: 'error',
};

/** So many places are named where a gzip file is broken. */
const MAX_FAULTS = 20;

/** What was kept of a file that did not unpack whole. */
export interface Kept {
  /** Bytes that it unpacked to, of which faults are told. */
  readonly unpacked: number;
  /** Bytes that those are as UTF-8, of which problems are told. */
  readonly utf8: number;
  readonly isBomb: boolean;
}

/** The problems that faults are, the first of them with their places, and how many more there are. */
export function gzipProblems(faults: readonly GzipFault[], { unpacked, utf8, isBomb }: Kept): SourceProblem[] {
  const problems = faults.slice(0, MAX_FAULTS).map((fault): SourceProblem => {
    const offset = fault.at === unpacked ? utf8 : Math.min(fault.at, utf8);
    const end = isBomb && fault.problem.kind === 'cap' ? BOMB : atEnd(fault.problem, unpacked);
    return { ...(fault.goesOn ? between(fault) : end), offset };
  });
  const more = faults.length - problems.length;
  if (more > 0) problems.push({ message: `The gzip data is broken in ${more} more places.`, severity: 'error' });
  return problems;
}

/** What is said where more of the file follows. */
function between({ problem }: GzipFault): SourceProblem {
  const wrong = CHECK.test(problem.detail) ? ' Not all of what comes before is what was packed.' : '';
  return problem.kind === 'trailing'
    ? { message: 'Something here that is not gzip data is left out; reading goes on after it.', severity: 'warning' }
    : {
        message: `The gzip data is broken here (${problem.detail}). What comes before and what is packed by itself after it are kept.${wrong}`,
        severity: 'error',
      };
}

/** What is said where nothing of the file follows. */
function atEnd(problem: NonNullable<Inflated['problem']>, kept: number): SourceProblem {
  const some = kept === 0 ? 'Nothing could be unpacked.' : keptInWords(problem.detail, kept);
  switch (problem.kind) {
    case 'cap':
      return {
        message: `The file unpacks to more than ${bytesInWords(kept)} and was stopped there. What came before is kept. The limit is the setting cloudtrail.maximumInflatedSize.`,
        severity: 'error',
      };
    case 'bomb':
      return BOMB;
    case 'trailing':
      return {
        message: 'Something that is not gzip data follows the log and is left out.',
        severity: 'warning',
      };
    case 'broken':
      return { message: `The gzip data is broken (${problem.detail}). ${some}`, severity: 'error' };
  }
}

/** Its end alone tells that something in gzip data is wrong, where it could be unpacked all the same. */
const CHECK = /data check|length check/;

function keptInWords(detail: string, kept: number): string {
  return CHECK.test(detail)
    ? `It unpacks to ${bytesInWords(kept)}, which are kept, but not all of them are what was packed.`
    : `The ${bytesInWords(kept)} before the break are kept.`;
}
