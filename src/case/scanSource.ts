import { IndexBuilder } from '../index/indexBuilder';
import type { DictionaryNews, RowBlock } from '../index/rowBlock';
import { COLUMNS } from '../index/columns';
import type { ContainerId } from '../reading/containers';
import type { FastScanner } from '../index/fastScanner';
import type { SourceProblem } from '../reading/problem';
import { readRecords } from '../reading/readRecords';
import { locate } from './loadCase';
import type { Platform } from './platform';
import { readSource } from './source';

/** Rows with the dictionary entries that they brought, of one of the scan's two dictionaries. */
export interface ScannedRows {
  readonly dictionary: 'fast' | 'plain';
  readonly block: RowBlock;
  readonly news: DictionaryNews;
}

/** What one scan of a source found. */
export interface ScannedSource {
  /** `unreadable` when not even its bytes could be had. */
  readonly container: ContainerId | 'unreadable';
  readonly events: number;
  readonly problems: readonly SourceProblem[];
  /** Uncompressed bytes. */
  readonly bytes: number;
  readonly rows: readonly ScannedRows[];
}

/** Scans sources one after another: at full speed where they are what CloudTrail writes, with all care where they are not. */
export class SourceScanner {
  private readonly plain = new IndexBuilder();
  /** How many entries of each of the fast scanner's dictionaries were told. */
  private readonly told = new Map<string, number>();

  constructor(
    private readonly platform: Platform,
    private readonly fast?: FastScanner,
  ) {}

  /** Never rejects but when aborted: a source that cannot be read is told as such. */
  async scan(uri: string, cap: number, signal?: AbortSignal): Promise<ScannedSource> {
    try {
      return (await this.scanFast(uri, cap, signal)) ?? (await this.scanWithCare(uri, cap, signal));
    } catch (error) {
      signal?.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      return { container: 'unreadable', events: 0, problems: [{ message, severity: 'error' }], bytes: 0, rows: [] };
    }
  }

  private async scanFast(uri: string, cap: number, signal?: AbortSignal): Promise<ScannedSource | undefined> {
    const { fast, platform } = this;
    if (fast === undefined || platform.stream === undefined) return undefined;
    fast.begin();
    let bytes = 0;
    const { problem } = await platform.stream(
      uri,
      cap,
      (chunk) => {
        bytes += chunk.length;
        fast.push(chunk);
      },
      signal,
    );
    const { odd, container, records } = fast.finish();
    const block = fast.drain();
    if (odd || problem !== undefined || records === 0) return undefined;
    return {
      container,
      events: records,
      problems: [],
      bytes,
      rows: [{ dictionary: 'fast', block, news: this.newsOf(fast) }],
    };
  }

  private newsOf(fast: FastScanner): DictionaryNews {
    return Object.fromEntries(
      COLUMNS.map((column) => {
        const dictionary = fast.dictionary(column);
        const slices: Uint8Array[] = [];
        for (let id = this.told.get(column) ?? 1; id < dictionary.size; id++) slices.push(dictionary.slice(id));
        this.told.set(column, dictionary.size);
        return [column, slices];
      }),
    ) as unknown as DictionaryNews;
  }

  private async scanWithCare(uri: string, cap: number, signal?: AbortSignal): Promise<ScannedSource> {
    const { bytes, problems } = await readSource(this.platform, uri, cap, signal);
    let index = 0;
    const result = readRecords(bytes, (found) => this.plain.add(0, index++, found));
    const rows: ScannedRows = { dictionary: 'plain', block: this.plain.drain(), news: this.plain.news() };
    return {
      container: result.container,
      events: result.records,
      // what could not be unpacked is no empty file
      problems: locate(
        bytes,
        result.container === 'empty' && problems.length > 0 ? problems : [...problems, ...result.problems],
      ),
      bytes: bytes.length,
      rows: [rows],
    };
  }
}
