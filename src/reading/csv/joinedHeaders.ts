import type { Cell } from './csv';
import type { Header } from './csvHeader';
import type { Translation } from '../translation/translation';

/** No name of a column is longer. */
const MAX_NAME = 64;
/** A byte order mark that a file brought with it, and quotes that it made a part of the cell. */
const MARK = /^\ufeff"?|"$/g;
/** As people compare names; what cells hold is not to fill the memory of those that came before. */
const keyOf = (name: string): string => name.toLowerCase().replace(/[_.\s-]/g, '');
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Tells headers among the rows of a CSV, which files that were joined bring with them. */
export class JoinedHeaders {
  private readonly known: ReadonlySet<string>;

  /** `first`: the cells of the file's own header, as they stand there. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly header: Header,
    { fields, originals }: Translation,
    private readonly first: readonly Cell[],
  ) {
    const own = first.map((cell) => this.nameIn(cell) ?? '');
    const names = [...header.names, ...own, ...originals, ...fields.map(([from]) => from)];
    this.known = new Set(names.map(keyOf));
  }

  /** Whether a row is the header again, or one of other columns or in another order: most of its cells are names. */
  kindOf(cells: readonly Cell[]): 'same' | 'other' | undefined {
    // nearly every row is an event, which its first cells show
    let others = 0;
    for (const cell of cells) {
      const name = this.nameIn(cell);
      if ((name === undefined || !this.known.has(keyOf(name))) && ++others * 2 >= cells.length) return undefined;
    }
    const isSame =
      cells.length === this.header.names.length &&
      cells.every((cell, n) => {
        const name = this.nameIn(cell)?.toLowerCase();
        return name === this.header.names[n] || name === this.ownName(n);
      });
    return isSame ? 'same' : 'other';
  }

  private ownName(n: number): string | undefined {
    const cell = this.first[n];
    return cell && this.nameIn(cell)?.toLowerCase();
  }

  private nameIn({ start, end }: Cell): string | undefined {
    if (end === start || end - start > MAX_NAME) return undefined;
    return decoder.decode(this.bytes.subarray(start, end)).replace(MARK, '').trim();
  }
}
