import * as vscode from 'vscode';
import { Emitter } from '../case/emitter';
import type { Tables } from '../case/rules/bundledRules';
import type { RulesGiven } from '../case/rules/ruleBook';
import { today } from '../case/today';
import type { RuleSource } from '../detection';
import { foldersAround, watchFolders } from './folderMoves';
import { watchDay } from './newDay';
import {
  entriesOf,
  foldersOutside,
  mayHoldRules,
  ownRules,
  patternsFor,
  readRuleFile,
  ruleEntries,
} from './ruleFolders';
import { restrictedSetting } from './restrictedSettings';
import { settingsSetAside } from './setAside';

/** Where exceptions are kept in a workspace: Sigma filter documents that people review like code. */
export const EXCEPTIONS_PATH = '.cloudtrail/exceptions.yml';

/** Whether a rule comes from a file: not from the product or the window, which give no address, nor from a draft. */
export function isInFile(path: string): boolean {
  return /^(?!untitled:)[a-z][a-z0-9+.-]*:/i.test(path);
}

/** Whether a path, or an address, is that of a file of exceptions. */
export function isExceptionsFile(path: string): boolean {
  return path.endsWith(`/${EXCEPTIONS_PATH}`);
}
/** The code of a problem: an exception that left out nothing. */
export const UNUSED_EXCEPTION = 'unused-exception';
/** What decides which rules are in force; the lowest level that is shown does not. */
const SETTINGS = ['detection.bundled', 'detection.rules', 'accounts'];

const MAY_EXPIRE = /\bexpires\b/;

/** So many entries of a setting that is not read are looked at, and only those that a person may have written. */
const MAX_UNTRUSTED = 100;
const isSimple = (entry: string): boolean => entry.length <= 200 && entry.split('*').length <= 8;

/** What changes so soon after another is one change. */
const GATHER_MILLISECONDS = 20;

/** The rules in force besides the bundled ones: the person's own, and the workspace's exceptions. */
export class RuleFiles implements vscode.Disposable {
  private readonly changes = new Emitter<void>();
  /** Rules, exceptions or settings about them changed. */
  readonly onDidChange = this.changes.event;
  private readonly parts: vscode.Disposable[] = [];
  /** Watchers of folders beyond the window's own. */
  private outside: vscode.Disposable[] = [];
  /** Exceptions of a window without a workspace, kept until it closes. */
  private unsaved = '';
  private setAside = false;
  private unreadSettings: readonly string[] = [];
  /** Where only settings look for rules that are not read. */
  private untrusted: readonly vscode.RelativePattern[] = [];
  private empty: readonly string[] = [];
  private none = false;
  /** Those in which there are rules or exceptions in force, directly or deeper. */
  private folders: ReadonlySet<string> = new Set();
  /** The day for which rules were given that expire; undefined where none does. */
  private day: string | undefined;
  private telling: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const changed = (uri: vscode.Uri): void => {
      if (uri.path.endsWith(EXCEPTIONS_PATH) || ruleEntries().length > 0) this.tellSoon();
    };
    this.parts.push(
      watch('**/*.{yml,yaml}', changed),
      this.watchFolders('**'),
      // the watchers are told of it too, but later
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (/\.ya?ml$/i.test(uri.path)) changed(uri);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('cloudtrail.detection.rules')) this.watchOutside(changed);
        if (SETTINGS.some((setting) => change.affectsConfiguration(`cloudtrail.${setting}`))) this.changes.fire();
      }),
      watchDay(() => {
        if (this.day === undefined || this.day === today()) return;
        this.day = undefined;
        this.changes.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.changes.fire()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.watchOutside(changed);
        this.changes.fire();
      }),
    );
    this.watchOutside(changed);
  }

  /** Whether the workspace has exceptions that are not applied, because it is not trusted. */
  get areSetAside(): boolean {
    return this.setAside;
  }

  /** The settings of the workspace that are not read, because it is not trusted. */
  get settingsSetAside(): readonly string[] {
    return this.unreadSettings;
  }

  /** Whether a document of rules would be in force if the workspace was trusted, whose settings name it. */
  waitsForTrust(document: vscode.TextDocument): boolean {
    // nothing is searched: who is not trusted might name the whole disk
    return this.untrusted.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
  }

  /** There is no rule at all: the bundled ones are switched off, and no others are there. */
  get areNone(): boolean {
    return this.none;
  }

  /** Entries of the setting for one's own rules at which there is no rule. */
  get withoutRules(): readonly string[] {
    return this.empty;
  }

  /** Exceptions that no file holds. */
  get unsavedExceptions(): string {
    return this.unsaved;
  }

  set unsavedExceptions(text: string) {
    this.unsaved = text;
    this.changes.fire();
  }

  /** To be called by who has just changed a rule or an exception. */
  reload(): void {
    this.changes.fire();
  }

  /**
   * Everything that the engine is to load.
   * @param bundled the product's own rules, as JSON.
   * @param tables what `|expand` may name besides the accounts.
   */
  async given(bundled: Uint8Array, tables: Tables): Promise<RulesGiven> {
    const sources: RuleSource[] = [];
    const own = await ownRules();
    this.empty = own.empty;
    const restricted = await settingsSetAside();
    this.unreadSettings = [...restricted.keys()];
    this.untrusted = patternsFor(
      entriesOf(restricted.get('cloudtrail.detection.rules')).filter(isSimple).slice(0, MAX_UNTRUSTED),
    );
    // exceptions are read below, if they are to be trusted
    sources.push(...own.sources.filter(({ path }) => !isExceptionsFile(path)));
    const isBundled = restrictedSetting('detection.bundled') !== false;
    this.none = !isBundled && sources.length === 0;
    const exceptions = await workspaceExceptions();
    // a folder of unknown origin could hide what was done with its logs
    this.setAside = exceptions.length > 0 && !vscode.workspace.isTrusted;
    if (!this.setAside) sources.push(...exceptions);
    this.folders = foldersAround(sources.map(({ path }) => path));
    if (this.unsaved !== '') sources.push({ path: 'untitled:exceptions', text: this.unsaved });
    const now = today();
    this.day = sources.some(({ text }) => MAY_EXPIRE.test(text)) ? now : undefined;
    return {
      bundled,
      isBundledOff: !isBundled,
      sources,
      placeholders: { ...tables, accounts: Object.keys(restrictedSetting('accounts') ?? {}) },
      today: now,
    };
  }

  dispose(): void {
    clearTimeout(this.telling);
    vscode.Disposable.from(...this.parts, ...this.outside).dispose();
  }

  private watchOutside(changed: (uri: vscode.Uri) => void): void {
    vscode.Disposable.from(...this.outside).dispose();
    this.outside = foldersOutside().flatMap((pattern) => [
      watch(pattern, changed),
      this.watchFolders(new vscode.RelativePattern(pattern.baseUri, '**')),
    ]);
  }

  private watchFolders(pattern: vscode.GlobPattern): vscode.Disposable {
    const held = (folder: vscode.Uri): boolean => this.folders.has(folder.toString());
    return watchFolders(pattern, held, mayHoldRules, () => this.tellSoon());
  }

  /** Once for all files of a branch that is checked out, or of a folder that is copied. */
  private tellSoon(): void {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.changes.fire(), GATHER_MILLISECONDS);
  }
}

function watch(pattern: vscode.GlobPattern, changed: (uri: vscode.Uri) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  watcher.onDidChange(changed);
  watcher.onDidCreate(changed);
  watcher.onDidDelete(changed);
  return watcher;
}

async function workspaceExceptions(): Promise<RuleSource[]> {
  const uris = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, EXCEPTIONS_PATH));
  const files = await Promise.all(uris.map(readRuleFile));
  return files.filter((file) => file !== undefined);
}
