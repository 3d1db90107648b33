import { child, textOf, type MapEntry, type MapNode } from './tree';

/** Two documents as one: the second's keys win, maps under the same key are joined in turn. */
export function mergeMaps(base: MapNode, over: MapNode): MapNode {
  const entries = new Map<string, MapEntry>(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const below = entries.get(entry.key);
    const value =
      below?.value.kind === 'map' && entry.value.kind === 'map' ? mergeMaps(below.value, entry.value) : entry.value;
    entries.set(entry.key, { ...entry, value });
  }
  return { ...over, entries: [...entries.values()] };
}

/**
 * The collections of Sigma 1 that public folders still hold: a document with `action: global` lends its keys to all
 * after it in the file, `action: reset` ends that, `action: repeat` starts from the document before it.
 */
export class Collection {
  private global: MapNode | undefined;
  private previous: MapNode | undefined;

  /** The document as it counts; undefined when it is only there for others. */
  resolve(root: MapNode): MapNode | undefined {
    const action = textOf(child(root, 'action'))?.toLowerCase();
    const own: MapNode = ['global', 'repeat'].includes(action ?? '')
      ? { ...root, entries: root.entries.filter((entry) => entry.key !== 'action') }
      : root;
    if (action === 'global') {
      this.global = this.global === undefined ? own : mergeMaps(this.global, own);
      return undefined;
    }
    if (action === 'reset') {
      this.global = undefined;
      return undefined;
    }
    const base = action === 'repeat' ? this.previous : this.global;
    const merged = base === undefined ? own : mergeMaps(base, own);
    this.previous = merged;
    return merged;
  }
}
