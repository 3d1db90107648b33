import { type Detector, fieldsOfRules, type OpenRule, type Rule } from '../detection';
import { type Column, COLUMNS } from '../index/columns';
import type { Cells, LogIndex } from '../index/logIndex';
import { COLUMN_MEMBERS, FieldColumns } from './fieldColumns';

/** Which rules may be true of a row, as far as the index alone tells: most records need never be read. */
export class RuleScreen {
  private readonly screen: ReturnType<Detector['screen']>;
  private readonly columns: readonly Cells[];
  private readonly ids = new Uint32Array(COLUMNS.length);

  constructor(detector: Detector, rules: readonly Rule[], index: LogIndex, all = new FieldColumns(index)) {
    const fields = new Set([...COLUMN_MEMBERS, ...fieldsOfRules(rules)]);
    const readers = [...fields].map((field) => all.of(field)).filter((reader) => reader !== undefined);
    const placeOf = ({ column }: { readonly column: Column }): number => COLUMNS.indexOf(column);
    this.screen = detector.screen(readers, readers.map(placeOf));
    this.columns = COLUMNS.map((column) => index.rows.columns[column]);
  }

  /** The rules that a row's record has to be asked about; none for most rows. */
  candidates(row: number): readonly Rule[] {
    return this.open(row).map(({ rule }) => rule);
  }

  /** The same with what its record has to be asked; the same list for rows about which the columns say the same. */
  open(row: number): readonly OpenRule[] {
    for (let n = 0; n < this.columns.length; n++) this.ids[n] = (this.columns[n] as Cells)[row] as number;
    return this.screen.open(this.ids);
  }
}
