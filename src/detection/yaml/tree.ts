import type { Span } from '../problem';

/** A YAML document as rules need it: aliases and merge keys resolved, every part with its place in the file. */
export type TreeNode = MapNode | ListNode | ScalarNode;

export interface MapNode extends Span {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: TreeNode;
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly TreeNode[];
}

export interface ScalarNode extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text as written, without quotes: `012` stays `012` although its value is 12. */
  readonly source: string;
}

/** The value under a key, or undefined. */
export function child(map: MapNode, key: string): TreeNode | undefined {
  return entry(map, key)?.value;
}

/** The entry of a key, or undefined. */
export function entry(map: MapNode, key: string): MapEntry | undefined {
  return map.entries.find((candidate) => candidate.key === key);
}

/** The text of a scalar (numbers and booleans as written); undefined for null, lists and maps. */
export function textOf(node: TreeNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  return typeof node.value === 'string' ? node.value : node.source;
}

/** What a list has, or else the one part that stands in its place. */
export function nodesIn(node: TreeNode | undefined): readonly TreeNode[] {
  if (node === undefined) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** The texts of a scalar or of a list of scalars; other parts are left out. */
export function textsOf(node: TreeNode | undefined): string[] {
  return nodesIn(node)
    .map(textOf)
    .filter((text) => text !== undefined);
}

/** What a person would call the kind of a node, for messages. */
export function kindName(node: TreeNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`;
  if (node.value === null) return 'null';
  return typeof node.value === 'string' ? 'a text' : `a ${typeof node.value}`;
}

/**
 * Where a part of a scalar's value stands in the file: exact when its signs are written there as they are, on one line
 * or folded over several, else the whole scalar (escaped texts).
 */
export function partSpan(fileText: string, node: Span, value: string, from: number, to: number): Span {
  return partSpans(fileText, node, value)(from, to);
}

/** {@link partSpan} for many parts of one scalar. */
export function partSpans(fileText: string, node: Span, value: string): (from: number, to: number) => Span {
  const raw = fileText.slice(node.start, node.end);
  const at = raw.startsWith(value) ? 0 : raw.startsWith(value, 1) ? 1 : -1;
  if (at >= 0) return (from, to) => ({ start: node.start + at + from, end: node.start + at + to });
  const places = placesIn(raw, value);
  if (places === undefined) return () => node;
  return (from, to) => {
    const start = node.start + (places[from] ?? raw.length);
    return { start, end: to > from ? node.start + (places[to - 1] ?? 0) + 1 : start };
  };
}

/** Where each sign of a value stands in what is written, when only white space is another; else undefined. */
function placesIn(raw: string, value: string): Uint32Array | undefined {
  const places = new Uint32Array(value.length);
  const first = raw.charAt(0);
  const isBlock = first === '|' || first === '>';
  let at = isBlock ? raw.indexOf('\n') + 1 : first === '"' || first === "'" ? 1 : 0;
  for (let i = 0; i < value.length; i++) {
    if (!isSpace(value.charCodeAt(i))) {
      while (at < raw.length && isSpace(raw.charCodeAt(at))) at += 1;
      if (raw.charCodeAt(at) !== value.charCodeAt(i)) return undefined;
      at += 1;
    }
    places[i] = Math.max(at - 1, 0);
  }
  return places;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
