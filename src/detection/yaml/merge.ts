import { DOCUMENT_KINDS } from '../rule/documentKinds';
import { child, textOf, type MapEntry, type MapNode } from './tree';

/** Two documents as one: the second's keys win, maps under the same key are joined in turn. */
function mergeMaps(base: MapNode, over: MapNode): MapNode {
  const entries = new Map<string, MapEntry>(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const below = entries.get(entry.key);
    const value =
      below?.value.kind === 'map' && entry.value.kind === 'map' ? mergeMaps(below.value, entry.value) : entry.value;
    entries.set(entry.key, { ...entry, value });
  }
  return { ...over, entries: [...entries.values()] };
}

/** What documents may start from, and by what its contents are known. */
interface Base {
  readonly root: MapNode;
  readonly key: () => string;
}

/** A document as it counts: `base` says what was lent to it, the same for the same contents; empty for nothing. */
export interface ResolvedDocument {
  readonly root: MapNode;
  readonly base: string;
}

/** Stands for a base that cannot be read, so that nothing may start from it. */
const unreadable = Symbol('unreadable');

/**
 * The collections of Sigma 1 that public folders still hold: a document with `action: global` lends its keys to all
 * after it in the file, `action: reset` ends that, `action: repeat` starts from the document before it.
 */
export class Collection {
  private global: Base | typeof unreadable | undefined;
  private previous: Base | typeof unreadable | undefined;

  /** @param contents shared by all files: numbers for what was lent */
  constructor(private readonly contents: Map<string, number>) {}

  /**
   * The document as it counts; undefined when it is only there for others, a text when it has to be rejected.
   * @param text as it is written
   */
  resolve(root: MapNode, text: string): ResolvedDocument | string | undefined {
    const action = actionOf(root);
    const own: MapNode = ['global', 'repeat'].includes(action ?? '')
      ? { ...root, entries: root.entries.filter((entry) => entry.key !== 'action') }
      : root;
    if (action === 'global') return this.lend(own, text);
    if (action === 'reset') {
      this.global = undefined;
      return isRule(root)
        ? 'A document with "action: reset" only ends what a global one lent; its rule is not run.'
        : undefined;
    }
    const base = action === 'repeat' ? this.previous : this.global;
    if (base === unreadable || (base === undefined && action === 'repeat')) {
      this.previous = unreadable;
      if (base === undefined) return 'There is no document before this one that it could repeat.';
      return action === 'repeat'
        ? 'The document before this one, which it repeats, was rejected.'
        : 'The document with "action: global", from which this one starts, was rejected.';
    }
    const merged = base === undefined ? own : mergeMaps(base.root, own);
    const key = base?.key() ?? '';
    this.previous = { root: merged, key: () => this.keyOf(key, text) };
    return { root: merged, base: key };
  }

  /** A document that cannot be read, as far as its action is known, and what would start from it. */
  refuse(action: string | undefined): void {
    if (action === 'global') this.global = unreadable;
    else if (action === 'reset') this.global = undefined;
    else this.previous = unreadable;
  }

  private lend(own: MapNode, text: string): undefined {
    if (this.global === unreadable) return;
    const key = this.keyOf(this.global?.key() ?? '', text);
    this.global = { root: this.global === undefined ? own : mergeMaps(this.global.root, own), key: () => key };
  }

  private keyOf(base: string, text: string): string {
    const contents = `${base}\n${text}`;
    const number = this.contents.get(contents) ?? this.contents.size + 1;
    this.contents.set(contents, number);
    return String(number);
  }
}

/** Whether a document would be a rule, but only lends to others. */
export function isLentRule(root: MapNode): boolean {
  return actionOf(root) === 'global' && isRule(root);
}

function isRule(root: MapNode): boolean {
  return DOCUMENT_KINDS.some((key) => child(root, key) !== undefined);
}

function actionOf(root: MapNode): string | undefined {
  return textOf(child(root, 'action'))?.toLowerCase();
}
