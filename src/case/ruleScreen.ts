import { type Detector, fieldsOfRules, type OpenRule, type Rule } from '../detection';
import { type Column, COLUMNS, MEMBER_COLUMNS } from '../index/columns';
import type { Cells, LogIndex } from '../index/logIndex';
import { FieldColumns } from './fieldColumns';

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
}
