import * as vscode from 'vscode';
import { lazyModulesFrom } from './features/importLazily.web';
import { start } from './features/start';
import { startWebWorker } from './platform/startWorker.web';

/** The browser host's entry (vscode.dev): the same start with a web worker. */
export function activate(context: vscode.ExtensionContext): void {
  const worker = vscode.Uri.joinPath(context.extensionUri, 'dist/web/worker.js').toString(true);
  start(context, () => startWebWorker(worker), lazyModulesFrom(context.extensionUri));
}
