import type { FacetReader } from '../query/facets';
import type { LoadedCase } from './loading/loadedCase';
import type { PassedOver } from './passedOver';
import type { SourceFile } from './platform';

/** A case and what reads its columns. */
export interface OpenedCase extends LoadedCase {
  readonly files: readonly SourceFile[];
  readonly passedOver: PassedOver;
  readonly reader: FacetReader;
  /** Counts the sets of rows that it had while it was loaded: each numbers them anew. */
  readonly generation: number;
}

/** A list that shows rows as they were has asked for the newer ones long before, or it is not in sight. */
const LINGERS_MILLISECONDS = 30_000;

/**
 * The cases that are open, by their keys. Each set of rows that a case has while it loads numbers them anew: the one
 * before the newest stays until the newest is asked, or nobody can show it any more, as it takes as much memory.
 */
export class Generations {
  private readonly newest = new Map<string, OpenedCase>();
  private readonly before = new Map<string, OpenedCase>();

  /** Milliseconds for which the last generation but one stays once all is read. */
  lingers = LINGERS_MILLISECONDS;

  /** `generation`: of which row numbers are spoken; undefined when that is long gone. The newest where it is not told. */
  get(key: string, generation?: number): OpenedCase | undefined {
    const newest = this.newest.get(key);
    if (generation === undefined) return newest;
    if (newest?.generation === generation) {
      this.before.delete(key);
      return newest;
    }
    const before = this.before.get(key);
    return before?.generation === generation ? before : undefined;
  }

  /** The newest generation of each case. */
  all(): Iterable<OpenedCase> {
    return this.newest.values();
  }

  /** A newer generation of a case. */
  set(key: string, opened: OpenedCase): void {
    const before = this.newest.get(key);
    if (before !== undefined && opened.generation > 1) this.before.set(key, before);
    this.newest.set(key, opened);
  }

  /** No newer one follows: a list that shows the rows of the one before may be out of sight, and then asks for no others. */
  settle(key: string): void {
    const before = this.before.get(key);
    if (before === undefined) return;
    const timer: unknown = setTimeout(() => {
      if (this.before.get(key) === before) this.before.delete(key);
    }, this.lingers);
    // nobody waits for it
    (timer as { unref?: () => void }).unref?.();
  }

  /** The case is closed. */
  delete(key: string): void {
    this.newest.delete(key);
    this.before.delete(key);
  }
}
