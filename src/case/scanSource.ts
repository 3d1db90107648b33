import type { FastScanner } from '../index/fastScanner';
import { IndexBuilder } from '../index/indexBuilder';
import type { ContainerId } from '../reading/containers';
import { RecordReading } from '../reading/readRecords';
import { SAME_OFFSET } from '../reading/text';
import { fateOf, type FastLook, SHRUNK } from './fate';
import { FastNews } from './fastNews';
import { locate } from './loadCase';
import type { Platform, Streamed } from './platform';
import {
  keptOf,
  notRead,
  type Scan,
  type ScannedSource,
  type ScannedTable,
  type ScanPart,
  stoppedAfter,
  unreadable,
} from './scan';
import { readSource, readWhole } from './source';
import { KeepingSink, type SourceBytes } from './sourceBytes';
import { Turns } from './turns';
import { WatchedSink } from './watchedSink';

/** Which of a scanner's two tables the rows of a source are in. */
const PLAIN = 0;
const FAST = 1;
type Table = typeof PLAIN | typeof FAST;

/** So long the careful reader keeps the thread to itself: then it tells what it found, and hears whether it is to stop. */
const TURN_MILLISECONDS = 50;

/** Scans sources one after another: at full speed where they are what CloudTrail writes, with all care where they are not. */
export class SourceScanner {
  private readonly plain = new IndexBuilder();
  private readonly fastNews = new FastNews();
  /** So many bytes may yet be kept. */
  private roomToKeep = 0;
  private stopped = false;
  private onPart: ((part: ScanPart) => void) | undefined;
  /** Rows of each table, of the source that is being read, that were told in parts; and the bytes they were found in. */
  private told: [plain: number, fast: number] = [0, 0];
  private toldBytes = 0;
  /** Rows of the fast scanner since its last drain. */
  private fastRows = 0;

  /** `name` tells this scanner's dictionaries from others'. */
  constructor(
    private readonly platform: Platform,
    private readonly fast?: FastScanner,
    private readonly name = '',
  ) {}

  /**
   * Never rejects but when aborted: a source that cannot be read is told as such. Keeps so many bytes of the sources.
   * `onPart`, of one source alone, takes its rows as they are found, where there are many.
   */
  async scan(
    uris: readonly string[],
    cap: number,
    signal?: AbortSignal,
    keep = 0,
    onPart?: (part: ScanPart) => void,
  ): Promise<Scan> {
    const sources: ScannedSource[] = [];
    this.roomToKeep = keep;
    this.fastRows = 0;
    this.onPart = onPart;
    // what an aborted scan left behind is nobody's
    this.fast?.begin();
    this.fast?.drain();
    this.plain.drain();
    for (const uri of uris) {
      if (this.stopped) {
        sources.push(notRead());
        continue;
      }
      const look = this.look(uri, cap, signal);
      // a promise a file, and what V8 makes of it, take a twentieth of the time
      const source = look instanceof Promise || look.changed === true ? undefined : look.source;
      sources.push(source ?? (await this.scanOne(uri, cap, look, signal)));
    }
    // but for rows of a source that broke off
    this.fast?.begin();
    const tables: ScannedTable[] = [];
    const places = [PLAIN, FAST].map((of) => {
      const table = this.takeTable(of);
      return table === undefined ? 0 : tables.push(table) - 1;
    });
    return { sources: sources.map((source) => ({ ...source, table: places[source.table] ?? 0 })), tables };
  }

  /** Takes memory of rows that nobody looks at any more, for those to come. */
  reuse(memory: ArrayBuffer): void {
    this.fast?.reuse(memory);
  }

  /** Ends a scan that runs: of the source that is being read what was found stays, the others are not read. */
  stop(): void {
    this.stopped = true;
  }

  /** @param looked what comes of it in the fast way */
  private async scanOne(
    uri: string,
    cap: number,
    looked: FastLook | Promise<FastLook>,
    signal?: AbortSignal,
  ): Promise<ScannedSource> {
    const begun = this.plain.size;
    let look: FastLook = {};
    try {
      const failed = (error: unknown): FastLook => this.fastFailed(begun, error, signal);
      look = await (looked instanceof Promise ? looked.catch(failed) : looked);
      const { source, isFaulty } = look;
      const found = source ?? (await this.scanWithCare(uri, cap, isFaulty === true ? readWhole : readSource, signal));
      const fate = await fateOf(this.platform, uri, look, found);
      const has = source === undefined && found.stopped !== true ? found.events : Infinity;
      const rescued = fate === undefined ? undefined : this.rescue(begun, has, SHRUNK, look);
      return rescued ?? (fate === undefined ? found : { ...found, problems: [...found.problems, fate] });
    } catch (error) {
      signal?.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      return this.rescue(begun, 0, message, look) ?? unreadable(message);
    }
  }

  /** Reading failed while the fast scanner took it: where that knows what it has nothing else is asked. */
  private fastFailed(begun: number, error: unknown, signal: AbortSignal | undefined): FastLook {
    signal?.throwIfAborted();
    const source = this.rescue(begun, 0, error instanceof Error ? error.message : String(error), {});
    return source === undefined ? {} : { source };
  }

  /**
   * What the fast scanner found in a source, where that is more than the careful reader `has`, which began with so many
   * rows: it could not read the same bytes any more.
   */
  private rescue(begun: number, has: number, message: string, { version }: FastLook): ScannedSource | undefined {
    const { fast, told } = this;
    // whoever was told as much by the careful reader has let go of what came before
    if (fast === undefined || fast.records <= has || (told[PLAIN] > 0 && told[PLAIN] >= told[FAST])) return undefined;
    const { odd, container, records, bytes } = fast.rescue();
    if (odd || records === 0) return undefined;
    this.plain.truncate(begun);
    const from = this.fastRows;
    this.fastRows += records - told[FAST];
    const problems = [{ message: `${message} ${keptOf(records)}`, severity: 'error' }] as const;
    return { container, events: records, problems, bytes, table: FAST, from, brokeOff: true, version };
  }

  /** What comes of a source in the fast way; of a small one that is known at once. */
  private look(uri: string, cap: number, signal?: AbortSignal): FastLook | Promise<FastLook> {
    try {
      return this.scanFast(uri, cap, signal);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private scanFast(uri: string, cap: number, signal?: AbortSignal): FastLook | Promise<FastLook> {
    const { fast, platform } = this;
    this.told = [0, 0];
    if (fast === undefined || platform.stream === undefined) return {};
    fast.begin();
    this.toldBytes = 0;
    const keeping = this.roomToKeep === 0 ? undefined : new KeepingSink(fast, this.roomToKeep);
    const watched = new WatchedSink(
      keeping ?? fast,
      () => this.stopped,
      (bytes) => fast.odd || this.tell(FAST, fast.container, bytes, fast.records),
    );
    const streamed = platform.stream(uri, cap, watched, signal);
    return streamed instanceof Promise
      ? streamed.then((later) => this.lookOf(fast, later, watched, keeping))
      : this.lookOf(fast, streamed, watched, keeping);
  }

  private lookOf(
    fast: FastScanner,
    { problem, changed, version }: Streamed,
    { refused }: WatchedSink,
    keeping: KeepingSink | undefined,
  ): FastLook {
    if (refused) {
      const { odd, container, records, bytes } = fast.stop();
      return { source: { ...this.part(container, odd ? 0 : records, bytes), version } };
    }
    // a bomb is known by the quick way too
    if (problem !== undefined)
      return { changed, version, isFaulty: problem.kind === 'broken' || problem.kind === 'trailing' };
    const { odd, container, records, bytes } = fast.finish();
    if (odd || records === 0) return { changed, version };
    const from = this.fastRows;
    this.fastRows += records - this.told[FAST];
    const pieces = changed === true ? undefined : keeping?.pieces();
    if (pieces !== undefined) this.roomToKeep = Math.max(0, this.roomToKeep - bytes);
    const source = { container, events: records, problems: [], bytes, table: FAST, from, version, pieces };
    return { source, changed, version };
  }

  /** `read`: {@link readWhole} where the quick way is known to fail. */
  private async scanWithCare(
    uri: string,
    cap: number,
    read: typeof readSource,
    signal?: AbortSignal,
  ): Promise<ScannedSource> {
    this.toldBytes = 0;
    const sinks: WatchedSink[] = [];
    const source = await read(this.platform, uri, cap, signal, (sink) => {
      const watched = new WatchedSink(sink, () => this.stopped);
      sinks.push(watched);
      return watched;
    });
    /** Only the beginning of it was unpacked: that it ends there is not the source's fault. */
    const isCut = sinks.some(({ refused }) => refused);
    const from = this.plain.size;
    let index = 0;
    const { bytes, fileOffset } = source;
    const reading = new RecordReading(bytes, (found) => this.plain.add(0, index++, found), fileOffset, cap);
    const turns = new Turns(signal, TURN_MILLISECONDS);
    let isRead = reading.next(() => turns.due());
    while (!isRead && !this.stopped) {
      this.tell(PLAIN, reading.container, reading.lastEnd, index);
      await turns.next();
      if (!this.stopped) isRead = reading.next(() => turns.due());
    }
    const isWhole = isRead && !isCut;
    if (!isWhole && index === 0) return notRead();
    const { container, problems } = reading.result;
    const { failure } = source;
    if (failure !== undefined && index === 0) throw new Error(failure);
    // that it ends where no more could be read is not its fault either
    const own = isCut ? [] : problems.filter(({ offset }) => failure === undefined || offset !== source.size);
    // what could not be unpacked is no empty file
    const all = container === 'empty' && source.problems.length > 0 ? source.problems : [...source.problems, ...own];
    return {
      container,
      events: index,
      problems: [...locate(source, all), ...(isWhole ? [] : [stoppedAfter(index)])],
      bytes: isWhole ? source.bytes.length : reading.lastEnd,
      table: PLAIN,
      from,
      withCare: true,
      ...(failure === undefined ? {} : this.broken(source)),
      version: source.version,
      stopped: !isWhole,
    };
  }

  /** What was read of a source may never be read again: it is kept, where there is room. */
  private broken({ bytes, fileOffset }: SourceBytes): Pick<ScannedSource, 'brokeOff' | 'pieces'> {
    if (fileOffset !== SAME_OFFSET || bytes.length > this.roomToKeep) return { brokeOff: true };
    this.roomToKeep -= bytes.length;
    return { brokeOff: true, pieces: [bytes] };
  }

  /** The fast scanner's part of a source that was not read to its end. */
  private part(container: ContainerId, events: number, bytes: number): ScannedSource {
    if (events === 0) return notRead();
    const from = this.fastRows;
    this.fastRows += events - this.told[FAST];
    const problems = [stoppedAfter(events)];
    return { container, events, problems, bytes, table: FAST, from, stopped: true };
  }

  private tell(of: Table, container: ContainerId, bytes: number, events: number): void {
    if (this.onPart === undefined) return;
    const progress = { container, bytes, events, withCare: of === PLAIN };
    // ever more of them at a time: to hand them over has a price, and they are shown ever more rarely
    if (bytes < 2 * this.toldBytes) return this.onPart(progress);
    const table = this.takeTable(of);
    this.told[of] += table?.block.count ?? 0;
    this.toldBytes = bytes;
    this.onPart(table === undefined ? progress : { ...progress, table });
  }

  /**
   * Rows that were found since they were last taken. Without any, what came to the dictionaries is not taken either: it
   * may be of rows that were dropped, and rows that come later speak of it.
   */
  private takeTable(of: number): ScannedTable | undefined {
    const { fast, plain, name } = this;
    const isPlain = of === PLAIN || fast === undefined;
    const block = isPlain ? plain.drain() : fast.drain();
    if (block.count === 0) return undefined;
    const news = isPlain ? plain.news() : this.fastNews.take(fast);
    return { dictionary: `${name} ${isPlain ? 'plain' : 'fast'}`, block, news };
  }
}
