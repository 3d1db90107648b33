import { findNodeAtOffset, getNodePath, getNodeValue, type Node, parseTree } from 'jsonc-parser';
import { isObject, type CloudTrailRecord } from './types';

/** A place inside one record: which member, on its key or on its value, and where that stands in the record's text. */
export interface Place {
  readonly record: CloudTrailRecord;
  /** From the record's root; array elements by their number. */
  readonly path: readonly string[];
  readonly value: unknown;
  readonly side: 'key' | 'value';
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A record's text taken apart, for those who ask about several places in it. */
export interface ParsedRecord {
  readonly record: CloudTrailRecord;
  readonly root: Node;
}

/** Takes a record's text apart; undefined when it is no JSON object. */
export function parseRecord(text: string): ParsedRecord | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root?.type !== 'object') return undefined;
  const record: unknown = getNodeValue(root);
  return isObject(record) ? { record, root } : undefined;
}

/** What stands at `offset` of a record's text; undefined on punctuation and white space. */
export function placeAt({ record, root }: ParsedRecord, offset: number): Place | undefined {
  const node = findNodeAtOffset(root, offset);
  if (node === undefined || !isToken(node)) return undefined;
  const { parent } = node;
  const isKey = parent?.type === 'property' && parent.children?.[0] === node;
  const valueNode = isKey ? parent.children?.[1] : node;
  return {
    record,
    path: getNodePath(isKey ? (valueNode ?? node) : node).map(String),
    value: valueNode && getNodeValue(valueNode),
    side: isKey ? 'key' : 'value',
    start: node.offset,
    end: node.offset + node.length,
  };
}

/** Every value of a record that is no object or array and stands between two offsets of its text. */
export function* valuesBetween({ record, root }: ParsedRecord, start: number, end: number): Generator<Place> {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.offset > end || node.offset + node.length < start) continue;
    if (node.type === 'property') {
      const value = node.children?.[1];
      if (value !== undefined) waiting.push(value);
    } else if (isToken(node)) {
      yield {
        record,
        path: getNodePath(node).map(String),
        value: getNodeValue(node),
        side: 'value',
        start: node.offset,
        end: node.offset + node.length,
      };
    } else for (const child of node.children ?? []) waiting.push(child);
  }
}

function isToken({ type }: Node): boolean {
  return type !== 'object' && type !== 'array' && type !== 'property';
}
