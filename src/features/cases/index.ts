import * as vscode from 'vscode';
import type { OpenCase } from '../../case/openCase';
import { contextKey } from '../contextKey';
import { countInWords } from '../counts';
import { readableUri } from '../shared';
import { Arrivals, diskChangesInWords } from './arrivals';
import { folderName } from './folderName';
import { type CaseFolders, LastCase } from './lastCase';
import { Renewals } from './renewals';
import { type FileNode, fileOf, SourcesTree } from './sources';

/** Folders of logs as one case: opening, stopping, closing, and what was read of each file. */
export function register(context: vscode.ExtensionContext, openCase: OpenCase): void {
  const tree = new SourcesTree(openCase);
  const view = vscode.window.createTreeView('cloudtrail.sources', { treeDataProvider: tree });
  const setCase = contextKey('case');
  const last = new LastCase(context.workspaceState, openCase, context.extensionUri);
  const renewals = new Renewals(openCase);
  const arrivals = new Arrivals(openCase, renewals);
  const changed = (): void => {
    const state = openCase.state;
    const loading = state !== undefined && state.summary === undefined && state.failure === undefined;
    setCase(
      state === undefined ? undefined : loading ? 'loading' : state.summary?.stopped === true ? 'stopped' : 'read',
    );
    const problems = state?.summary?.withProblems ?? 0;
    view.badge = problems === 0 ? undefined : { value: problems, tooltip: problemsInWords(problems) };
    if (state?.progress === undefined) tree.refresh();
    last.changed();
  };
  const command = (name: string, run: (...args: unknown[]) => unknown) =>
    vscode.commands.registerCommand(`cloudtrail.${name}`, run);
  changed();
  context.subscriptions.push(
    view,
    openCase.onDidChange(changed),
    renewals,
    arrivals,
    arrivals.onDidChange(() => (view.message = diskChangesInWords(arrivals.current) || undefined)),
    command('openCase', (uri, chosen) => openFolders(openCase, uri, chosen)),
    command('reopenCase', () => last.folders && openRoots(openCase, last.folders)),
    command('stopCase', () => openCase.stop()),
    command('closeCase', () => openCase.close()),
    command('reloadCase', () => openCase.reopen()),
    // what was read is kept: only the rest of it is read now
    command('readOn', () => openCase.reopen()),
    command('openSourceRaw', (node) => isFileNode(node) && openRaw(node)),
    command('copySourcePath', (node) => isFileNode(node) && vscode.env.clipboard.writeText(fileOf(node).fsPath)),
  );
}

function problemsInWords(files: number): string {
  return files === 1
    ? vscode.l10n.t('1 file with problems')
    : vscode.l10n.t('{0} files with problems', countInWords(files));
}

function isFileNode(node: unknown): node is FileNode {
  return typeof node === 'object' && node !== null && 'file' in node;
}

/** The file itself, which is not laid out then. */
function openRaw(node: FileNode): Thenable<unknown> {
  return vscode.commands.executeCommand('cloudtrail.openRaw', readableUri(fileOf(node)));
}

/** From the explorer's menu with one or more folders chosen, or else asks for some. */
async function openFolders(openCase: OpenCase, uri: unknown, chosen: unknown): Promise<void> {
  const given = [...(Array.isArray(chosen) ? (chosen as unknown[]) : []), uri].filter(
    (one): one is vscode.Uri => one instanceof vscode.Uri,
  );
  const folders = new Map((given.length > 0 ? given : await askForFolders()).map((one) => [one.toString(), one]));
  const [first] = folders.values();
  if (first === undefined) return;
  const name = folderName(first);
  await openRoots(openCase, {
    roots: [...folders.keys()],
    name: folders.size === 1 ? name : vscode.l10n.t('{0} and {1} more', name, folders.size - 1),
  });
}

/** Opens folders as one case, with its progress in the view. */
async function openRoots(openCase: OpenCase, { roots, name }: CaseFolders): Promise<void> {
  void vscode.commands.executeCommand('cloudtrail.events.focus');
  await vscode.window.withProgress({ location: { viewId: 'cloudtrail.events' } }, () => openCase.open(roots, name));
}

/** What a person picks, beginning at the workspace's folder. */
async function askForFolders(): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    title: vscode.l10n.t('Open Folders of CloudTrail Logs as One Case'),
  });
  return picked ?? [];
}
