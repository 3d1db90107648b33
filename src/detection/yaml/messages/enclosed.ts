import { type Document, isCollection, isScalar, visit } from 'yaml';
import type { Span } from '../../problem';

/** What stands in brackets and in quotes in a document. */
export class Enclosed {
  private found: { readonly brackets: Span[]; readonly quotes: Span[] } | undefined;

  constructor(
    private readonly document: Document,
    private readonly text: string,
  ) {}

  /** Where the brackets open that a place is in, the innermost. */
  bracketAt(at: number): number | undefined {
    return around(this.all.brackets, at);
  }

  /** Where the quotes open that a place is in, or right behind. */
  quoteAt(at: number): number | undefined {
    return around(this.all.quotes, at);
  }

  private get all(): { readonly brackets: Span[]; readonly quotes: Span[] } {
    if (this.found !== undefined) return this.found;
    const found = { brackets: [] as Span[], quotes: [] as Span[] };
    visit(this.document, {
      Node: (_, node) => {
        if (!node.range) return;
        const [start, closed, end] = node.range;
        // a pair in a list is a map without brackets of its own; what is in the lines below is behind them
        if (isCollection(node) && /[[{]/.test(this.text.charAt(start))) found.brackets.push({ start, end: closed });
        if (isScalar(node) && /^QUOTE/.test(node.type ?? '')) found.quotes.push({ start, end });
      },
    });
    return (this.found = found);
  }
}

/** The last that begins is the innermost. */
function around(spans: readonly Span[], at: number): number | undefined {
  return spans.findLast(({ start, end }) => start < at && at <= end)?.start;
}
