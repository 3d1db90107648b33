import * as vscode from 'vscode';
import { type AddressDatabase, openDatabase } from './database';

/** The largest database that is read: MaxMind's own have less than 150 MB. */
const MAX_BYTES = 512 * 2 ** 20;

/**
 * Reads the address databases that the person named (setting `cloudtrail.ipDatabases`), when the first address is
 * looked up and again when the setting changes. Answers what they say of an address, in one line; undefined while they
 * are being read.
 */
export function register(context: vscode.ExtensionContext): (address: string) => string | undefined {
  let databases: AddressDatabase[] | undefined;
  const read = async (): Promise<void> => {
    const opened: AddressDatabase[] = (databases = []);
    for (const path of vscode.workspace.getConfiguration('cloudtrail').get<readonly unknown[]>('ipDatabases') ?? []) {
      if (typeof path === 'string') opened.push(...(await open(path)));
    }
  };
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('cloudtrail.ipDatabases')) databases = undefined;
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => (databases = undefined)),
  );
  return (address) => {
    if (databases === undefined) void read();
    const said = (databases ?? []).flatMap((database) => database(address) ?? []);
    return said.length === 0 ? undefined : said.join(' · ');
  };
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
