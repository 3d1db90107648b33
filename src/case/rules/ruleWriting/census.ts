import { type CloudTrailRecord, isObject } from '../../../record/types';

/** A field that events have. */
export interface FieldSeen {
  /** Dotted path; elements of arrays have the path of their array. */
  readonly path: string;
  /** In how many of the events that were looked at. */
  readonly count: number;
}

const MAX_DEPTH = 16;
/** Tags and policies make paths without end. */
const MAX_PATHS = 20_000;

/** Counts the paths of records: a tree with the names of all members that were seen. */
export class Census {
  private readonly root = new Node();
  private paths = 0;

  /** @param number tells records apart: an array's elements count once a record. */
  add(record: CloudTrailRecord, number: number): void {
    this.members(record, this.root, number, 0);
  }

  fields(): FieldSeen[] {
    const fields: FieldSeen[] = [];
    const visit = (node: Node, path: string): void => {
      for (const [name, child] of node.children) {
        const own = path === '' ? name : `${path}.${name}`;
        fields.push({ path: own, count: child.count });
        visit(child, own);
      }
    };
    visit(this.root, '');
    return fields.sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1));
  }

  private members(object: Readonly<Record<string, unknown>>, node: Node, number: number, depth: number): void {
    for (const name of Object.keys(object)) {
      let child = node.children.get(name);
      if (child === undefined) {
        if (this.paths >= MAX_PATHS) continue;
        this.paths++;
        node.children.set(name, (child = new Node()));
      }
      if (child.last !== number) child.count++;
      child.last = number;
      this.value(object[name], child, number, depth + 1);
    }
  }

  private value(value: unknown, node: Node, number: number, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) for (const element of value) this.value(element, node, number, depth + 1);
    else if (isObject(value)) this.members(value, node, number, depth);
  }
}

class Node {
  readonly children = new Map<string, Node>();
  count = 0;
  last = 0;
}
