import * as vscode from 'vscode';
import { lazyModules } from './features/importLazily';
import { start } from './features/start';
import { startNodeWorker } from './platform/startWorker.node';

/** The desktop and remote hosts' entry. */
export function activate(context: vscode.ExtensionContext): void {
  const worker = vscode.Uri.joinPath(context.extensionUri, 'dist/worker.js').fsPath;
  start(context, () => startNodeWorker(worker), lazyModules);
}
