import { DerivedLayer, type Layer } from '../layers/layer';
import type { Value } from '../json/members';
import { pushString } from '../layers/quoting';

/** A record that is put together: members by name, those of a list `#0`, `#1`, …, or a value from the source. */
export type Node = Map<string, Node> | Piece;
export type Piece =
  | { readonly how: 'json' | 'text'; readonly value: Value }
  | { readonly how: 'literal'; readonly literal: string; readonly value: Value };

/** The first of several that stand for the same member counts. False where a value stands on the way. */
export function put(root: Map<string, Node>, path: readonly string[], node: Node): boolean {
  let at = root;
  for (const name of path.slice(0, -1)) {
    const next = at.get(name) ?? new Map<string, Node>();
    if (!(next instanceof Map)) return false;
    at.set(name, next);
    at = next;
  }
  const last = path[path.length - 1] as string;
  if (!at.has(last)) at.set(last, node);
  return true;
}

/** A path with the numbers in it that count elements of a list that is already there as those are named. */
export function numbered(root: Map<string, Node>, path: readonly string[]): string[] {
  let at: Node | undefined = root;
  return path.map((part) => {
    const members = at instanceof Map ? at : new Map<string, Node>();
    const item = `#${part}`;
    const isNext = members.has('#0') && members.size === Number(part);
    const isItem = NUMBER.test(part) && (members.has(item) || isNext);
    at = members.get(isItem ? item : part);
    return isItem ? item : part;
  });
}

/**
 * Makes lists of what the numbers in paths count, in their order, once all of it is there: of what is numbered from 0,
 * and of what CloudTrail always writes as a list.
 */
export function makeLists(root: Map<string, Node>, paths: readonly (readonly string[])[]): void {
  const seen = new Set<Node>();
  for (const path of paths) {
    let at: Node | undefined = root;
    for (const [depth, part] of path.entries()) {
      if (!(at instanceof Map)) break;
      const inner: Node | undefined = at.get(part) ?? at.get(`#${part}`);
      if (NUMBER.test(part) && !seen.has(at)) {
        seen.add(at);
        makeList(at, depth === 1 && LISTS.has(path[0] ?? ''));
      }
      at = inner;
    }
  }
}

function makeList(node: Map<string, Node>, isKnown: boolean): void {
  if (![...node.keys()].every((key) => NUMBER.test(key))) return;
  const items = [...node].sort(([a], [b]) => Number(a) - Number(b));
  if (!isKnown && !items.every(([key], n) => key === String(n))) return;
  node.clear();
  for (const [n, [, item]] of items.entries()) node.set(`#${n}`, item);
}

const NUMBER = /^\d{1,4}$/;
const LISTS = new Set(['resources']);

/** What is put together, as JSON; what is written around its values points to the first of them, else to `at`. */
export function written(root: Node, layer: Layer, at: number): DerivedLayer {
  const record = new DerivedLayer();
  write(record, root, layer, at);
  return record;
}

function write(to: DerivedLayer, node: Node, around: Layer, at: number): void {
  if (!(node instanceof Map)) {
    const { layer, start, end } = node.value;
    if (node.how === 'json') to.copy(layer, start, end);
    if (node.how === 'text') pushString(to, layer, start, end);
    if (node.how === 'literal') to.push(encoder.encode(node.literal), layer, start, end);
    return;
  }
  const isList = node.size > 0 && [...node.keys()].every((key, n) => key === `#${n}`);
  const own = placeOf(node, around, at);
  let place = own;
  to.push([isList ? 0x5b : 0x7b], place.layer, place.start, place.start);
  let separator = FIRST;
  for (const [name, inner] of node) {
    place = placeOf(inner, own.layer, own.start);
    to.push(isList ? separator : keyOf(name, separator), place.layer, place.start, place.start);
    write(to, inner, own.layer, own.start);
    separator = NEXT;
  }
  to.push([isList ? 0x5d : 0x7d], place.layer, place.end, place.end);
}

const encoder = new TextEncoder();
const FIRST = encoder.encode('');
const NEXT = encoder.encode(',');
/** Members by name as they are written, in the first place and in others: most come in every record. */
const WRITTEN = new Map<string, readonly [first: Uint8Array, next: Uint8Array]>();
const MAX_WRITTEN = 1024;
const MAX_KEPT = 128;

function keyOf(name: string, separator: Uint8Array): Uint8Array {
  let keys = WRITTEN.get(name);
  if (keys === undefined) {
    const key = `${JSON.stringify(name)}:`;
    keys = [encoder.encode(key), encoder.encode(`,${key}`)];
    if (WRITTEN.size < MAX_WRITTEN && name.length <= MAX_KEPT) WRITTEN.set(name, keys);
  }
  return separator === FIRST ? keys[0] : keys[1];
}

/** Where the first value in a node stands: what is written around it points there. */
function placeOf(node: Node, around: Layer, at: number): { layer: Layer; start: number; end: number } {
  for (let inner: Node | undefined = node; inner !== undefined;) {
    if (!(inner instanceof Map)) return inner.value;
    [inner] = inner.values();
  }
  return { layer: around, start: at, end: at };
}
