import { isCloudTrail, type LogSource, mistakenPart } from './logsource';

/** A rule for another log, as far as it is told of. */
export interface OtherLog {
  readonly source: LogSource;
  /** Its id, name and title, as far as it has them. */
  readonly names: readonly string[];
}

/** By what others refer to a document. */
const NAMES: readonly string[] = ['id', 'name', 'title'];
/** What a plain logsource has. */
const PARTS = ['product', 'service', 'category', 'definition'] as const;
type Part = (typeof PARTS)[number];

/** A text without anything that means something to YAML, in quotes or not, and what may stand behind it. */
const TEXT = /^(?:'([^']+)'|"([^"\\]+)"|(?!null\b|~)([^-?:,\s'"&*!|>%@`#{}[\]](?:[^:#]|:(?=\S)|\S#)*?))(?: +#.*)?$/i;
/** A longer one is no name, and would take long to be looked at. */
const MAX_TEXT = 1000;
/** A larger file is left to YAML, too. */
const MAX_FILE = 100_000;

/**
 * What a file says of itself that is one rule for another log, written as nearly all are: told by its lines, because
 * to read it as YAML takes a hundred times as long, and public folders have thousands of rules for Windows. Undefined
 * where that is not plain: then YAML decides.
 */
export function otherLogIn(text: string): OtherLog | undefined {
  // a mark of the beginning, old line ends, tabs and several documents are left to YAML
  if (text.length > MAX_FILE || /^\uFEFF|\r(?!\n)|\n(?:---|\.\.\.)|\t/.test(text)) return undefined;
  const keys = new Set<string>();
  const names: string[] = [];
  const source = new Source();
  let key = '';
  for (const [n, line] of text.split(/\r?\n/).entries()) {
    if (/^ *(?:#.*)?$/.test(line) || (n === 0 && line === '---')) continue;
    if (line.startsWith(' ') || line.startsWith('- ')) {
      const isOfList = line.startsWith('-');
      if (key === '' || NAMES.includes(key) || (key === 'logsource' && (isOfList || !source.take(line))))
        return undefined;
      continue;
    }
    const [, name, value = ''] = /^([A-Za-z][\w-]*):(?: +(.*))?$/.exec(line) ?? [];
    if (name === undefined || name === 'action' || keys.has(name)) return undefined;
    keys.add((key = name));
    if (name === 'logsource' && !/^(?:#.*)?$/.test(value)) return undefined;
    if (!NAMES.includes(name)) continue;
    const written = textIn(value);
    if (written === undefined) return undefined;
    names.push(written);
  }
  const { found } = source;
  return found === undefined || isCloudTrail(found) || mistakenPart(found) !== undefined
    ? undefined
    : { source: found, names };
}

/** The logsource of a file, line by line. */
class Source {
  private indent = 0;
  private last: Part | undefined;
  private readonly parts = new Map<Part, string>();

  get found(): LogSource | undefined {
    const of = (part: Part): string | undefined => this.parts.get(part)?.toLowerCase();
    const [product, service, category] = [of('product'), of('service'), of('category')];
    return product === undefined && service === undefined && category === undefined
      ? undefined
      : { product, service, category };
  }

  /** Takes a line; false where it is not plain. */
  take(line: string): boolean {
    const indent = line.search(/\S/);
    if (this.indent === 0) this.indent = indent;
    // what is defined is prose, in as many lines as it takes
    if (indent > this.indent) return this.last === 'definition';
    const [, key, value = ''] = /^ +(\w+):(?: +(.*))?$/.exec(line) ?? [];
    const part = PARTS.find((one) => one === key);
    if (indent < this.indent || part === undefined || this.parts.has(part)) return false;
    this.last = part;
    const text = part === 'definition' ? '' : textIn(value)?.trim();
    if (text !== undefined) this.parts.set(part, text);
    return text !== undefined;
  }
}

function textIn(value: string): string | undefined {
  if (value.length > MAX_TEXT) return undefined;
  const [, single, double, plain] = TEXT.exec(value.trimEnd()) ?? [];
  return single ?? double ?? plain;
}
