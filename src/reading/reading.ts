import { Finds, type RecordVisitor } from './finds';
import type { Head } from './head';
import { STOPPED } from './json/jsonScanner';
import { type Layer, sourceLayer } from './layers/layer';
import { bytesInWords } from './problem';
import { atOnce } from './steps';
import { type FileOffset, SAME_OFFSET } from './bytes/text';
import type { Translation } from './translation/translation';
import { Walk } from './walk/walk';
import type { WalkContext } from './walk/walkContext';

/** Text in text in text, each of which is about as large as what it stands in. */
const MOST_TEXT = 1 << 30;

/** One reading of one source: what a container reads from, and where it tells what it finds. */
export class Reading implements WalkContext {
  textRoom = MOST_TEXT;
  readonly source: Layer;
  readonly finds: Finds;
  /** Whether a pause is wanted; asked often. */
  isDue = (): boolean => false;
  /** Id of the container that the source turns out to be, as far as it was read. */
  soFar = (): string | undefined => undefined;
  /** Name of the container that the value at `start…end` begins as, where its events can only be read in a file of its own. */
  otherAt: (start: number, end: number) => string | undefined = () => undefined;

  constructor(
    readonly bytes: Uint8Array,
    readonly head: Head,
    readonly translations: readonly Translation[],
    visit: RecordVisitor,
    private readonly fileOffset: FileOffset = SAME_OFFSET,
    /** So many bytes may what is packed in the source yet become. */
    public room = 2 ** 31 - 1,
  ) {
    this.source = sourceLayer(bytes);
    this.finds = new Finds(visit);
  }

  /** How many bytes of the file `start…end` are, in words. */
  bytesInWords(start: number, end: number): string {
    return bytesInWords(this.fileOffset(end) - this.fileOffset(start));
  }

  walkInside(layer: Layer, depth: number): boolean {
    return atOnce(new Walk(layer, this, {}, depth).values()) !== STOPPED;
  }
}
