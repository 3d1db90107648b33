import * as vscode from 'vscode';
import type { AddressDatabase } from '../../reference';
import type { ImportReference } from '../lazyModules';
import { noticeText } from '../shared';
import { errorText } from '../../case/errorText';
import { restrictedSetting } from '../restrictedSettings';

/** The largest database that is read: MaxMind's own have less than 150 MB. */
const MAX_BYTES = 512 * 2 ** 20;

/** What the person's own databases say of an address, in one line of plain text. */
export type DescribeAddress = (address: string) => string | undefined;

/** What is known of addresses beyond what they are by themselves. */
export interface Addresses {
  /** Waits until the databases are read. */
  readonly describe: () => Promise<DescribeAddress>;
  /** The networks that the person's copies of AWS's list name; none without one. */
  readonly awsNetworks: () => Promise<readonly string[]>;
  /** Other databases are named from now on. */
  readonly onDidChange: vscode.Event<void>;
}

/**
 * Reads the address databases that the person named (setting `cloudtrail.ipDatabases`) when they are first asked for, and
 * again when the setting changes.
 */
export function register(context: vscode.ExtensionContext, reference: ImportReference): Addresses {
  let databases: Promise<readonly AddressDatabase[]> | undefined;
  const changes = new vscode.EventEmitter<void>();
  const changed = (): void => {
    databases = undefined;
    changes.fire();
  };
  context.subscriptions.push(
    changes,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('cloudtrail.ipDatabases')) changed();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(changed),
  );
  return {
    describe: async () => {
      databases ??= openAll(reference);
      const opened = await databases;
      return (address) => {
        const said = opened.flatMap((database) => database(address) ?? []);
        return said.length === 0 ? undefined : said.join(' · ');
      };
    },
    awsNetworks: () => readAwsNetworks(reference),
    onDidChange: changes.event,
  };
}

/** Of the lists alone: MaxMind's databases are large, and rules do not ask them. One that cannot be read is told of by hovers. */
async function readAwsNetworks(reference: ImportReference): Promise<readonly string[]> {
  const lists = namedDatabases().filter((path) => /\.json$/i.test(path));
  const read = async (path: string): Promise<string[]> => {
    try {
      const uri = uriOf(path);
      const { size } = await vscode.workspace.fs.stat(uri);
      const { awsNetworks } = await reference();
      return size > MAX_BYTES ? [] : awsNetworks(await vscode.workspace.fs.readFile(uri));
    } catch {
      return [];
    }
  };
  return (await Promise.all(lists.map(read))).flat();
}

function namedDatabases(): string[] {
  const paths = restrictedSetting('ipDatabases');
  const all: readonly unknown[] = Array.isArray(paths) ? paths : [];
  return all.filter((path): path is string => typeof path === 'string');
}

function uriOf(path: string): vscode.Uri {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? vscode.Uri.parse(path, true) : vscode.Uri.file(path);
}

async function openAll(reference: ImportReference): Promise<readonly AddressDatabase[]> {
  return (await Promise.all(namedDatabases().map((path) => open(path, reference)))).flat();
}

async function open(path: string, reference: ImportReference): Promise<AddressDatabase[]> {
  const uri = uriOf(path);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES) throw new Error(vscode.l10n.t('it is larger than 512 MB'));
    const { openDatabase } = await reference();
    return [await openDatabase(await vscode.workspace.fs.readFile(uri))];
  } catch (error) {
    const reason = errorText(error);
    const message = vscode.l10n.t('The address database {0} cannot be used: {1}', path, reason);
    void vscode.window.showWarningMessage(noticeText(message));
    return [];
  }
}
