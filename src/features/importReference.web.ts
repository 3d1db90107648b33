import * as vscode from 'vscode';
import type { ImportReference } from './lazyReference';

/** For browser hosts: `extensionUri` is where the extension is installed. */
export function importReferenceFrom(extensionUri: vscode.Uri): ImportReference {
  return async () => {
    const file = vscode.Uri.joinPath(extensionUri, 'dist/web/reference.js');
    const code = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const own = { exports: {} };
    // such a host lets an extension require nothing of its own; this is how it runs the extension itself
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    (new Function('module', code) as (module: typeof own) => void)(own);
    return own.exports as Awaited<ReturnType<ImportReference>>;
  };
}
