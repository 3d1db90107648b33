import * as vscode from 'vscode';
import type { NamedSource } from '../../case/cases';
import type { OpenCase } from '../../case/openCase';
import { type Bucket, bucketsOf } from '../../query/buckets';
import { countInWords } from '../counts';
import { fileName } from '../shared';

type Node =
  | { readonly kind: 'part'; readonly problems: boolean; readonly sources: readonly NamedSource[] }
  | { readonly kind: 'range'; readonly sources: readonly NamedSource[]; readonly bucket: Bucket }
  | { readonly kind: 'source'; readonly source: NamedSource };

/** The files of the case: first those that could not be read whole, with the reason; then the others. */
export class SourcesTree implements vscode.TreeDataProvider<Node> {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly openCase: OpenCase) {}

  refresh(): void {
    this.changes.fire();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      const sources = await this.openCase.sources();
      const broken = sources.filter(hasProblems);
      const whole = sources.filter((source) => !hasProblems(source));
      const parts: Node[] = [
        { kind: 'part', problems: true, sources: broken },
        { kind: 'part', problems: false, sources: whole },
      ];
      return parts.filter((part) => part.kind === 'part' && part.sources.length > 0);
    }
    if (node.kind === 'source') return [];
    return level(node.sources, node.kind === 'part' ? { start: 0, end: node.sources.length } : node.bucket);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'source') return sourceItem(node.source);
    const count = node.kind === 'part' ? node.sources.length : node.bucket.end - node.bucket.start;
    const item = new vscode.TreeItem(
      node.kind === 'range'
        ? `${nameOf(node.sources[node.bucket.start] as NamedSource)} …`
        : node.problems
          ? vscode.l10n.t('With problems')
          : vscode.l10n.t('Read whole'),
      node.kind === 'part' && node.problems
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.id =
      node.kind === 'part'
        ? `part ${node.problems}`
        : `range ${node.sources[0] !== undefined && !hasProblems(node.sources[0])} ${node.bucket.start} ${node.bucket.end}`;
    item.description = countInWords(count);
    return item;
  }
}

function level(sources: readonly NamedSource[], bucket: Bucket): Node[] {
  const buckets = bucketsOf(bucket);
  if (buckets.length > 0) return buckets.map((part) => ({ kind: 'range', sources, bucket: part }));
  return sources.slice(bucket.start, bucket.end).map((source) => ({ kind: 'source', source }));
}

function sourceItem(source: NamedSource): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(source), vscode.TreeItemCollapsibleState.None);
  const problem = source.problems.find(({ severity }) => severity !== 'info');
  const { containerName } = source;
  const events = vscode.l10n.t('{0} events', countInWords(source.events));
  item.id = source.uri;
  item.description = problem?.message ?? events;
  item.tooltip = [
    vscode.Uri.parse(source.uri).fsPath,
    `${containerName} · ${events}`,
    ...source.problems.map(({ message, line, column }) =>
      line === undefined ? message : `${message} (${line}:${column})`,
    ),
  ].join('\n');
  const failed = source.problems.some(({ severity }) => severity === 'error');
  item.iconPath = new vscode.ThemeIcon(
    failed ? 'error' : problem === undefined ? 'file' : 'warning',
    failed ? new vscode.ThemeColor('list.errorForeground') : problem && new vscode.ThemeColor('list.warningForeground'),
  );
  item.command = {
    command: 'cloudtrail.inspect',
    title: vscode.l10n.t('Open Log'),
    arguments: [vscode.Uri.parse(source.uri)],
  };
  return item;
}

/** A note on what such a file never has is no problem. */
function hasProblems({ problems }: NamedSource): boolean {
  return problems.some(({ severity }) => severity !== 'info');
}

function nameOf({ uri }: NamedSource): string {
  return fileName(vscode.Uri.parse(uri));
}
