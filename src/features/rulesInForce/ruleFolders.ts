import * as vscode from 'vscode';
import { ANY_RULE, literalPattern, type RulePlace, rulePlace } from '../../case/rules/rulePattern';
import { NO_RULE_TEXT, ruleTextOf } from '../../case/rules/ruleText';
import type { RuleSource } from '../../detection';
import { isNothing, unreachableBelow, unread } from './deadLinks';
import { restrictedSetting } from '../restrictedSettings';

const MAX_FILES = 5000;

/** What stands at the entries of the setting `cloudtrail.detection.rules`. */
export interface OwnRules {
  readonly sources: readonly RuleSource[];
  /** Entries at which there is no rule file. */
  readonly empty: readonly string[];
}

/** The entries of the setting. */
export function ruleEntries(): string[] {
  return entriesOf(restrictedSetting('detection.rules'));
}

/** The entries of a value of the setting, whatever somebody wrote there; `~` is the home folder, where there is one. */
export function entriesOf(set: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(set) ? set : [];
  const entries = all.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  // a browser has no such thing
  const { platform, env } = typeof process === 'undefined' ? {} : process;
  const home = platform === 'win32' ? env?.['USERPROFILE']?.replaceAll('\\', '/') : env?.['HOME'];
  if (home === undefined) return entries;
  return entries.map((entry) => entry.replace(/^\s*~(?=[/\\]|$)/, () => literalPattern(home, false)));
}

/** Whether an entry of the setting names a rule file. */
export async function isNamed(uri: vscode.Uri): Promise<boolean> {
  const found = await Promise.all(ruleEntries().map((entry) => filesAt(rulePlace(entry))));
  return found.flat().some((one) => one.toString() === uri.toString());
}

/** The folders all of whose rules the setting names. */
export function ruleFoldersNamed(): vscode.Uri[] {
  return patternsNamed()
    .filter(({ pattern }) => pattern === ANY_RULE)
    .map(({ baseUri }) => baseUri);
}

/** An entry to be added to the setting. */
export interface RuleTarget {
  readonly entry: string;
  /** It goes into the workspace's settings, not into the person's own. */
  readonly isOfWorkspace: boolean;
}

/** The entry that names a file, or all rules of a folder, and where it belongs: beside those that there are. */
export function targetOf(uri: vscode.Uri, isFolder: boolean): RuleTarget {
  const set = vscode.workspace.getConfiguration('cloudtrail').inspect<readonly string[]>('detection.rules');
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const mayWrite = folder !== undefined && vscode.workspace.isTrusted;
  // where a workspace says something, what the person says counts no more
  const isOfWorkspace = mayWrite && (set?.workspaceValue !== undefined || !set?.globalValue?.length);
  // a relative one is looked for in every folder
  const isRelative = isOfWorkspace && vscode.workspace.workspaceFolders?.length === 1;
  const whole = uri.scheme === 'file' ? uri.fsPath.replaceAll('\\', '/') : uri.toString(true);
  const path = isRelative ? vscode.workspace.asRelativePath(uri, false) : whole;
  const isAll = isRelative && folder?.uri.toString() === uri.toString();
  return { entry: literalPattern(isAll ? '.' : path, isFolder), isOfWorkspace };
}

/** Adds an entry to the setting. */
export async function nameRules({ entry, isOfWorkspace }: RuleTarget): Promise<void> {
  const target = isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  const settings = vscode.workspace.getConfiguration('cloudtrail');
  const set = settings.inspect<readonly string[]>('detection.rules');
  const before = (isOfWorkspace ? set?.workspaceValue : set?.globalValue) ?? [];
  await settings.update('detection.rules', [...before, entry], target);
}

/** Reads the rules at all entries; a file that several of them name is read once. */
export async function ownRules(): Promise<OwnRules> {
  const found = new Map<string, vscode.Uri>();
  const unreachable = new Map<string, RuleSource>();
  const empty: string[] = [];
  for (const entry of ruleEntries()) {
    const place = rulePlace(entry);
    const [uris, missed] = await Promise.all([filesAt(place), missedAt(place)]);
    if (uris.length === 0) empty.push(entry);
    for (const uri of uris) found.set(uri.toString(), uri);
    for (const one of missed) unreachable.set(one.path, one);
  }
  const files = await Promise.all([...found.values()].map(readRuleFile));
  const sources = [...files.filter((file) => file !== undefined), ...unreachable.values()];
  return { sources: sources.sort((a, b) => (a.path < b.path ? -1 : 1)), empty };
}

/** The folders that rules are in beyond the window's own, where its watcher sees nothing. */
export function foldersOutside(): vscode.RelativePattern[] {
  return patternsNamed().filter(({ baseUri }) => vscode.workspace.getWorkspaceFolder(baseUri) === undefined);
}

/** Whether a folder may have rules in it: it lies where some are looked for, has such a place in it, or has exceptions. */
export function mayHoldRules(folder: vscode.Uri): boolean {
  const bases = patternsNamed().map(({ baseUri }) => `${baseUri.toString()}/`);
  const own = `${folder.toString()}/`;
  return own.endsWith('/.cloudtrail/') || bases.some((base) => own.startsWith(base) || base.startsWith(own));
}

/** A rule file as the engine is to load it; undefined when there is none. */
export async function readRuleFile(uri: vscode.Uri): Promise<RuleSource | undefined> {
  const path = uri.toString();
  try {
    const text = ruleTextOf(await vscode.workspace.fs.readFile(uri));
    return text === undefined ? { path, text: '', failure: NO_RULE_TEXT } : { path, text };
  } catch (error) {
    return isNothing(error) ? undefined : unread(uri, error, 'file');
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

/** File systems of machines, which have links; those of services have none, and are slow to look through. */
const WITH_LINKS = new Set(['file', 'vscode-remote']);

/** What whoever names a folder of rules does not get of it. */
async function missedAt(place: RulePlace): Promise<RuleSource[]> {
  const bases = place.glob === ANY_RULE ? patternsOf(place).map(({ baseUri }) => baseUri) : [];
  const folders = bases.filter(({ scheme }) => WITH_LINKS.has(scheme));
  return (await Promise.all(folders.map(unreachableBelow))).flat();
}

/** Where the entries of the setting look for rules. */
function patternsNamed(): vscode.RelativePattern[] {
  return patternsFor(ruleEntries());
}

/** Where such entries look for rules. */
export function patternsFor(entries: readonly string[]): vscode.RelativePattern[] {
  return entries.map(rulePlace).flatMap(patternsOf);
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
