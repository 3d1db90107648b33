import { replaceUnseen } from '../record/unseen';

/** Log text beyond this is cut: a hover is for reading, and a user agent or a name rarely has more. */
const MAX_TEXT = 500;

function tame(text: string, max: number): string {
  // Cut before the patterns run, so that a text of megabytes costs no more than a short one.
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return replaceUnseen(cut.replace(/[\t\n\r\u2028\u2029]+/g, ' '));
}

/**
 * Makes text of a log harmless inside Markdown: one line, no links, images, HTML, code, emphasis, autolinks, entities,
 * theme icons or table cells; invisible and direction-changing characters become U+FFFD.
 * @param max longer text is cut and ends with an ellipsis.
 */
export function escapeMarkdown(text: string, max = MAX_TEXT): string {
  return (
    tame(text, max)
      .replace(/[\\`*_{}[\]()#!|<>~$^&@]/g, '\\$&')
      // What a renderer would turn into a link by itself: a scheme, two slashes, a bare www.
      .replace(/:(?=\/\/)/g, '\\:')
      .replace(/\/(?=\/)/g, '\\/')
      .replace(/www\./gi, (www) => `${www.slice(0, -1)}\\.`)
      // What would begin a list, a quote or the underline of a heading.
      .replace(/^(\s*)([-+=])/, '$1\\$2')
      .replace(/^(\s*\d+)([.)])/, '$1\\$2')
  );
}

/** Text of a log as an inline code span, which no content can leave; the empty string as `""`. */
export function code(text: string, max = MAX_TEXT): string {
  const content = tame(text, max);
  if (content === '') return '`""`';
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(content) ? ' ' : '';
  return fence + pad + content + pad + fence;
}

/** Text as a fenced block that no content can leave; line breaks stay. */
export function codeBlock(text: string, language = ''): string {
  const content = text.replace(/[^\n]+/g, (line) => replaceUnseen(line.replace(/\t/g, '  ')));
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${content}\n${fence}`;
}

/** A link whose label is our own text and whose target is one that we built. */
export function link(label: string, url: string): string {
  return `[${label}](${url})`;
}

/** Joins blocks with an empty line; undefined and empty ones fall out. */
export function paragraphs(...blocks: readonly (string | undefined)[]): string {
  return blocks.filter((block): block is string => block !== undefined && block !== '').join('\n\n');
}

/** Joins facts of one line; undefined and empty ones fall out. */
export function facts(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part): part is string => part !== undefined && part !== '').join(' · ');
}

/** The hover's shape: what it is, facts at a glance, then after a rule the details and the links. */
export interface Card {
  /** Bold name, plain sentence. */
  readonly head: string;
  readonly facts?: string | undefined;
  /** What the value at hand means. */
  readonly here?: readonly (string | undefined)[];
  readonly details?: readonly (string | undefined)[];
  readonly links?: readonly (string | undefined)[];
}

/** Renders a card; the rule is there only when something follows it. */
export function card({ head, facts: line, here = [], details = [], links = [] }: Card): string {
  const below = paragraphs(...details, facts(...links));
  return paragraphs(head, line, ...here, below === '' ? undefined : '---', below);
}
