import * as vscode from 'vscode';
import { hasPackedName } from '../../case/logNames';
import type { NamedSource } from '../../case/namedSources';
import { hasProblems, isLacking } from '../../case/caseSummary';
import type { OpenCase } from '../../case/openCase';
import type { PassedOverFile } from '../../case/passedOver';
import { type Bucket, bucketsOf } from '../../query/buckets';
import type { SourceProblem } from '../../reading/problem';
import { countInWords } from '../counts';
import { eventsInWords } from '../eventTexts';
import { fileName, labelText, visibleText } from '../shared';

type PartName = 'broken' | 'stopped' | 'whole' | 'passedOver';
type File = NamedSource | PassedOverFile;

type Node =
  | { readonly kind: 'part'; readonly part: PartName; readonly files: readonly File[]; readonly count: number }
  | { readonly kind: 'range'; readonly part: PartName; readonly files: readonly File[]; readonly bucket: Bucket }
  | FileNode
  | { readonly kind: 'more'; readonly count: number };

/** A file of the case, or one in its folders that is not read. */
export interface FileNode {
  readonly kind: 'file';
  readonly file: File;
}

/**
 * The files of the case: first those that could not be read whole, with the reason; then those of which reading was
 * stopped; then the others; then those in its folders that are not read, as they seem to be no logs.
 */
export class SourcesTree implements vscode.TreeDataProvider<Node> {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly openCase: OpenCase) {}

  refresh(): void {
    this.changes.fire();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      const [sources, passedOver] = await Promise.all([this.openCase.sources(), this.openCase.passedOver()]);
      const broken = sources.filter(hasProblems);
      const others = sources.filter((source) => !hasProblems(source));
      const stopped = others.filter((source) => source.stopped === true);
      const whole = others.filter((source) => source.stopped !== true);
      const parts = [
        { kind: 'part', part: 'broken', files: broken, count: broken.length },
        { kind: 'part', part: 'stopped', files: stopped, count: stopped.length },
        { kind: 'part', part: 'whole', files: whole, count: whole.length },
        { kind: 'part', part: 'passedOver', ...passedOver },
      ] as const;
      return parts.filter(({ count }) => count > 0);
    }
    if (node.kind === 'range') return level(node.part, node.files, node.bucket);
    if (node.kind !== 'part') return [];
    const { part, files, count } = node;
    const more: Node[] = count > files.length ? [{ kind: 'more', count: count - files.length }] : [];
    return [...level(part, files, { start: 0, end: files.length }), ...more];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    switch (node.kind) {
      case 'file':
        return 'why' in node.file ? passedOverItem(node.file) : sourceItem(node.file);
      case 'more':
        return new vscode.TreeItem(vscode.l10n.t('{0} more, not named here', countInWords(node.count)), None);
      case 'part': {
        const item = new vscode.TreeItem(PARTS[node.part](), node.part === 'broken' ? Expanded : Collapsed);
        item.id = `part ${node.part}`;
        item.description = countInWords(node.count);
        return item;
      }
      case 'range': {
        const { start, end } = node.bucket;
        const [first, last] = [node.files[start], node.files[end - 1]].map((file) => nameOf(file as File));
        // names of logs differ far behind their beginning
        const numbers = vscode.l10n.t('{0} to {1}', countInWords(start + 1), countInWords(end));
        const item = new vscode.TreeItem(numbers, Collapsed);
        item.id = `range ${node.part} ${start} ${end}`;
        item.description = `${first} …`;
        item.tooltip = vscode.l10n.t('{0} to {1}', first ?? '', last ?? '');
        return item;
      }
    }
  }
}

const PARTS: Readonly<Record<PartName, () => string>> = {
  broken: () => vscode.l10n.t('With problems'),
  stopped: () => vscode.l10n.t('Reading was stopped'),
  whole: () => vscode.l10n.t('Read whole'),
  passedOver: () => vscode.l10n.t('Not read'),
};

function level(part: PartName, files: readonly File[], bucket: Bucket): Node[] {
  const buckets = bucketsOf(bucket);
  if (buckets.length > 0) return buckets.map((one) => ({ kind: 'range', part, files, bucket: one }));
  return files.slice(bucket.start, bucket.end).map((file) => ({ kind: 'file', file }));
}

/** A file that seems to be no log. It opens as one all the same: who knows better has only to click. */
function passedOverItem(file: PassedOverFile): vscode.TreeItem {
  const uri = vscode.Uri.parse(file.name);
  const item = new vscode.TreeItem(nameOf(file), vscode.TreeItemCollapsibleState.None);
  item.id = `not read ${file.name}`;
  item.description = file.why;
  const open = vscode.l10n.t('Click to open it as a log.');
  item.accessibilityInformation = { label: `${nameOf(file)}, ${file.why}` };
  item.tooltip = [visibleText(uri.fsPath), vscode.l10n.t('It is {0}: it was not read.', file.why), open].join('\n');
  item.iconPath = new vscode.ThemeIcon('circle-slash');
  item.contextValue = contextOf(file);
  item.command = openCommand(uri);
  return item;
}

function openCommand(uri: vscode.Uri): vscode.Command {
  return { command: 'cloudtrail.inspect', title: vscode.l10n.t('Open Log'), arguments: [uri] };
}

function sourceItem(source: NamedSource): vscode.TreeItem {
  const item = new vscode.TreeItem(nameOf(source), vscode.TreeItemCollapsibleState.None);
  const problem = source.problems.find(({ severity }) => severity !== 'info');
  const { containerName } = source;
  const events = eventsInWords(source.events);
  item.id = source.uri;
  item.description = problem?.message ?? (isLacking(source) ? vscode.l10n.t('{0}, may not be whole', events) : events);
  // the tooltip, which would be read out otherwise, begins with the whole path
  item.accessibilityInformation = { label: `${nameOf(source)}, ${item.description}` };
  item.tooltip = [
    visibleText(vscode.Uri.parse(source.uri).fsPath),
    `${containerName} · ${events}`,
    ...source.problems.map(problemInWords),
  ].join('\n');
  item.iconPath = iconOf(source);
  item.contextValue = contextOf(source);
  item.command = openCommand(vscode.Uri.parse(source.uri));
  return item;
}

function problemInWords({ message, line, column, byte }: SourceProblem): string {
  if (line === undefined || column === undefined) return message;
  const place = vscode.l10n.t('line {0}, column {1}', countInWords(line), countInWords(column));
  return byte === undefined
    ? `${message} (${place})`
    : `${message} (${vscode.l10n.t('{0}, byte {1}', place, countInWords(byte))})`;
}

function iconOf(source: NamedSource): vscode.ThemeIcon {
  if (!hasProblems(source)) return new vscode.ThemeIcon(source.stopped === true ? 'debug-pause' : 'file');
  const failed = source.problems.some(({ severity }) => severity === 'error');
  return failed
    ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
    : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
}

/** Where it lies. */
export function fileOf({ file }: FileNode): vscode.Uri {
  return vscode.Uri.parse(addressOf(file));
}

function addressOf(file: File): string {
  return 'why' in file ? file.name : file.uri;
}

/** What its menu is for: the bytes of a packed one are nothing to read. */
function contextOf(file: File): string {
  return hasPackedName(vscode.Uri.parse(addressOf(file)).path) ? 'zippedSource' : 'source';
}

function nameOf(file: File): string {
  return labelText(fileName(vscode.Uri.parse(addressOf(file))));
}
