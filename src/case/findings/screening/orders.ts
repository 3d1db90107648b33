import { idBeginningText } from '../../../index/idBeginning';
import type { LogIndex } from '../../../index/logIndex';

/**
 * What puts events of one time in the order of their eventIDs, as far as the index tells: how these begin. Not where two of
 * them begin alike: those are compared whole, which their records tell.
 */
export class Orders {
  private readonly alike = new Set<number>();

  /**
   * @param rows in order of time
   * @param tied by place among the rows: 1 where the order matters
   */
  constructor(
    private readonly index: LogIndex,
    rows: Uint32Array,
    tied: Uint8Array,
  ) {
    let time = NaN;
    /** By the beginnings at this time: a row. */
    const known = new Map<number, number>();
    for (let place = 0; place < rows.length; place++) {
      if (tied[place] === 0) continue;
      const row = rows[place] as number;
      if (index.time(row) !== time) {
        time = index.time(row);
        if (known.size > 0) known.clear();
      }
      const beginning = index.rows.idBeginning[row] as number;
      const other = known.get(beginning);
      if (other !== undefined) this.alike.add(other).add(row);
      known.set(beginning, row);
    }
  }

  /** The text to compare in place of a row's eventID; undefined where that itself has to be. */
  of(row: number): string | undefined {
    const beginning = this.index.rows.idBeginning[row] as number;
    return beginning === 0 || this.alike.has(row) ? undefined : idBeginningText(beginning);
  }
}
