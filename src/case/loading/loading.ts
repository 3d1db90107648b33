import { noNumbers, type Renumbering } from '../../index/dictionaryNews';
import { IndexBuilder } from '../../index/indexBuilder';
import { MAX_TEXT } from '../../reading/recordScanner';
import type { SourceFile } from '../platform';
import { versionIn } from '../sources/version';
import type { CaseLoad, CaseLoadOptions, LoadProgress } from './caseLoader';
import { type Attempt, GrowingSource } from './growingSource';
import { KeptBytes } from './keptBytes';
import type { LoadedCase, LoadedSource } from './loadedCase';
import { type Keep, notRead, type Scan, type ScannedSource, type ScanPart, unreadable } from './scan';
import { SnapshotPace } from './snapshotPace';
import { withTooLarge } from './tooLarge';
import { unpackedSize } from './unpackedSize';

/** A scan of files `first` to `end` that waits for those before it. */
interface Waiting {
  readonly end: number;
  readonly scan: Scan;
}

/** A case that is being loaded: takes what scans find, in any order, and puts it in the order of the files. */
export class Loading {
  private readonly builder = new IndexBuilder();
  private readonly numbers = new Map<string, Renumbering>();
  private readonly waiting = new Map<number, Waiting>();
  private waitingSources = 0;
  private readonly sources: LoadedSource[] = [];
  private bytes = 0;
  private readonly kept: KeptBytes;
  /** Sources whose rows come in parts, by the numbers of their files. */
  private readonly growing = new Map<number, GrowingSource>();
  /** Rows of the source after the last whole one that are in the builder already, and how many. */
  private partial: { readonly attempt: Attempt; count: number } | undefined;
  private readonly bytesOf: number[] = [];
  private shownRows = 0;
  private readonly pace: SnapshotPace;

  constructor(
    private readonly files: readonly SourceFile[],
    private readonly options: CaseLoadOptions,
  ) {
    this.kept = new KeptBytes(options.keep, files);
    this.pace = new SnapshotPace(options.firstResults);
  }

  /** So much of files `first` to `end` may be kept; nothing whole where they are too large, and would be copied in vain. */
  roomFor(first: number, end: number): Keep {
    return this.kept.roomFor(this.files.slice(first, end));
  }

  /** The scan of a file tells how far it is. */
  takePart(file: number, part: ScanPart): void {
    // it was given up
    if (file < this.sources.length || this.waiting.has(file)) return;
    if (part.table !== undefined) this.learn([part.table]);
    const growing = this.growing.get(file);
    if (growing === undefined) this.growing.set(file, new GrowingSource(part));
    else growing.take(part);
    if (this.sources.length === file) this.expectRest(this.files[file] as SourceFile, part);
    this.appendParts();
    this.tell();
  }

  /** `scan`: of those of files `first` to `end` that were not known to be unreadable. */
  take(first: number, end: number, scan: Scan): void {
    // dictionaries are told once, in the order of the scans: learn at once, even when the rows have to wait
    this.learn(scan.tables);
    // so are bytes kept: later scans are told how much room is left
    this.kept.keep(this.files.slice(first, end), scan.sources);
    this.expectMore();
    this.waiting.set(first, { end, scan });
    this.waitingSources += end - first;
    for (
      let entry = this.waiting.get(this.sources.length);
      entry !== undefined;
      entry = this.waiting.get(this.sources.length)
    )
      this.appendAll(this.sources.length, entry);
    this.appendParts();
    this.tell();
  }

  /** The scan of files `first` to `end` was given up: what it told in parts is kept. */
  giveUp(first: number, end: number): void {
    this.take(first, end, { sources: this.files.slice(first, end).map(notRead), tables: [] });
  }

  /** All that was read; when loading was stopped, files after a gap count as not read. */
  result(): CaseLoad {
    const read = [...this.waiting].sort(([a], [b]) => a - b);
    for (const [first, entry] of read) {
      while (this.sources.length < first) this.appendSource(notRead());
      this.appendAll(first, entry);
    }
    while (this.sources.length < this.files.length) this.appendSource(notRead());
    const { sources, index } = this.snapshot();
    const isLarge = this.bytesOf.some((bytes) => bytes > MAX_TEXT);
    return {
      sources: isLarge ? withTooLarge(sources, index) : sources,
      index,
      bytes: this.bytesOf,
      rows: () => ({ block: this.builder.rowsSoFar(), entries: this.builder.news() }),
    };
  }

  private learn(tables: Scan['tables']): void {
    for (const { dictionary, news } of tables) this.builder.learn(news, this.numbersOf(dictionary));
  }

  /** Tells how far loading is, and shows what there is when it is time to. */
  private tell(): void {
    this.options.onProgress?.(this.progress());
    if (this.options.onSnapshot === undefined || !this.pace.isDue) return;
    // rows that take the place of others are shown once there are more
    if (this.builder.size <= this.shownRows) return;
    this.options.onSnapshot(this.snapshot());
    this.shownRows = this.builder.size;
    this.pace.shown();
  }

  private snapshot(): LoadedCase {
    const sources = [...this.sources];
    if (this.partial !== undefined) {
      const { count, attempt } = this.partial;
      const { uri } = this.files[sources.length] as SourceFile;
      sources.push({ uri, container: attempt.part.container, events: count, problems: [] });
    }
    return { sources, index: this.builder.build() };
  }

  private progress(): LoadProgress {
    let [bytes, events] = [this.bytes, this.builder.size - (this.partial?.count ?? 0)];
    for (const growing of this.growing.values()) {
      bytes += growing.bytes;
      events += growing.events;
    }
    return { sources: this.sources.length + this.waitingSources, ofSources: this.files.length, bytes, events };
  }

  /** As many records as there were so far in as many bytes; memory that is not used in the end costs nothing. */
  private expectRest(file: SourceFile, { events, bytes }: ScanPart): void {
    if (events === 0 || bytes === 0) return;
    this.builder.expect(Math.ceil((events / bytes) * unpackedSize(file, 'most')));
  }

  /** As many records a file as there were so far. */
  private expectMore(): void {
    if (this.sources.length > 0)
      this.builder.expect(Math.ceil((this.builder.size / this.sources.length) * this.files.length * 1.05));
  }

  private appendAll(first: number, { end, scan }: Waiting): void {
    this.waiting.delete(first);
    this.waitingSources -= end - first;
    const growing = this.growing.get(first);
    if (growing !== undefined) {
      const source = growing.end(scan.sources[0] as ScannedSource, scan.tables);
      this.appendParts();
      this.growing.delete(first);
      this.partial = undefined;
      this.appendSource(source);
      return;
    }
    const scanned = scan.sources[Symbol.iterator]();
    const sources = this.files
      .slice(first, end)
      .map(({ failure }) => (failure === undefined ? (scanned.next().value as ScannedSource) : unreadable(failure)));
    if (!this.appendRows(first, sources, scan.tables)) scan.release?.();
    for (const source of sources) this.appendSource(source);
  }

  /** Takes what came of the source whose turn it is, if its rows come in parts. */
  private appendParts(): void {
    const file = this.sources.length;
    const attempt = this.growing.get(file)?.shown;
    if (attempt === undefined) return;
    if (this.partial !== undefined && this.partial.attempt !== attempt) {
      this.builder.truncate(this.builder.size - this.partial.count);
      this.partial = undefined;
    }
    const partial = (this.partial ??= { attempt, count: 0 });
    for (const { table, from, count } of attempt.rows.splice(0)) {
      this.builder.append(file, [count], table.block, this.numbersOf(table.dictionary), from, partial.count);
      partial.count += count;
    }
  }

  /** Rows of sources that stand one after another in a table are taken together. Returns whether memory of a table is kept. */
  private appendRows(first: number, sources: readonly ScannedSource[], tables: Scan['tables']): boolean {
    let isKept = false;
    for (let n = 0; n < sources.length;) {
      const start = n;
      const { table: number, from } = sources[start] as ScannedSource;
      const counts: number[] = [];
      for (let to = from; n < sources.length; n++) {
        const { table, from: at, events } = sources[n] as ScannedSource;
        if (events > 0 && (table !== number || at !== to)) break;
        counts.push(events);
        to += events;
      }
      const table = tables[number];
      if (table === undefined) continue;
      const numbers = this.numbersOf(table.dictionary);
      if (this.builder.append(first + start, counts, table.block, numbers, from)) isKept = true;
    }
    return isKept;
  }

  private appendSource({ container, events, problems, bytes, brokeOff, stopped, version }: ScannedSource): void {
    const file = this.files[this.sources.length] as SourceFile;
    const { uri } = file;
    const facts = { uri, container, events, problems, version: version ?? versionIn(file) };
    const ends = { ...(brokeOff === true && { brokeOff }), ...(stopped === true && { stopped }) };
    this.bytes += bytes;
    this.bytesOf.push(bytes);
    this.sources.push({ ...facts, ...ends });
  }

  private numbersOf(dictionary: string): Renumbering {
    let numbers = this.numbers.get(dictionary);
    if (numbers === undefined) this.numbers.set(dictionary, (numbers = noNumbers()));
    return numbers;
  }
}
