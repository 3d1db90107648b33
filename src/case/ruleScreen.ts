import { type Detector, fieldsOfRules, type OpenRule, type Rule } from '../detection';
import { type Column, COLUMNS, MEMBER_COLUMNS } from '../index/columns';
import type { Cells, LogIndex } from '../index/logIndex';
import { FieldColumns } from './fieldColumns';
import type { Turns } from './turns';

/** Which rules may be true of a row, as far as the index alone tells: most records need never be read. */
export class RuleScreen {
  private readonly screen: ReturnType<Detector['screen']>;
  private readonly cells: readonly Cells[];
  /** Those of a row of which the columns do not tell. */
  private readonly unknown: readonly (readonly number[])[];

  constructor(
    detector: Detector,
    rules: readonly Rule[],
    index: LogIndex,
    private readonly all = new FieldColumns(index),
  ) {
    const fields = new Set<string>([...MEMBER_COLUMNS, ...fieldsOfRules(rules)]);
    const readers = [...fields].map((field) => all.of(field)).filter((reader) => reader !== undefined);
    const placeOf = ({ column }: { readonly column: Column }): number => COLUMNS.indexOf(column);
    this.screen = detector.screen(readers, readers.map(placeOf));
    this.cells = COLUMNS.map((column) => index.rows.columns[column]);
    this.unknown = COLUMNS.map((column) => [all.unknown[column]]);
  }

  /** The rules that a row's record has to be asked about; none for most rows. */
  candidates(row: number): readonly Rule[] {
    return this.open(row).map(({ rule }) => rule);
  }

  /** The same with what its record has to be asked; the same list for rows about which the columns say the same. */
  open(row: number): readonly OpenRule[] {
    return this.all.tellOf(row) ? this.screen.open(this.cells, row) : this.screen.open(this.unknown, 0);
  }

  /** For each row the number of the list of what is open at it, 0 where nothing is; and the lists. */
  async openAtAll(index: LogIndex, turns: Turns): Promise<{ numbers: Uint32Array; lists: readonly Open[] }> {
    const { screen, cells, all } = this;
    const numbers = new Uint32Array(index.count);
    for (let from = 0; from < numbers.length; from += AT_ONCE) {
      if (turns.due(AT_ONCE)) await turns.next();
      const to = Math.min(from + AT_ONCE, numbers.length);
      screen.openRows(cells, from, to, numbers);
      if (!all.haveSummaries) continue;
      for (let row = from; row < to; row++) if (!all.tellOf(row)) numbers[row] = screen.listOf(this.unknown, 0);
    }
    return { numbers, lists: screen.lists };
  }
}

type Open = readonly OpenRule[];

/** Rows between two looks at the clock. */
const AT_ONCE = 1024;
