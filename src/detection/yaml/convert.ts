import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type Node, visit, type Document } from 'yaml';
import type { Report, Span } from '../problem';
import { maxDepth } from './compose';
import { inQuotes } from './messages/quotes';
import { kindName, type ListNode, type MapEntry, type MapNode, type ScalarNode, type TreeNode } from './tree';

// An alias bomb is small as a text: what it unfolds to has a bound.
const maxNodes = 200_000;
const maxAliases = 1000;

export const TOO_DEEP = 'This document unfolds into too many or too deep parts: rejected.';

/** Turns what the parser made of a document into a tree; what has no place in a rule goes into the report. */
export class Converter {
  /** Of how many parts the tree is. */
  nodes = 0;
  private aliases = 0;
  private anchored: ReadonlyMap<Alias, Node | undefined> | undefined;
  private readonly end: Span;

  constructor(
    private readonly document: Document,
    private readonly report: Report,
  ) {
    this.end = { start: document.range?.[0] ?? 0, end: document.range?.[0] ?? 0 };
  }

  convert(): TreeNode | undefined {
    return this.node(this.document.contents, this.end, 0);
  }

  private node(node: unknown, fallback: Span, depth: number): TreeNode | undefined {
    if (this.report.failed) return undefined;
    this.nodes += 1;
    if (this.nodes > maxNodes || depth > maxDepth) {
      this.report.error(fallback, TOO_DEEP);
      return undefined;
    }
    if (isAlias(node)) {
      this.aliases += 1;
      if (this.aliases > maxAliases) {
        this.report.error(rangeOf(node, fallback), `This document uses more than ${maxAliases} aliases: rejected.`);
        return undefined;
      }
      this.anchored ??= anchoredIn(this.document);
      const target = this.anchored.get(node);
      if (target === undefined) {
        const name = node.source.slice(0, 80);
        const message = `A text that begins with * needs quotes: without them *${name} stands for what &${name} marks above, and there is none.`;
        // without the quotes it was read as one word up to where it ends, so with them it is one text
        this.report.error(rangeOf(node, fallback), message, inQuotes(`*${node.source}`));
        return undefined;
      }
      return this.node(target, rangeOf(node, fallback), depth + 1);
    }
    const span = rangeOf(node, fallback);
    if (isPair(node)) this.report.error(span, 'A list of pairs (!!omap, !!pairs) has no meaning in a rule.');
    if (isMap(node)) return this.map(node.items, span, depth);
    if (isSeq(node)) return this.list(node.items, span, depth);
    return this.scalar(node, span);
  }

  private scalar(node: unknown, span: Span): ScalarNode {
    if (!isScalar(node)) return { kind: 'scalar', value: null, source: '', ...span };
    const { value } = node;
    if (value === null || value === undefined)
      return { kind: 'scalar', value: null, source: node.source ?? '', ...span };
    if (typeof value === 'number' || typeof value === 'boolean') {
      return { kind: 'scalar', value, source: node.source ?? String(value), ...span };
    }
    if (value instanceof Uint8Array) this.report.error(span, 'Bytes (!!binary) have no meaning in a rule.');
    const text = typeof value === 'string' ? value : (node.source ?? '');
    return { kind: 'scalar', value: text, source: text, ...span };
  }

  private list(items: readonly unknown[], span: Span, depth: number): ListNode {
    const converted = items.map((item) => this.node(item, span, depth + 1)).filter((item) => item !== undefined);
    return { kind: 'list', items: converted, ...span };
  }

  private map(pairs: readonly { key: unknown; value: unknown }[], span: Span, depth: number): MapNode {
    const own = new Map<string, MapEntry>();
    const merged: MapEntry[] = [];
    for (const pair of pairs) {
      const keyNode = this.node(pair.key, span, depth + 1);
      if (keyNode === undefined) continue;
      if (keyNode.kind !== 'scalar') {
        const message =
          'A key of a rule is a plain text, not a list or a map: a text that begins with [ or { needs quotes.';
        this.report.error(keyNode, message);
        continue;
      }
      const keySpan = { start: keyNode.start, end: keyNode.end };
      const value = this.node(pair.value, { start: keySpan.end, end: keySpan.end }, depth + 1);
      if (value === undefined) continue;
      const key = keyNode.source;
      if (key === '<<') {
        merged.push(...this.mergeEntries(value));
      } else if (own.has(key)) {
        const line = this.report.line(own.get(key)?.keySpan.start ?? keySpan.start);
        const message = `The key "${key}" stands twice in one map, first in line ${line}; only one of them could count.`;
        this.report.error(keySpan, message);
      } else {
        own.set(key, { key, keySpan, value });
      }
    }
    for (const entry of merged) if (!own.has(entry.key)) own.set(entry.key, entry);
    return { kind: 'map', entries: [...own.values()], ...span };
  }

  private mergeEntries(node: TreeNode): readonly MapEntry[] {
    const nodes = node.kind === 'list' ? node.items : [node];
    return nodes.flatMap((part) => {
      if (part.kind === 'map') return part.entries;
      this.report.error(part, `Only maps can be merged with "<<", not ${kindName(part)}.`);
      return [];
    });
  }
}

/** What each alias of a document stands for, found in one pass: the library looks through the document for each. */
function anchoredIn(document: Document): ReadonlyMap<Alias, Node | undefined> {
  const anchors = new Map<string, Node>();
  const anchored = new Map<Alias, Node | undefined>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) anchored.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return anchored;
}

function rangeOf(node: unknown, fallback: Span): Span {
  if (typeof node !== 'object' || node === null || !('range' in node)) return fallback;
  const range: unknown = node.range;
  if (!Array.isArray(range)) return fallback;
  const [start, end] = range as readonly unknown[];
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : fallback;
}
