/** Folders to open, one after another; where to write what was seen; the file whose coming ends the run. */
export const FOLDERS_VARIABLE = 'CLOUDTRAIL_BENCH_FOLDERS';
export const REPORT_VARIABLE = 'CLOUDTRAIL_BENCH_REPORT';

/** What the driver looks for in the host's output. */
export const OPENING = 'bench: opening';
export const DONE = 'bench: done';

/** Milliseconds, and mebibytes of memory. */
export interface HostReport {
  readonly load: number;
  /** The longest that the event loop was late, as perf_hooks tells it. */
  readonly latest: number;
  readonly late99: number;
  /** The same over as long a time in which nothing happened. */
  readonly latestIdle: number;
  /** The longest that the host's thread itself was busy between two turns: not late for want of a free core. */
  readonly busiest: number;
  readonly busiestIdle: number;
  /** The longest that it had something to do and no core to do it on. */
  readonly withoutCore: number;
  /** Peak of the whole process above what it had before. */
  readonly memory: number;
}
