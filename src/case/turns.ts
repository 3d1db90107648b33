/** Shares a thread: long work asks often whether its turn is over, and then lets messages, such as a cancel, through. */
export class Turns {
  private end: number;

  constructor(
    private readonly signal?: AbortSignal,
    private readonly milliseconds = 12,
  ) {
    this.end = performance.now() + milliseconds;
  }

  due(): boolean {
    return performance.now() > this.end;
  }

  /** Waits for the next turn; rejects when the work was cancelled in between. */
  async next(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.signal?.throwIfAborted();
    this.end = performance.now() + this.milliseconds;
  }
}
