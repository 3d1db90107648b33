import * as vscode from 'vscode';
import { type AddressDatabase, openDatabase } from '../../reference/addresses/database';

/** The largest database that is read: MaxMind's own have less than 150 MB. */
const MAX_BYTES = 512 * 2 ** 20;

/** What the person's own databases say of an address, in one line of plain text. */
export type DescribeAddress = (address: string) => string | undefined;

/**
 * Reads the address databases that the person named (setting `cloudtrail.ipDatabases`) when they are first asked for, and
 * again when the setting changes. The answer waits until they are read.
 */
export function register(context: vscode.ExtensionContext): () => Promise<DescribeAddress> {
  let databases: Promise<readonly AddressDatabase[]> | undefined;
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('cloudtrail.ipDatabases')) databases = undefined;
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => (databases = undefined)),
  );
  return async () => {
    databases ??= openAll();
    const opened = await databases;
    return (address) => {
      const said = opened.flatMap((database) => database(address) ?? []);
      return said.length === 0 ? undefined : said.join(' · ');
    };
  };
}

async function openAll(): Promise<readonly AddressDatabase[]> {
  const paths = vscode.workspace.getConfiguration('cloudtrail').get<readonly unknown[]>('ipDatabases') ?? [];
  const named = Array.isArray(paths) ? paths.filter((path): path is string => typeof path === 'string') : [];
  return (await Promise.all(named.map(open))).flat();
}

async function open(path: string): Promise<AddressDatabase[]> {
  const uri = /^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? vscode.Uri.parse(path, true) : vscode.Uri.file(path);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES) throw new Error(vscode.l10n.t('it is larger than 512 MB'));
    return [await openDatabase(await vscode.workspace.fs.readFile(uri))];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showWarningMessage(vscode.l10n.t('The address database {0} cannot be used: {1}', path, reason));
    return [];
  }
}
