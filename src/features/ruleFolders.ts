import * as vscode from 'vscode';
import { type RulePlace, rulePlace } from '../case/rulePattern';
import type { RuleSource } from '../detection';

const MAX_FILES = 5000;

/** What stands at the entries of the setting `cloudtrail.detection.rules`. */
export interface OwnRules {
  readonly sources: readonly RuleSource[];
  /** Entries at which there is no rule file. */
  readonly empty: readonly string[];
}

/** The entries of the setting. */
export function ruleEntries(): string[] {
  const set = vscode.workspace.getConfiguration('cloudtrail').get<readonly unknown[]>('detection.rules') ?? [];
  return set.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
}

/** Reads the rules at all entries; a file that several of them name is read once. */
export async function ownRules(): Promise<OwnRules> {
  const found = new Map<string, vscode.Uri>();
  const empty: string[] = [];
  for (const entry of ruleEntries()) {
    const uris = await filesAt(rulePlace(entry));
    if (uris.length === 0) empty.push(entry);
    for (const uri of uris) found.set(uri.toString(), uri);
  }
  const texts = await Promise.all([...found].map(async ([path, uri]) => ({ path, text: await readText(uri) })));
  const sources = texts.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  return { sources: sources.sort((a, b) => (a.path < b.path ? -1 : 1)), empty };
}

/** The folders that rules are in beyond the window's own, where its watcher sees nothing. */
export function foldersOutside(): vscode.RelativePattern[] {
  return ruleEntries()
    .map(rulePlace)
    .flatMap((place) => patternsOf(place))
    .filter(({ baseUri }) => vscode.workspace.getWorkspaceFolder(baseUri) === undefined);
}

/** The text of a file; undefined when it cannot be read. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

async function filesAt(place: RulePlace): Promise<vscode.Uri[]> {
  const found = await Promise.all(
    patternsOf(place).map((pattern) =>
      // a folder that is not there is an empty one: the other rules hold all the same
      Promise.resolve(vscode.workspace.findFiles(pattern, null, MAX_FILES)).catch(() => []),
    ),
  );
  return found.flat().filter(({ path }) => /\.ya?ml$/i.test(path));
}

function patternsOf({ base, isAbsolute, glob }: RulePlace): vscode.RelativePattern[] {
  const bases = isAbsolute
    ? [toUri(base)]
    : (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => (base === '' ? uri : vscode.Uri.joinPath(uri, base)));
  return bases.map((uri) => new vscode.RelativePattern(uri, glob));
}

function toUri(path: string): vscode.Uri {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? vscode.Uri.parse(path, true) : vscode.Uri.file(path);
}
