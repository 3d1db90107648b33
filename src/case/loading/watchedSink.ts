import type { ByteSink } from '../../reading/bytes/byteSink';

/** Of a source that is read in no time nothing need be told. */
const TELL_BYTES = 8 << 20;

/** Hands bytes on to another sink, tells from time to time how many there were, and takes no more when it is stopped. */
export class WatchedSink implements ByteSink {
  private length = 0;
  private toldAt = 0;
  /** Whether bytes were refused because it was stopped. */
  refused = false;

  constructor(
    private readonly to: ByteSink,
    private readonly isStopped: () => boolean,
    private readonly tell: (bytes: number) => void = () => undefined,
  ) {}

  room(): Uint8Array | undefined {
    if (this.isStopped()) {
      this.refused = true;
      return undefined;
    }
    return this.to.room();
  }

  filled(count: number): void {
    this.to.filled(count);
    this.length += count;
    if (this.length < this.toldAt + TELL_BYTES) return;
    this.toldAt = this.length;
    this.tell(this.length);
  }
}
