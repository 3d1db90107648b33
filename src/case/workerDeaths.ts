/**
 * A worker that died is started again, and the case is read again; but no more often than this, or what kills it would for
 * ever. A log that kills the worker twice is set aside, and the case that is open beside it is there then.
 */
const MOST_DEATHS = 3;
/** Said of a case that is read no more. */
export const SET_ASIDE = `The worker that reads logs ended ${MOST_DEATHS} times while this case was read or had just been, so it is not read any more. "Read the Case Again" tries once more.`;
/** A worker that lives so long after the case was read does not die of it, nor of the rules that run then. */
const SAFE_MILLISECONDS = 60_000;

/** How often the worker died since a person opened the case, as far as the case may be what it died of. */
export class WorkerDeaths {
  private count = 0;
  private readAt = Infinity;

  /** @param now milliseconds on a clock that only goes on */
  constructor(private readonly now: () => number) {}

  /** A person opened a case. */
  forget(): void {
    this.count = 0;
  }

  /** A case is being read: until it is, it may be what the worker dies of. */
  reading(): void {
    this.readAt = Infinity;
  }

  wasRead(): void {
    this.readAt = this.now();
  }

  /** The worker died; tells whether that is often enough to set the case aside. */
  another(): boolean {
    if (this.now() - this.readAt > SAFE_MILLISECONDS) this.count = 0;
    return ++this.count >= MOST_DEATHS;
  }
}
