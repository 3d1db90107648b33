/** What the clock is looked at for once: on some machines a look takes as long as a step of the work. */
const WORK_A_LOOK = 64;

/** Where there is one, the quicker way to let others have their turn: a timer takes a millisecond at least. */
const { setImmediate: soon } = globalThis as { readonly setImmediate?: (done: () => void) => void };

function pause(done: () => void): void {
  if (soon === undefined) setTimeout(done, 0);
  else soon(done);
}

/** Shares a thread: long work asks often whether its turn is over, and then lets messages, such as a cancel, through. */
export class Turns {
  private end: number;
  private work = WORK_A_LOOK;

  constructor(
    readonly signal?: AbortSignal,
    private readonly milliseconds = 12,
  ) {
    this.end = performance.now() + milliseconds;
  }

  /**
   * Whether the turn is over, to be asked at each step.
   * @param work what the step takes: 1 for one that looks at a row of an index, 8 for one that reads a record
   */
  due(work = 8): boolean {
    this.work += work;
    if (this.work < WORK_A_LOOK) return false;
    this.work = 0;
    return performance.now() > this.end;
  }

  /** Waits for the next turn; rejects when the work was cancelled in between. */
  async next(): Promise<void> {
    await new Promise<void>(pause);
    this.signal?.throwIfAborted();
    this.end = performance.now() + this.milliseconds;
  }
}
