import type { FastScanner } from '../../index/fastScanner';
import type { ContainerId } from '../../reading/containers';
import { errorText } from '../errorText';
import { scanWithCare } from './carefulScan';
import { fateOf, type FastLook, SHRUNK } from './fate';
import type { Platform, Streamed } from '../platform';
import {
  type Keep,
  KEEP_NOTHING,
  keptOf,
  notRead,
  type Scan,
  type ScannedSource,
  type ScanPart,
  stoppedAfter,
  unreadable,
} from './scan';
import { ASKED_EVENTS } from './askedEvents';
import { FAST, ScanTables } from './scanTables';
import { endPlace } from '../sources/endPlace';
import { gzipProblems } from '../sources/gzipProblems';
import { readSource, readWhole } from '../sources/source';
import { CUT_OFF } from '../../reading/bytes/gzip';
import { KeepingSink } from '../sources/sourceBytes';
import { WatchedSink } from './watchedSink';

type Fault = NonNullable<Streamed['problem']>;

/** A gzip file that is larger than this, packed, is unpacked once only where it is cut off. */
const LARGE_CUT = 8 << 20;

/** So many bytes of records are kept of one source: more would be held twice for a moment. */
const MOST_OF_SOURCE = 32 << 20;

/** Names of events of which bundled rules ask more than an index tells. */
const ASKED: ReadonlySet<string> = new Set(ASKED_EVENTS);

/** Scans sources one after another: at full speed where they are what CloudTrail writes, with all care where they are not. */
export class SourceScanner {
  private readonly tables: ScanTables;
  /** So many bytes may yet be kept: of whole sources, and of records of others. */
  private roomToKeep = 0;
  private roomForRecords = 0;
  private stopped = false;

  /** `name` tells this scanner's dictionaries from others'. */
  constructor(
    private readonly platform: Platform,
    private readonly fast?: FastScanner,
    name = '',
  ) {
    this.tables = new ScanTables(fast, name);
  }

  /**
   * Never rejects but when aborted: a source that cannot be read is told as such. Keeps so much of the sources.
   * `onPart`, of one source alone, takes its rows as they are found, where there are many.
   */
  async scan(
    uris: readonly string[],
    cap: number,
    signal?: AbortSignal,
    keep: Keep = KEEP_NOTHING,
    onPart?: (part: ScanPart) => void,
  ): Promise<Scan> {
    const sources: ScannedSource[] = [];
    this.roomToKeep = keep.whole;
    this.roomForRecords = keep.records;
    this.tables.begin(onPart);
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
    const { tables, places } = this.tables.end();
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
    const begun = this.tables.plain.size;
    let look: FastLook = {};
    try {
      const failed = (error: unknown): FastLook => this.fastFailed(begun, error, signal);
      look = await (looked instanceof Promise ? looked.catch(failed) : looked);
      const { source, isFaulty } = look;
      const found =
        source === undefined
          ? await this.scanWithCare(uri, cap, isFaulty === true ? readWhole : readSource, signal)
          : await this.placed(uri, cap, source, signal);
      const fate = await fateOf(this.platform, uri, look, found);
      const has = source === undefined && found.stopped !== true ? found.events : Infinity;
      const rescued = fate === undefined ? undefined : this.rescue(begun, has, SHRUNK, look);
      return rescued ?? (fate === undefined ? found : { ...found, problems: [...found.problems, fate] });
    } catch (error) {
      signal?.throwIfAborted();
      const message = errorText(error);
      return this.rescue(begun, 0, message, look) ?? unreadable(message);
    }
  }

  /** Reading failed while the fast scanner took it: where that knows what it has nothing else is asked. */
  private fastFailed(begun: number, error: unknown, signal: AbortSignal | undefined): FastLook {
    signal?.throwIfAborted();
    const source = this.rescue(begun, 0, errorText(error), {});
    return source === undefined ? {} : { source };
  }

  /**
   * What the fast scanner found in a source, where that is more than the careful reader `has`, which began with so many
   * rows: it could not read the same bytes any more.
   */
  private rescue(begun: number, has: number, message: string, { version }: FastLook): ScannedSource | undefined {
    const { fast, tables } = this;
    if (fast === undefined || fast.records <= has || tables.isToldWithCare) return undefined;
    const { odd, container, records, bytes } = fast.rescue();
    if (odd || records === 0) return undefined;
    tables.plain.truncate(begun);
    const from = tables.placeOfFast(records);
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
    const { fast, platform, tables } = this;
    tables.beginSource();
    if (fast === undefined || platform.stream === undefined) return {};
    fast.begin();
    const keeping = this.roomToKeep === 0 ? undefined : new KeepingSink(fast, this.roomToKeep);
    const room = Math.min(this.roomForRecords, MOST_OF_SOURCE);
    if (keeping === undefined && room > 0) fast.keep('eventName', ASKED, room);
    const watched = new WatchedSink(
      keeping ?? fast,
      () => this.stopped,
      (bytes) => fast.odd || tables.tell(FAST, fast.container, bytes, fast.records),
    );
    const streamed = platform.stream(uri, cap, watched, signal);
    return streamed instanceof Promise
      ? streamed.then((later) => this.lookOf(fast, later, watched, keeping))
      : this.lookOf(fast, streamed, watched, keeping);
  }

  private lookOf(
    fast: FastScanner,
    { problem, changed, version, size = 0 }: Streamed,
    { refused }: WatchedSink,
    keeping: KeepingSink | undefined,
  ): FastLook {
    if (refused) {
      const { odd, container, records, bytes } = fast.stop();
      return { source: { ...this.part(container, odd ? 0 : records, bytes), version } };
    }
    if (problem?.detail === CUT_OFF && size > LARGE_CUT && changed !== true) {
      const source = this.cutOff(fast, problem, version);
      if (source !== undefined) return { source, version };
    }
    // a bomb is known by the quick way too
    if (problem !== undefined)
      return { changed, version, isFaulty: problem.kind === 'broken' || problem.kind === 'trailing' };
    const { odd, container, records, bytes } = fast.finish();
    if (odd || records === 0) return { changed, version };
    const from = this.tables.placeOfFast(records);
    const pieces = changed === true ? undefined : keeping?.pieces();
    if (pieces !== undefined) this.roomToKeep = Math.max(0, this.roomToKeep - bytes);
    const asked = changed === true ? undefined : fast.takeKept();
    if (asked !== undefined) this.roomForRecords = Math.max(0, this.roomForRecords - asked.bytes.length);
    const source = { container, events: records, problems: [], bytes, table: FAST, from, version, pieces, asked };
    return { source, changed, version };
  }

  /**
   * What is whole of a large log that is cut off, of which all that can be unpacked was given: the careful reader would need
   * all of it in memory, packed and unpacked, to say no more than how far the last record came.
   */
  private cutOff(fast: FastScanner, problem: Fault, version: string | undefined): ScannedSource | undefined {
    const { odd, container, records, bytes } = fast.stop();
    if (odd || records === 0) return undefined;
    const faults = [{ problem, at: bytes, goesOn: false }];
    const problems = gzipProblems(faults, { unpacked: bytes, utf8: bytes, isBomb: false }).map((one) => ({
      ...one,
      message: `${one.message} ${keptOf(records)}`,
    }));
    return {
      container,
      events: records,
      problems,
      bytes,
      table: FAST,
      from: this.tables.placeOfFast(records),
      version,
    };
  }

  /** The same source, with line and column where its problem is that it ends: what was unpacked is here no more. */
  private async placed(uri: string, cap: number, source: ScannedSource, signal?: AbortSignal): Promise<ScannedSource> {
    if (!source.problems.some(({ offset, line }) => offset !== undefined && line === undefined)) return source;
    const end = await endPlace(this.platform, uri, cap, signal);
    if (end === undefined) return source;
    const { bytes, line, column } = end;
    const place = { line, column, byte: bytes };
    return { ...source, problems: source.problems.map((one) => (one.offset === bytes ? { ...one, ...place } : one)) };
  }

  private async scanWithCare(
    uri: string,
    cap: number,
    read: typeof readSource,
    signal?: AbortSignal,
  ): Promise<ScannedSource> {
    const { platform, tables } = this;
    // what broke off may never be had again
    const room = Math.max(this.roomToKeep, this.roomForRecords);
    const source = await scanWithCare(uri, {
      platform,
      tables,
      cap,
      signal,
      read,
      isStopped: () => this.stopped,
      room,
    });
    const kept = (source.pieces ?? []).reduce((sum, piece) => sum + piece.length, 0);
    this.roomToKeep = Math.max(0, this.roomToKeep - kept);
    this.roomForRecords = Math.max(0, this.roomForRecords - kept);
    return source;
  }

  /** The fast scanner's part of a source that was not read to its end. */
  private part(container: ContainerId, events: number, bytes: number): ScannedSource {
    if (events === 0) return notRead();
    const from = this.tables.placeOfFast(events);
    const problems = [stoppedAfter(events)];
    return { container, events, problems, bytes, table: FAST, from, stopped: true };
  }
}
