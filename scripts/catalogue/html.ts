/** One node of the small HTML that the SDK's doc comments are written in. */
interface Element {
  readonly tag: string;
  readonly href?: string | undefined;
  readonly children: (Element | string)[];
}

const BLOCKS = new Set(['p', 'ul', 'ol', 'li', 'note', 'important', 'dl', 'dt', 'dd', 'root']);
const INLINE = new Set(['a', 'code', 'i', 'b', 'em', 'strong']);
const TAG = /<(\/?)([A-Za-z][\w-]*)((?:\s[^<>]*)?)>/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) =>
    Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole,
  );
}

/** Unknown tags are placeholders such as `tag:<key>`, so they stay text. Unclosed tags end with their parent. */
function parse(html: string): Element {
  const root: Element = { tag: 'root', children: [] };
  const stack: Element[] = [root];
  const top = (): Element => stack[stack.length - 1] ?? root;
  let from = 0;
  for (const match of html.matchAll(TAG)) {
    const tag = (match[2] ?? '').toLowerCase();
    if (!BLOCKS.has(tag) && !INLINE.has(tag)) continue;
    if (match.index > from) top().children.push(decodeEntities(html.slice(from, match.index)));
    from = match.index + match[0].length;
    if (match[1] === '') {
      const element: Element = { tag, href: /href="([^"]*)"/.exec(match[3] ?? '')?.[1], children: [] };
      top().children.push(element);
      stack.push(element);
    } else {
      const depth = stack.findLastIndex((element) => element.tag === tag);
      if (depth > 0) stack.length = depth;
    }
  }
  if (from < html.length) top().children.push(decodeEntities(html.slice(from)));
  return root;
}

function escapeText(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&').replace(/&(?=#?\w+;)/g, '&amp;');
}

function plainText(node: Element | string): string {
  return typeof node === 'string' ? node : node.children.map(plainText).join('');
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ');

function codeSpan(text: string): string {
  const content = squeeze(text).trim();
  if (content === '') return '';
  if (!content.includes('`')) return `\`${content}\``;
  return `\`\` ${content.replaceAll('``', '` `')} \`\``;
}

function emphasis(mark: string, content: string): string {
  const inner = content.trim();
  if (inner === '' || /^[\W_]+$/.test(inner)) return content;
  return `${content.startsWith(' ') ? ' ' : ''}${mark}${inner}${mark}${content.endsWith(' ') ? ' ' : ''}`;
}

function link(element: Element): string {
  const label = squeeze(element.children.map(inline).join('')).trim();
  const url = (element.href ?? '').trim().replace(/^http:\/\/(aws\.amazon\.com|www\.iana\.org)/, 'https://$1');
  if (label === '' || !/^https?:\/\/[^\s()<>]+$/.test(url)) return label;
  return `[${label}](${url})`;
}

function inline(node: Element | string): string {
  if (typeof node === 'string') return escapeText(squeeze(node));
  switch (node.tag) {
    case 'code':
      return codeSpan(plainText(node));
    case 'a':
      return link(node);
    case 'i':
    case 'em':
      return emphasis('*', node.children.map(inline).join(''));
    case 'b':
    case 'strong':
      return emphasis('**', node.children.map(inline).join(''));
    default:
      return node.children.map(inline).join('');
  }
}

/** A paragraph that happens to begin like a list, heading or rule would be drawn as one. */
function guardLineStart(paragraph: string): string {
  return paragraph.replace(/^([#+-]|=+(?=\s*$))/, '\\$1').replace(/^(\d+)([.)])(?=\s)/, '$1\\$2');
}

const indent = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, index) => (line === '' ? '' : (index === 0 ? first : rest) + line))
    .join('\n');

function list(element: Element): string {
  const items = element.children.filter((child): child is Element => typeof child !== 'string' && child.tag === 'li');
  return items
    .map((item) => blocks(item, '\n'))
    .filter((text) => text !== '')
    .map((text, index) => {
      const mark = element.tag === 'ol' ? `${index + 1}. ` : '- ';
      return indent(text, mark, ' '.repeat(mark.length));
    })
    .join('\n');
}

function block(element: Element): string {
  switch (element.tag) {
    case 'ul':
    case 'ol':
      return list(element);
    case 'note':
    case 'important': {
      const body = blocks(element, '\n\n');
      const title = element.tag === 'note' ? '**Note:** ' : '**Important:** ';
      return body === '' ? '' : `> ${(title + body).split('\n').join('\n> ').replace(/> +$/gm, '>')}`;
    }
    case 'dt':
      return `**${blocks(element, ' ')}**`;
    default:
      return blocks(element, '\n\n');
  }
}

function blocks(element: Element, gap: string): string {
  const parts: string[] = [];
  let run = '';
  const flush = (): void => {
    const paragraph = run.replace(/ {2,}/g, ' ').trim();
    if (paragraph !== '') parts.push(guardLineStart(paragraph));
    run = '';
  };
  for (const child of element.children) {
    if (typeof child === 'string' || INLINE.has(child.tag)) run += inline(child);
    else {
      flush();
      const text = block(child);
      if (text !== '') parts.push(text);
    }
  }
  flush();
  return parts.join(gap);
}

/** Turns the HTML of an SDK doc comment into CommonMark without any HTML left in it. */
export function htmlToMarkdown(html: string): string {
  return blocks(parse(html), '\n\n');
}

/** The forms in which a filter is documented: with code marks, without them, and by its name alone. */
const FILTER_FORMS = [
  /^`([^`]+)`((?::\\<key\\>)?)\s*[-–—:]+\s*([^]+)$/,
  /^([a-z][a-z0-9.-]+)()\s+[-–—]\s+([^]+)$/,
  /^`([a-z][a-z0-9.-]+)`()()$/,
];

/**
 * Finds the filters that a `Filters` member documents as a list of ``<code>name</code> - text``.
 * @returns name → Markdown, empty where the documentation has only the name; no entries when there is no such list.
 */
export function filtersOf(html: string): Record<string, string> {
  const filters: Record<string, string> = {};
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      const item = child.tag === 'li' ? blocks(child, '\n') : '';
      const entry = FILTER_FORMS.map((form) => form.exec(item)).find((match) => match !== null);
      const [, name, suffix, text] = entry ?? [];
      // A list inside a filter's own text lists that filter's values, so the walk stops here.
      if (name !== undefined) filters[suffix === '' ? name : `${name}:<key>`] ??= text ?? '';
      else visit(child);
    }
  };
  visit(parse(html));
  return filters;
}
