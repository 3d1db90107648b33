import type { ScanPool } from './caseLoader';

/** Scans that are stopped have so long to answer. */
const STOP_MILLISECONDS = 1000;

/** Stopping lets scans that run tell what they have; those that do not answer soon are given up. */
export class Patience {
  private readonly givenUp = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Aborted some time after `stop` is. */
  readonly signal = this.givenUp.signal;

  constructor(
    private readonly pool: ScanPool,
    private readonly stop: AbortSignal | undefined,
  ) {
    stop?.addEventListener('abort', this.onStop, { once: true });
  }

  /** To be called when nothing runs any more. */
  end(): void {
    clearTimeout(this.timer);
    this.stop?.removeEventListener('abort', this.onStop);
  }

  private readonly onStop = (): void => {
    this.pool.stop?.();
    this.timer = setTimeout(() => this.givenUp.abort(), STOP_MILLISECONDS);
  };
}
