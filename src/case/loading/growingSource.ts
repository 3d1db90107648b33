import { keptOf, type Scan, type ScannedSource, type ScannedTable, type ScanPart, stoppedAfter } from './scan';

/** Rows of a source, in their order: `count` of a table from row `from` on. */
interface Rows {
  readonly table: ScannedTable;
  readonly from: number;
  readonly count: number;
}

/** What one reader found in a source so far. */
export class Attempt {
  readonly rows: Rows[] = [];
  count = 0;

  constructor(readonly part: Pick<ScanPart, 'container' | 'withCare'>) {}

  take(table: ScannedTable, from: number, count: number): void {
    if (count === 0) return;
    this.rows.push({ table, from, count });
    this.count += count;
  }
}

/**
 * A source of which rows come while it is read. Where the careful reader has to begin anew, what the fast scanner found
 * stays until there is as much again: rows that a person saw do not go away.
 */
export class GrowingSource {
  private latest: Attempt;
  private before: Attempt | undefined;
  /** Uncompressed bytes read so far, and records found. */
  bytes = 0;
  events = 0;

  constructor(first: ScanPart) {
    this.latest = new Attempt(first);
    this.take(first);
  }

  /** What is to be shown of it. */
  get shown(): Attempt {
    return this.before ?? this.latest;
  }

  take(part: ScanPart): void {
    this.begin(part);
    if (part.table !== undefined) this.latest.take(part.table, 0, part.table.block.count);
    this.bytes = Math.max(this.bytes, part.bytes);
    this.events = Math.max(this.events, part.events);
    this.compare();
  }

  /** Its scan has ended; returns what is to be said of it. */
  end(source: ScannedSource, tables: Scan['tables']): ScannedSource {
    const { shown } = this;
    const isBroken = source.stopped === true || source.container === 'unreadable';
    if (isBroken && source.events < shown.count) return { ...source, ...kept(shown, source), bytes: this.bytes };
    this.begin({ container: shown.part.container, withCare: source.withCare === true });
    const table = tables[source.table];
    if (table !== undefined) this.latest.take(table, source.from, source.events - this.latest.count);
    this.before = undefined;
    return source;
  }

  /** Another reader begins anew, or the one before has the last word. */
  private begin(part: Attempt['part']): void {
    if (part.withCare === this.latest.part.withCare) return;
    const { before } = this;
    // the careful reader could not have it, and what the first one found counts again
    if (before?.part.withCare === part.withCare) {
      this.latest = before;
      this.before = undefined;
      return;
    }
    this.before = this.shown;
    this.latest = new Attempt(part);
  }

  private compare(): void {
    if (this.before !== undefined && this.latest.count >= this.before.count) this.before = undefined;
  }
}

/** What is said of a source of which only the rows that were told in parts are kept. */
function kept({ count, part }: Attempt, { stopped, problems }: ScannedSource) {
  return {
    container: part.container,
    brokeOff: true,
    events: count,
    problems: stopped
      ? [stoppedAfter(count)]
      : problems.map((problem) => ({ ...problem, message: `${problem.message} ${keptOf(count)}` })),
  };
}
