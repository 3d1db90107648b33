import { isoTime } from '../record/time';
import type { OpenedCase } from './cases';
import type { LoadedSource } from './loadCase';

/** What a case holds, in numbers. */
export interface CaseSummary {
  readonly sources: number;
  /** Files in the folders that are not read, as they seem to be no logs. */
  readonly passedOver: number;
  readonly events: number;
  readonly duplicates: number;
  /** Sources that could not be read whole, or not at all. */
  readonly withProblems: number;
  /** Events without a time: they come last. */
  readonly withoutTime: number;
  /** Empty when no event has a time. */
  readonly firstTime: string;
  readonly lastTime: string;
  /** Loading was stopped: what was read until then is the case. */
  readonly stopped: boolean;
  /** See {@link OpenedCase}. */
  readonly generation: number;
}

/** The numbers of a case. */
export function summaryOf({ index, sources, passedOver, generation }: OpenedCase, stopped: boolean): CaseSummary {
  const range = index.timeRange();
  return {
    sources: sources.length,
    passedOver: passedOver.count,
    events: index.count,
    duplicates: index.duplicates,
    withProblems: sources.filter(hasProblems).length,
    withoutTime: index.withoutTime,
    firstTime: range === undefined ? '' : isoTime(range.first),
    lastTime: range === undefined ? '' : isoTime(range.last),
    stopped,
    generation,
  };
}

/** Whether something is wrong with a source; what its kind never has is not. */
function hasProblems({ problems }: LoadedSource): boolean {
  return problems.some(({ severity }) => severity !== 'info');
}
