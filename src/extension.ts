import * as vscode from 'vscode';
import { start } from './features/start';
import { startNodeWorker } from './platform/startWorker.node';

/** The desktop and remote hosts' entry. */
export function activate(context: vscode.ExtensionContext): void {
  start(context, () => startNodeWorker(vscode.Uri.joinPath(context.extensionUri, 'dist/worker.js').fsPath));
}
