import * as vscode from 'vscode';
import type { LazyModules } from './lazyModules';

/** For browser hosts: `extensionUri` is where the extension is installed. */
export function lazyModulesFrom(extensionUri: vscode.Uri): LazyModules {
  const load = async (name: string): Promise<unknown> => {
    const file = vscode.Uri.joinPath(extensionUri, 'dist/web', name);
    const code = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const own = { exports: {} };
    // such a host lets an extension require nothing of its own; this is how it runs the extension itself
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    (new Function('module', code) as (module: typeof own) => void)(own);
    return own.exports;
  };
  return {
    reference: () => load('reference.js') as ReturnType<LazyModules['reference']>,
    ruleLanguage: () => load('ruleLanguage.js') as ReturnType<LazyModules['ruleLanguage']>,
  };
}
