/** What the clock is looked at for once: on some machines a look takes as long as a step of the work. */
const WORK_A_LOOK = 64;

/** Where there is one, the quicker way to let others have their turn: a timer takes a millisecond at least. */
const { setImmediate: soon } = globalThis as { readonly setImmediate?: (done: () => void) => void };

function pause(done: () => void): void {
  if (soon === undefined) setTimeout(done, 0);
  else soon(done);
}

/** Told how much of long work is done, from 0 to 1; each time more than before. */
export type OnProgress = (share: number) => void;

/** A person sees no more of it. */
const TOLD_EVERY_MILLISECONDS = 500;

/** Shares a thread: long work asks often whether its turn is over, and then lets messages, such as a cancel, through. */
export class Turns {
  private end: number;
  private work = WORK_A_LOOK;
  private stage: readonly [from: number, to: number] = [0, 1];
  private told = 0;
  private toldAt: number;

  constructor(
    readonly signal?: AbortSignal,
    private readonly milliseconds = 12,
    private readonly onProgress?: OnProgress,
    private readonly toldEvery = TOLD_EVERY_MILLISECONDS,
  ) {
    const now = performance.now();
    this.end = now + milliseconds;
    this.toldAt = now;
  }

  /** What follows is the part of all work that leads from one share of it to another. */
  begin(from: number, to: number): void {
    this.stage = [from, to];
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

  /**
   * Waits for the next turn; rejects when the work was cancelled in between.
   * @param done how much of the part that was begun is done, from 0 to 1
   */
  async next(done = 0): Promise<void> {
    await new Promise<void>(pause);
    this.signal?.throwIfAborted();
    const now = performance.now();
    this.end = now + this.milliseconds;
    if (this.onProgress !== undefined && now >= this.toldAt + this.toldEvery) this.tell(done, now);
  }

  private tell(done: number, now: number): void {
    const [from, to] = this.stage;
    const share = from + (to - from) * done;
    if (share <= this.told) return;
    this.told = share;
    this.toldAt = now;
    this.onProgress?.(share);
  }
}
