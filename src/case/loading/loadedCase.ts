import type { LogIndex } from '../../index/logIndex';
import type { ContainerId } from '../../reading/containers';
import type { SourceProblem } from '../../reading/problem';

/** One source of a case, after it was read. */
export interface LoadedSource {
  readonly uri: string;
  /** `unreadable` when not even its bytes could be had. */
  readonly container: ContainerId | 'unreadable';
  /** Records found in it, copies included. */
  readonly events: number;
  readonly problems: readonly SourceProblem[];
  /** It broke off while it was read: another time more may be read of it. */
  readonly brokeOff?: boolean;
  /** Loading was stopped before its end. */
  readonly stopped?: boolean;
  /** Of what was read of it, where it is known: its records are read again from that version alone. */
  readonly version?: string | undefined;
}

/** What was read of logs as one case. */
export interface LoadedCase {
  readonly sources: readonly LoadedSource[];
  readonly index: LogIndex;
}
