import type { CaseSummary } from './caseSummary';
import type { LoadProgress } from './loading/caseLoader';

/** How far the case is. */
export interface CaseState {
  /** Names the case in questions to the worker. */
  readonly key: string;
  /** What a person calls it: the folder's name. */
  readonly name: string;
  readonly roots: readonly string[];
  readonly progress?: LoadProgress;
  /** How many files its logs were looked for in so far, while that goes on. */
  readonly searched?: number;
  /** There once it is read, or stopped. */
  readonly summary?: CaseSummary;
  readonly failure?: string;
  /** Grows with every set of rows that it had, each of which numbers them anew; 0 when there was none yet. */
  readonly generation: number;
}

/** Whether more is known of a case than its name. */
export function isRead({ progress, summary, failure }: CaseState): boolean {
  return progress !== undefined || summary !== undefined || failure !== undefined;
}
