import { errorText } from '../case/errorText';
import type { LoadedCase } from '../case/loading/loadedCase';
import { eachRecord, type RecordVisit, type SourceOf } from '../case/sources/eachRecord';
import { DEFAULT_INFLATED_CAP } from '../case/sources/source';
import type { SourceBytes } from '../case/sources/sourceBytes';
import type { SourceCache } from '../case/sources/sourceCache';
import { Turns } from '../case/turns';
import { type FileOffset, SAME_OFFSET } from '../reading/bytes/text';
import { MAX_TEXT } from '../reading/recordScanner';
import type { Output } from './output';

/** The logs of a case when their records are looked at: one may be gone by then, or be another, which is said once. */
export class RecordsAgain {
  private readonly offsets = new Map<number, FileOffset>();
  private readonly lost = new Set<number>();

  /** @param paths of its sources, as people named or will find them */
  constructor(
    private readonly loaded: LoadedCase,
    private readonly paths: readonly string[],
    private readonly cache: SourceCache,
    private readonly output: Output,
  ) {}

  /** Whether every source could be had again that was asked for so far. */
  get complete(): boolean {
    return this.lost.size === 0;
  }

  /** Gives undefined for a source that cannot be read again. */
  readonly sourceOf: SourceOf = (source, spans, signal) => {
    const onWhole = (bytes: SourceBytes): void => this.note(source, bytes);
    return this.attempt(source, (uri, version) =>
      this.cache.records(uri, DEFAULT_INFLATED_CAP, spans, { signal, version, onWhole }),
    );
  };

  /** The bytes of a source, uncompressed and as UTF-8; undefined where it cannot be read again. */
  async bytesOf(source: number): Promise<Uint8Array | undefined> {
    const read = await this.attempt(source, (uri, version) =>
      this.cache.get(uri, DEFAULT_INFLATED_CAP, undefined, version),
    );
    if (read !== undefined) this.note(source, read);
    return read?.bytes;
  }

  /** Where in the uncompressed file, in bytes, places of a source are, once it was read. */
  fileOffset(source: number): FileOffset {
    return this.offsets.get(source) ?? SAME_OFFSET;
  }

  /** Visits the records of rows, and says of how many that was not possible. */
  async each(rows: Iterable<number>, visit: RecordVisit): Promise<void> {
    const { index } = this.loaded;
    const missed = await eachRecord(index, rows, this.sourceOf, new Turns(), visit);
    // one that is too large was named when it was read
    const lost = missed.map((row) => index.place(row)).filter(({ start, end }) => end - start <= MAX_TEXT);
    if (lost.length > 0) this.output.notice({ about: 'logs', severity: 'error', message: notLookedAt(lost.length) });
  }

  private note(source: number, { fileOffset }: SourceBytes): void {
    if (fileOffset !== SAME_OFFSET) this.offsets.set(source, fileOffset);
  }

  private async attempt<T>(
    source: number,
    readAgain: (uri: string, version: string | undefined) => Promise<T>,
  ): Promise<T | undefined> {
    const { uri = '', version } = this.loaded.sources[source] ?? {};
    try {
      return await readAgain(uri, version);
    } catch (error) {
      if (!this.lost.has(source)) {
        const message = `It was read once, but not again: ${errorText(error)}`;
        const path = this.paths[source];
        this.output.notice({ about: 'logs', severity: 'error', message, ...(path === undefined ? {} : { path }) });
      }
      this.lost.add(source);
      return undefined;
    }
  }
}

function notLookedAt(events: number): string {
  return events === 1
    ? '1 event could not be looked at: its file was changed or can no longer be read.'
    : `${events} events could not be looked at: their files were changed or can no longer be read.`;
}
