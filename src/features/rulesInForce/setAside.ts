import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import { isObject } from '../../record/types';
import { valueAt } from '../settingValue';

/** The settings that count only in a trusted workspace, as package.json names them: restrictedConfigurations. */
export const RESTRICTED_SETTINGS: readonly string[] = [
  'cloudtrail.ipDatabases',
  'cloudtrail.accounts',
  'cloudtrail.detection.bundled',
  'cloudtrail.detection.rules',
  'cloudtrail.detection.level',
];

/** Where a folder keeps its settings. */
export const SETTINGS_PATH = '.vscode/settings.json';

/** More than this nobody writes by hand, and it is read each time the rules are. */
const MAX_BYTES = 1 << 20;

/**
 * What an untrusted workspace sets of these, by name. VS Code does not tell: its own answer is as if the workspace said
 * nothing. None in a trusted one, where all of it counts.
 */
export async function settingsSetAside(): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  if (vscode.workspace.isTrusted) return found;
  const settings = await workspaceSettings();
  for (const name of RESTRICTED_SETTINGS) {
    const value = valueAt(settings, name);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}

/** The settings of a workspace file, or of the only folder: those of several folders count for none of these. */
async function workspaceSettings(): Promise<unknown> {
  const { workspaceFile, workspaceFolders: [folder] = [] } = vscode.workspace;
  if (workspaceFile !== undefined) {
    const file = await read(workspaceFile);
    return isObject(file) ? file['settings'] : undefined;
  }
  return folder && settingsIn(folder);
}

/** Settings of one folder of a workspace. */
export interface SettingsOfFolder {
  readonly folder: string;
  readonly names: readonly string[];
}

/**
 * What single folders of a workspace set of these to no effect: they are the window's, and where a workspace may have
 * several folders VS Code takes such settings from the workspace itself.
 */
export async function settingsOfFolders(): Promise<SettingsOfFolder[]> {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  if (workspaceFile === undefined) return [];
  const inForce = vscode.workspace.getConfiguration();
  const all = workspaceFolders.map(async (folder) => {
    const settings = await settingsIn(folder);
    const isOther = (name: string): boolean => {
      const value = valueAt(settings, name);
      return value !== undefined && JSON.stringify(value) !== JSON.stringify(inForce.get(name));
    };
    return { folder: folder.name, names: RESTRICTED_SETTINGS.filter(isOther) };
  });
  return (await Promise.all(all)).filter(({ names }) => names.length > 0);
}

function settingsIn({ uri }: vscode.WorkspaceFolder): Promise<unknown> {
  return read(vscode.Uri.joinPath(uri, SETTINGS_PATH));
}

async function read(uri: vscode.Uri): Promise<unknown> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > MAX_BYTES ? undefined : parse(new TextDecoder().decode(bytes));
  } catch {
    // there is none, or it is nested deeper than anything can read
    return undefined;
  }
}
