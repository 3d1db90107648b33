import * as vscode from 'vscode';
import type { CaseWorker, OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import { READABLE_SCHEME } from '../shared';
import { Beginnings } from './beginnings';
import { registerExcerpts } from './excerpts';
import { ReadableFileSystem } from './fileSystem';
import { HandOverEditor } from './handOver';
import { LargeLogs } from './largeLogs';
import { LogNames } from './logNames';
import { LogOpener } from './opener';
import { RawFiles } from './rawFiles';

/** Readable views: their file system, the editor that hands compressed logs over to them, and the ways to and from the raw file. */
export function register(
  context: vscode.ExtensionContext,
  logs: OpenLogs,
  openCase: OpenCase,
  worker: CaseWorker,
): void {
  const large = new LargeLogs(logs, openCase, worker);
  const files = new ReadableFileSystem(logs);
  const beginnings = new Beginnings(logs, files);
  const opener = new LogOpener(logs, large, beginnings);
  const raw = new RawFiles(logs, opener, beginnings, new LogNames(context.extension.packageJSON));
  const editor = new HandOverEditor(opener);
  const active = (): vscode.Uri | undefined => opener.activeUri();
  const command = (id: string, run: (uri: vscode.Uri | undefined) => Promise<unknown>) =>
    vscode.commands.registerCommand(`cloudtrail.${id}`, (uri?: unknown) =>
      run(uri instanceof vscode.Uri ? uri : active()),
    );
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider(READABLE_SCHEME, files, {
      isReadonly: new vscode.MarkdownString(
        vscode.l10n.t('This is a readable view of the log. The file itself is not changed.'),
      ),
      isCaseSensitive: true,
    }),
    vscode.window.registerCustomEditorProvider('cloudtrail.readableLog', editor),
    vscode.window.registerCustomEditorProvider('cloudtrail.readableGzip', editor),
    vscode.commands.registerCommand('cloudtrail.inspect', (uri?: unknown, record?: unknown, options?: unknown) => {
      const source = uri instanceof vscode.Uri ? uri : active();
      // menus hand over other things than a record
      return typeof record === 'number'
        ? opener.inspect(source, record, options as vscode.TextDocumentShowOptions | undefined)
        : opener.inspect(source);
    }),
    command('openRaw', (uri) => raw.openRaw(uri)),
    command('openReadable', (uri) => raw.openReadable(uri)),
    command('openLog', () => opener.choose()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('cloudtrail.maximumInflatedSize')) files.refresh();
    }),
    vscode.window.onDidChangeActiveTextEditor((shown) => raw.shown(shown)),
    vscode.workspace.onDidOpenTextDocument(() => raw.shown(vscode.window.activeTextEditor)),
    vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
      for (const tab of opened) void raw.appeared(tab);
      raw.forgetChoices(closed);
      large.closed(closed);
      // the tab of the active editor may be known later than the editor
      raw.shown(vscode.window.activeTextEditor);
    }),
  );
  registerExcerpts(context, logs, large, openCase);
  raw.shown(vscode.window.activeTextEditor);
}
