import type { FastScanner } from '../../index/fastScanner';
import { IndexBuilder } from '../../index/indexBuilder';
import type { ContainerId } from '../../reading/containers';
import { FastNews } from './fastNews';
import type { ScannedTable, ScanPart } from './scan';

/** Which of a scanner's two tables the rows of a source are in. */
export const PLAIN = 0;
export const FAST = 1;
export type Table = typeof PLAIN | typeof FAST;

/** The rows that a scan finds: those of the careful reader, and those of the fast scanner. Both are told in parts or at the end. */
export class ScanTables {
  /** Takes what the careful reader finds. */
  readonly plain = new IndexBuilder();
  private readonly fastNews = new FastNews();
  private onPart: ((part: ScanPart) => void) | undefined;
  /** Rows of each table, of the source that is being read, that were told in parts; and the bytes they were found in. */
  private told: [plain: number, fast: number] = [0, 0];
  private toldBytes = 0;
  /** Rows of the fast scanner since its last drain. */
  private fastRows = 0;

  /** `name` tells this scanner's dictionaries from others'. */
  constructor(
    private readonly fast: FastScanner | undefined,
    private readonly name: string,
  ) {}

  /** A new scan. */
  begin(onPart: ((part: ScanPart) => void) | undefined): void {
    this.fastRows = 0;
    this.onPart = onPart;
    // what an aborted scan left behind is nobody's
    this.fast?.begin();
    this.fast?.drain();
    this.plain.drain();
  }

  /** A new source, which the fast scanner takes first. */
  beginSource(): void {
    this.told = [0, 0];
    this.toldBytes = 0;
  }

  /** The careful reader takes it from its beginning. */
  beginWithCare(): void {
    this.toldBytes = 0;
  }

  /** Whether the careful reader told as much of the source as the fast scanner: whoever was told has let go of what came before. */
  get isToldWithCare(): boolean {
    return this.told[PLAIN] > 0 && this.told[PLAIN] >= this.told[FAST];
  }

  /** The place of the fast scanner's first row of a source that has so many, of those not told in parts. */
  placeOfFast(records: number): number {
    const from = this.fastRows;
    this.fastRows += records - this.told[FAST];
    return from;
  }

  /** Tells how far the scan of a source is. */
  tell(of: Table, container: ContainerId, bytes: number, events: number): void {
    if (this.onPart === undefined) return;
    const progress = { container, bytes, events, withCare: of === PLAIN };
    // ever more of them at a time: to hand them over has a price, and they are shown ever more rarely
    if (bytes < 2 * this.toldBytes) return this.onPart(progress);
    const table = this.take(of);
    this.told[of] += table?.block.count ?? 0;
    this.toldBytes = bytes;
    this.onPart(table === undefined ? progress : { ...progress, table });
  }

  /** Ends the scan: its tables, and which of them each of the two is. */
  end(): { readonly tables: ScannedTable[]; readonly places: readonly number[] } {
    // but for rows of a source that broke off
    this.fast?.begin();
    const tables: ScannedTable[] = [];
    const places = [PLAIN, FAST].map((of) => {
      const table = this.take(of);
      return table === undefined ? 0 : tables.push(table) - 1;
    });
    return { tables, places };
  }

  /**
   * Rows that were found since they were last taken. Without any, what came to the dictionaries is not taken either: it
   * may be of rows that were dropped, and rows that come later speak of it.
   */
  private take(of: number): ScannedTable | undefined {
    const { fast, plain, name } = this;
    const isPlain = of === PLAIN || fast === undefined;
    const block = isPlain ? plain.drain() : fast.drain();
    if (block.count === 0) return undefined;
    const news = isPlain ? plain.news() : this.fastNews.take(fast);
    return { dictionary: `${name} ${isPlain ? 'plain' : 'fast'}`, block, news };
  }
}
