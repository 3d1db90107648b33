/** The first results show within this time. */
const FIRST_SNAPSHOT_MILLISECONDS = 150;

/** When a case that is being loaded is shown as far as it is: ever more rarely, because each time costs a sort of all rows. */
export class SnapshotPace {
  private next: number;

  /** @param gap milliseconds until the first time */
  constructor(private gap = FIRST_SNAPSHOT_MILLISECONDS) {
    this.next = performance.now() + gap;
  }

  /** Whether it is time to. */
  get isDue(): boolean {
    return performance.now() > this.next;
  }

  /** The case was shown just now. */
  shown(): void {
    this.gap *= 2;
    this.next = performance.now() + this.gap;
  }
}
