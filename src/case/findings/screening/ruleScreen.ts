import type { Detector } from '../../../detection';
import { type Column, COLUMNS, MEMBER_COLUMNS } from '../../../index/columns';
import type { Cells } from '../../../index/cells';
import type { LogIndex } from '../../../index/logIndex';
import { Candidates } from './candidates';
import { FieldColumns } from './fieldColumns';
import type { Turns } from '../../turns';

/** Which rules may be true of a row, as far as the index alone tells: most records need never be read. */
export class RuleScreen {
  private readonly screen: ReturnType<Detector['screen']>;
  private readonly cells: readonly Cells[];
  /** The number of the list of each of the rows that are looked at. */
  private readonly lists = new Uint16Array(AT_ONCE);
  /** Those of a row of which the columns do not tell. */
  private readonly unknown: readonly (readonly number[])[];

  constructor(
    detector: Detector,
    private readonly index: LogIndex,
    private readonly all = new FieldColumns(index),
  ) {
    const fields = new Set<string>([...MEMBER_COLUMNS, ...detector.fields]);
    const readers = [...fields].map((field) => all.of(field)).filter((reader) => reader !== undefined);
    const placeOf = ({ column }: { readonly column: Column }): number => COLUMNS.indexOf(column);
    this.screen = detector.screen(readers, readers.map(placeOf));
    this.cells = COLUMNS.map((column) => index.rows.columns[column]);
    this.unknown = COLUMNS.map((column) => [all.unknown[column]]);
  }

  /** All rows that some rule may be true of. */
  async allCandidates(turns: Turns): Promise<Candidates> {
    const rows = new Uint32Array(this.index.count);
    const numbers = new Uint32Array(rows.length);
    let count = 0;
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      if (turns.due(AT_ONCE)) await turns.next(from / rows.length);
      count = this.candidatesIn(from, Math.min(from + AT_ONCE, rows.length), rows, numbers, count);
    }
    return new Candidates(rows.slice(0, count), numbers.slice(0, count), this.screen.lists);
  }

  /** Those of some rows, put behind the first `count`; the new count. Apart, so that V8 soon makes it fast. */
  private candidatesIn(from: number, to: number, rows: Uint32Array, numbers: Uint32Array, count: number): number {
    const { lists } = this;
    this.readLists(from, to);
    for (let row = from; row < to; row++) {
      const list = lists[row - from] as number;
      if (list === 0) continue;
      rows[count] = row;
      numbers[count++] = list;
    }
    return count;
  }

  private readLists(from: number, to: number): void {
    const { screen, cells, unknown, all, lists } = this;
    for (let row = from; row < to; row++) {
      row = screen.listsKnown(cells, row, to, lists, from);
      if (row < to) lists[row - from] = screen.listOf(cells, row);
    }
    if (!all.haveSummaries) return;
    for (let row = from; row < to; row++) if (!all.tellOf(row)) lists[row - from] = screen.listOf(unknown, 0);
  }
}

/** Rows between two looks at the clock. */
const AT_ONCE = 1024;
