import type { SourceProblem } from '../reading/problem';
import { isoTime } from '../record/time';
import type { OpenedCase } from './generations';
import type { LoadedSource } from './loading/loadedCase';

/** What a case holds, in numbers. */
export interface CaseSummary {
  readonly sources: number;
  /** Sources that loading did not come to before it was stopped. */
  readonly notReached: number;
  /** Files in the folders that are not read, as they seem to be no logs. */
  readonly passedOver: number;
  readonly events: number;
  readonly duplicates: number;
  /** Sources that could not be read whole, or not at all; but for those of which reading was only stopped. */
  readonly withProblems: number;
  /** Sources that hold events, but not all of each. */
  readonly lacking: number;
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
    notReached: sources.filter(({ stopped, container }) => stopped === true && container === 'unreadable').length,
    passedOver: passedOver.count,
    events: index.count,
    duplicates: index.duplicates,
    withProblems: sources.filter(hasProblems).length,
    lacking: sources.filter(isLacking).length,
    withoutTime: index.withoutTime,
    firstTime: range === undefined ? '' : isoTime(range.first),
    lastTime: range === undefined ? '' : isoTime(range.last),
    stopped,
    generation,
  };
}

/** Whether something is wrong with a source; what its kind never has is not, nor that reading it was stopped. */
export function hasProblems({ problems, stopped }: Pick<LoadedSource, 'problems' | 'stopped'>): boolean {
  const said = problems.filter(({ severity }) => severity !== 'info').length;
  return said > (stopped === true ? 1 : 0);
}

/** Whether the events of a source do not hold all of a record, which its kind never has. */
export function isLacking({ problems }: { readonly problems: readonly SourceProblem[] }): boolean {
  return problems.some(({ lacks }) => lacks === true);
}
