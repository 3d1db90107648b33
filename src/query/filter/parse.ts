import { type Filter, FilterError, type Pattern } from './ast';

interface Token {
  readonly kind: 'word' | 'quoted' | 'colon' | 'comma' | 'open' | 'close' | 'minus' | 'end';
  readonly text: string;
  readonly at: number;
  /** Whether space stands before it. */
  readonly apart: boolean;
}

const MAX_DEPTH = 100;

/**
 * Reads a filter: `field:value`, `field:a,b`, `-field:value`, `field:"quoted text"`, words to find anywhere in a
 * record, and `and`, `or`, `not`, `( )`. Terms side by side must all hold; `and` binds closer than `or`. Throws a
 * FilterError that says where. The empty filter holds for every row.
 */
export function parseFilter(text: string): Filter {
  return new Parser(tokensOf(text)).filter();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /(\s*)(?:("(?:[^"\\]|\\.)*")|(")|([:,()])|(-)(?=[^\s])|([^\s:,()"]+))/gy;
  let at = 0;
  for (; text.slice(at).trim() !== ''; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) throw new FilterError('This character cannot stand here.', at);
    const [, space = '', quoted, open, mark, minus, word] = match;
    const start = at + space.length;
    if (open !== undefined) throw new FilterError('The quoted text has no end.', start);
    const last = tokens[tokens.length - 1];
    const afterColon = last?.kind === 'colon' || last?.kind === 'comma';
    const apart = space !== '' || at === 0;
    if (quoted !== undefined) tokens.push({ kind: 'quoted', text: unquoted(quoted), at: start, apart });
    else if (minus !== undefined && !afterColon) tokens.push({ kind: 'minus', text: '-', at: start, apart });
    else if (mark === ':' && afterColon === false && last?.kind === 'word')
      tokens.push({ kind: 'colon', text: ':', at: start, apart });
    else if (mark === ':' && !afterColon) throw new FilterError('A field is missing before the colon.', start);
    else if (mark !== undefined && mark !== ':')
      tokens.push({ kind: MARKS[mark] ?? 'comma', text: mark, at: start, apart });
    else tokens.push({ kind: 'word', text: word ?? mark ?? minus ?? '', at: start, apart });
    // a value keeps its colons and dashes: arn:aws:…, 2001:db8::1, 08:27:45, i-0a1b
    if (afterColon && tokens[tokens.length - 1]?.kind === 'word')
      pattern.lastIndex = extendValue(text, tokens, pattern.lastIndex);
  }
  tokens.push({ kind: 'end', text: '', at: text.length, apart: true });
  return tokens;
}

const MARKS: Readonly<Record<string, Token['kind']>> = { ',': 'comma', '(': 'open', ')': 'close' };

function extendValue(text: string, tokens: Token[], from: number): number {
  const rest = /^[^\s,()"]*/.exec(text.slice(from))?.[0] ?? '';
  const token = tokens.pop() as Token;
  tokens.push({ ...token, text: token.text + rest });
  return from + rest.length;
}

/** Any text as a filter has it in quotes. */
export function quotedText(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function unquoted(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(["\\])/g, '$1');
}

class Parser {
  private next = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  filter(): Filter {
    if (this.peek().kind === 'end') return { kind: 'all' };
    const filter = this.or();
    if (this.peek().kind !== 'end') throw new FilterError('There is no bracket to close here.', this.peek().at);
    return filter;
  }

  private or(): Filter {
    const parts = [this.and()];
    while (this.takeWord('or')) parts.push(this.and());
    return parts.length === 1 ? (parts[0] as Filter) : { kind: 'or', parts };
  }

  private and(): Filter {
    const parts = [this.term()];
    for (;;) {
      const explicit = this.takeWord('and');
      const { kind } = this.peek();
      if (!explicit && (kind === 'end' || kind === 'close' || this.isWord('or'))) break;
      parts.push(this.term());
    }
    return parts.length === 1 ? (parts[0] as Filter) : { kind: 'and', parts };
  }

  private term(): Filter {
    if (++this.depth > MAX_DEPTH) throw new FilterError('The filter is nested too deeply.', this.peek().at);
    try {
      if (this.peek().kind === 'minus' || this.isWord('not')) {
        this.next++;
        return { kind: 'not', part: this.term() };
      }
      if (this.peek().kind === 'open') return this.group();
      return this.match();
    } finally {
      this.depth--;
    }
  }

  private group(): Filter {
    const { at } = this.take();
    const filter = this.or();
    if (this.take().kind !== 'close') throw new FilterError('This bracket is never closed.', at);
    return filter;
  }

  private match(): Filter {
    const token = this.take();
    if (token.kind !== 'word' && token.kind !== 'quoted')
      throw new FilterError('A field or a word is missing here.', token.at);
    if (token.kind === 'quoted' || this.peek().kind !== 'colon') {
      return { kind: 'text', pattern: { text: token.text, quoted: token.kind === 'quoted' } };
    }
    this.next++;
    const values: Pattern[] = [];
    do {
      const value = this.take();
      if (value.kind !== 'word' && value.kind !== 'quoted')
        throw new FilterError(`A value for ${token.text} is missing here.`, value.at);
      values.push({ text: value.text, quoted: value.kind === 'quoted' });
    } while (this.takeComma());
    return { kind: 'field', field: token.text, values };
  }

  private takeComma(): boolean {
    if (this.peek().kind !== 'comma') return false;
    this.next++;
    return true;
  }

  private isWord(word: string): boolean {
    const token = this.peek();
    return token.kind === 'word' && token.text.toLowerCase() === word && this.tokens[this.next + 1]?.kind !== 'colon';
  }

  private takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.next++;
    return true;
  }

  private peek(): Token {
    return this.tokens[this.next] as Token;
  }

  private take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.next++;
    return token;
  }
}
