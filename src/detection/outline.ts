import { LineMap, type Span } from './problem';
import { withoutArrayMarks } from '../record/arrayMarks';
import { isSelection, type LogicKind } from './rule/names';
import { readDocuments, type RuleDocuments } from './yaml/read';
import { child, entry, nodesIn, partSpan, textOf, type MapEntry, type MapNode, type TreeNode } from './yaml/tree';

/** A stretch of a rule file: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface Stretch {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A part of a rule's text and where it stands. */
export interface WrittenText {
  readonly text: string;
  readonly at: Stretch;
}

/** A field that a rule file names. */
export interface WrittenField {
  /** The dotted path. */
  readonly field: string;
  readonly at: Stretch;
  /** What it is named for: to compare its value, to group or count by, or only to be shown with a finding. */
  readonly use: 'match' | 'group' | 'show';
  readonly modifiers: readonly WrittenText[];
  /** The values it is compared with, null left out. */
  readonly values: readonly WrittenText[];
  /** The first plain eventSource and eventName that the same map asks for. */
  readonly eventSource: string | undefined;
  readonly eventName: string | undefined;
}

/** One document of a rule file. */
export interface WrittenRule {
  readonly kind: 'rule' | 'correlation' | 'filter';
  /** The line, from 1, of its title, or else of its start, as loaded rules have it. */
  readonly line: number;
  readonly fields: readonly WrittenField[];
}

/**
 * What stands where in a rule file, whether or not its rules can be used. Documents that are no YAML are left out.
 * Never throws.
 * @param read what the text was read as, where it was
 */
export function outlineRules(text: string, read: RuleDocuments = readDocuments('', text)): WrittenRule[] {
  const { documents } = read;
  const outliner = new Outliner(text);
  return documents.flatMap(({ root }) => (root?.kind === 'map' ? (outliner.document(root) ?? []) : []));
}

class Outliner {
  private readonly lines: LineMap;

  constructor(private readonly text: string) {
    this.lines = new LineMap(text);
  }

  document(root: MapNode): WrittenRule | undefined {
    const kind = (['correlation', 'filter', 'detection'] as const).find((key) => child(root, key) !== undefined);
    if (kind === undefined) return undefined;
    const node = child(root, kind);
    const parts = node?.kind === 'map' ? node : undefined;
    const shown = this.named(child(root, 'fields'), 'show');
    const own =
      parts === undefined ? [] : kind === 'correlation' ? this.correlation(parts) : this.selections(parts, kind);
    const { line } = this.lines.position(entry(root, 'title')?.keySpan.start ?? root.start);
    return { kind: kind === 'detection' ? 'rule' : kind, line, fields: [...own, ...shown] };
  }

  private selections(node: MapNode, kind: LogicKind): WrittenField[] {
    return node.entries.flatMap((each) => (isSelection(each, kind) ? this.selection(each.value) : []));
  }

  private selection(node: TreeNode): WrittenField[] {
    if (node.kind === 'list') return node.items.flatMap((item) => (item.kind === 'map' ? this.selection(item) : []));
    if (node.kind === 'scalar') return [];
    const pinned = { eventSource: pinnedText(node, 'eventSource'), eventName: pinnedText(node, 'eventName') };
    return node.entries.flatMap((item) => this.item(item, pinned));
  }

  private item({ key, keySpan, value }: MapEntry, pinned: Pinned): WrittenField[] {
    const parts: WrittenText[] = [];
    let at = 0;
    for (const part of key.split('|')) {
      parts.push({ text: part, at: this.stretch(partSpan(this.text, keySpan, key, at, at + part.length)) });
      at += part.length + 1;
    }
    const [field, ...modifiers] = parts;
    if (field === undefined || field.text.trim() === '') return [];
    const nodes = nodesIn(value);
    const values = nodes.flatMap((node) => this.scalar(node) ?? []);
    const own: WrittenField = {
      field: withoutArrayMarks(field.text.trim()),
      at: field.at,
      use: 'match',
      modifiers,
      values,
      ...pinned,
    };
    const refers = modifiers.some(({ text }) => text === 'fieldref');
    return refers ? [{ ...own, values: [] }, ...values.map((each) => bare(each, 'match'))] : [own];
  }

  private correlation(node: MapNode): WrittenField[] {
    const condition = child(node, 'condition');
    const aliases = child(node, 'aliases');
    const names = new Set(aliases?.kind === 'map' ? aliases.entries.map(({ key }) => key) : []);
    const aliased = aliases?.kind === 'map' ? aliases.entries.map(({ value }) => value) : [];
    const counted = [child(node, 'field'), condition?.kind === 'map' ? child(condition, 'field') : undefined];
    return [
      ...[child(node, 'group-by'), ...counted].flatMap((part) => this.named(part, 'group')),
      ...aliased.flatMap((map) =>
        map.kind === 'map' ? map.entries.flatMap(({ value }) => this.named(value, 'group')) : [],
      ),
    ].filter(({ field }) => !names.has(field));
  }

  /** A field's name, or a list of them. */
  private named(node: TreeNode | undefined, use: WrittenField['use']): WrittenField[] {
    const nodes = nodesIn(node);
    return nodes.flatMap((part) => {
      const written = this.scalar(part);
      return written === undefined || written.text === '' ? [] : [bare(written, use)];
    });
  }

  private scalar(node: TreeNode): WrittenText | undefined {
    const text = textOf(node);
    return text === undefined ? undefined : { text, at: this.stretch(node) };
  }

  private stretch({ start, end }: Span): Stretch {
    const from = this.lines.position(start);
    const to = this.lines.position(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }
}

type Pinned = Pick<WrittenField, 'eventSource' | 'eventName'>;

function bare({ text, at }: WrittenText, use: WrittenField['use']): WrittenField {
  return {
    field: withoutArrayMarks(text),
    at,
    use,
    modifiers: [],
    values: [],
    eventSource: undefined,
    eventName: undefined,
  };
}

function pinnedText(map: MapNode, key: string): string | undefined {
  const node = child(map, key);
  return textOf(node?.kind === 'list' ? node.items[0] : node);
}
