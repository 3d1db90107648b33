import { getLocation, parseTree, getNodeValue, findNodeAtOffset, type Node } from 'jsonc-parser';
import { isObject, type CloudTrailRecord } from '../../record/types';

/** A place inside one record: which member, on its key or on its value, and where that stands in the record's text. */
export interface Place {
  readonly record: CloudTrailRecord;
  /** From the record's root; array elements by their number. */
  readonly path: readonly string[];
  readonly value: unknown;
  readonly onValue: boolean;
  readonly start: number;
  readonly end: number;
}

/** What stands at `offset` of a record's text; undefined on punctuation, or when the text is no object. */
export function placeAt(text: string, offset: number): Place | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtOffset(root, offset);
  if (root === undefined || node === undefined || !isToken(node)) return undefined;
  const record: unknown = getNodeValue(root);
  const { path, isAtPropertyKey } = getLocation(text, offset);
  if (!isObject(record)) return undefined;
  const valueNode = isAtPropertyKey ? node.parent?.children?.[1] : node;
  return {
    record,
    path: path.map(String),
    value: valueNode && getNodeValue(valueNode),
    onValue: !isAtPropertyKey,
    start: node.offset,
    end: node.offset + node.length,
  };
}

function isToken({ type }: Node): boolean {
  return type !== 'object' && type !== 'array' && type !== 'property';
}
