import type { Correlator, OpenRule, Rule } from '../../../detection';
import type { Column } from '../../../index/columns';
import type { FieldColumns } from './fieldColumns';
import type { RecordFields } from './recordFields';

type Excerpt = ReturnType<Correlator['excerpt']>;

/** What the columns tell of a row that they leave no rule open at. */
export interface Clear {
  readonly matches: readonly Rule[];
  readonly excerpt: Excerpt;
}

/** The record has to be asked. */
export const UNCLEAR = 'unclear';

/** Of one list of open rules. */
interface Known {
  readonly matches: readonly Rule[];
  /** What comes of each row, where correlations count no events of these rules. */
  readonly uncounted: Clear | undefined;
  /** The columns whose fields correlations will ask for; undefined when they will ask for others. */
  readonly columns: readonly Column[] | undefined;
  /** By the ids of the columns. */
  readonly clear: Map<string, Clear | typeof UNCLEAR>;
}

const MAX_KNOWN = 50_000;

/**
 * What comes of rows by the columns alone: the rules that are true of them, and what correlations will ask. Rows with
 * the same ids have the same, so that most of what a log of automation has costs a look-up.
 */
export class ColumnExcerpts {
  private readonly lists = new Map<readonly OpenRule[], Known | typeof UNCLEAR>();
  private known = 0;

  constructor(
    private readonly correlator: Correlator,
    private readonly columns: FieldColumns,
    private readonly fields: RecordFields,
  ) {}

  /** @param isTied whether a correlation has to know which of the events of the row's time comes first, which their ids tell */
  at(row: number, open: readonly OpenRule[], isTied: boolean): Clear | typeof UNCLEAR {
    let list = this.lists.get(open);
    if (list === undefined) this.lists.set(open, (list = this.newList(open)));
    if (list === UNCLEAR) return UNCLEAR;
    const { matches, uncounted, columns, clear } = list;
    if (uncounted !== undefined) return uncounted;
    if (columns === undefined || isTied) return UNCLEAR;
    let key = '';
    for (const column of columns) key += `${this.columns.id(column, row)},`;
    let found = clear.get(key);
    if (found === undefined) {
      const excerpt = this.correlator.excerpt(this.fields.atRow(row), matches, 'none');
      found = this.fields.sufficed ? { matches, excerpt } : UNCLEAR;
      if (++this.known > MAX_KNOWN) this.forget();
      clear.set(key, found);
    }
    return found;
  }

  private newList(open: readonly OpenRule[]): Known | typeof UNCLEAR {
    if (open.some(({ test }) => test !== undefined)) return UNCLEAR;
    const { correlator } = this;
    const matches = open.map(({ rule }) => rule);
    const counted = matches.filter((rule) => correlator.rules.has(rule));
    const columns = correlator.fieldsOf(counted).map((field) => this.columns.of(field)?.column);
    const own = columns.filter((column) => column !== undefined);
    return {
      matches,
      uncounted: counted.length > 0 ? undefined : { matches, excerpt: undefined },
      columns: own.length < columns.length ? undefined : [...new Set(own)],
      clear: new Map(),
    };
  }

  private forget(): void {
    for (const list of this.lists.values()) if (list !== UNCLEAR) list.clear.clear();
    this.known = 0;
  }
}
