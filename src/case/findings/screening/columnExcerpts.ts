import type { Excerpt, Excerpts, OpenRule, Peers, Rule } from '../../../detection';
import type { Column } from '../../../index/columns';
import type { FieldColumns } from './fieldColumns';
import type { Orders } from './orders';
import { RecordFields } from './recordFields';

/** What is known of a row: the rules that are true of it, and what correlations will ask of it. */
export interface Clear {
  readonly matches: readonly Rule[];
  readonly excerpt: Excerpt | undefined;
}

/** The record has to be asked. */
export const UNCLEAR = 'unclear';

/** Of rules that are true of a row. */
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
 * What is known of rows, by the columns alone as far as they tell. Rows that the same rules are true of and that have the
 * same ids have the same, so that most of what a log of automation has costs a look-up, and as little memory.
 */
export class ColumnExcerpts {
  private readonly lists = new Map<readonly OpenRule[], Known | typeof UNCLEAR>();
  /** Rows without their records. */
  private readonly fields: RecordFields;
  private readonly byMatches = new Map<readonly Rule[], Known>();
  private known = 0;

  constructor(
    private readonly excerpts: Excerpts,
    private readonly columns: FieldColumns,
    private readonly orders: Orders,
  ) {
    this.fields = new RecordFields(columns, []);
  }

  /** @param peers of the row: of others that matter its id tells which comes first */
  at(row: number, open: readonly OpenRule[], peers: Peers): Clear | typeof UNCLEAR {
    let list = this.lists.get(open);
    if (list === undefined) this.lists.set(open, (list = this.newList(open)));
    return list === UNCLEAR ? UNCLEAR : this.clear(row, list, peers);
  }

  /**
   * The same of a row whose record was asked.
   * @param matches the rules that are true of it, as the detector gave them
   * @param record of the row
   */
  of(row: number, matches: readonly Rule[], record: RecordFields, peers: Peers): Clear {
    let known = this.byMatches.get(matches);
    if (known === undefined) this.byMatches.set(matches, (known = this.newMatches(matches)));
    const clear = this.clear(row, known, peers);
    if (clear !== UNCLEAR) return clear;
    return { matches, excerpt: this.excerpts.of(record, matches, peers, this.orders.of(row)) };
  }

  private clear(row: number, { matches, uncounted, columns, clear }: Known, peers: Peers): Clear | typeof UNCLEAR {
    if (uncounted !== undefined) return uncounted;
    const order = peers === 'others' ? this.orders.of(row) : '';
    if (columns === undefined || peers === 'copies' || order === undefined) return UNCLEAR;
    let key = '';
    for (const column of columns) key += `${this.columns.id(column, row)},`;
    let found = clear.get(key);
    if (found === undefined) {
      const excerpt = this.excerpts.of(this.fields.atRow(row), matches, 'none');
      found = this.fields.sufficed ? { matches, excerpt } : UNCLEAR;
      if (++this.known > MAX_KNOWN) this.forget();
      clear.set(key, found);
    }
    if (order === '' || found === UNCLEAR || found.excerpt === undefined) return found;
    return { matches, excerpt: { ...found.excerpt, order } };
  }

  private newList(open: readonly OpenRule[]): Known | typeof UNCLEAR {
    if (open.some(({ test }) => test !== undefined)) return UNCLEAR;
    return this.newMatches(open.map(({ rule }) => rule));
  }

  private newMatches(matches: readonly Rule[]): Known {
    const { excerpts } = this;
    const counted = excerpts.among(matches);
    const columns = excerpts.fieldsOf(counted).map((field) => this.columns.of(field)?.column);
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
    for (const { clear } of this.byMatches.values()) clear.clear();
    this.known = 0;
  }
}
