import * as vscode from 'vscode';
import { Emitter } from '../../case/emitter';
import type { Tables } from '../../case/rules/bundledRules';
import type { RulesGiven } from '../../case/rules/ruleBook';
import { today } from '../../case/today';
import { watchFolders } from './folderMoves';
import { watchDay } from './newDay';
import { foldersOutside, mayHoldRules, ruleEntries } from './ruleFolders';
import { EXCEPTIONS_PATH, readWindowRules, type WindowRules } from './windowRules';

/** Whether a rule comes from a file: not from the product or the window, which give no address, nor from a draft. */
export function isInFile(path: string): boolean {
  return /^(?!untitled:)[a-z][a-z0-9+.-]*:/i.test(path);
}

/** The code of a problem: an exception that left out nothing. */
export const UNUSED_EXCEPTION = 'unused-exception';
/** What decides which rules are in force; the lowest level that is shown does not. */
const SETTINGS = ['detection.bundled', 'detection.rules', 'accounts'];

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
  /** As they were given last. */
  private read: Omit<WindowRules, 'given'> | undefined;
  /** The day for which rules were given that expire, until that is over. */
  private day: string | undefined;
  private readings = 0;
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
    return this.read?.areSetAside === true;
  }

  /** The settings of the workspace that are not read, because it is not trusted. */
  get settingsSetAside(): readonly string[] {
    return this.read?.unreadSettings ?? [];
  }

  /** Whether a document of rules would be in force if the workspace was trusted, whose settings name it. */
  waitsForTrust(document: vscode.TextDocument): boolean {
    // nothing is searched: who is not trusted might name the whole disk
    return this.read?.untrusted.some((pattern) => vscode.languages.match({ pattern }, document) > 0) === true;
  }

  /** There is no rule at all: the bundled ones are switched off, and no others are there. */
  get areNone(): boolean {
    return this.read?.areNone === true;
  }

  /** Entries of the setting for one's own rules at which there is no rule. */
  get withoutRules(): readonly string[] {
    return this.read?.withoutRules ?? [];
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
   * Everything that the engine is to load: it takes what it asked for last, and that is what is told of the rules here.
   * @param bundled the product's own rules, as JSON.
   * @param tables what `|expand` may name besides the accounts.
   */
  async given(bundled: PromiseLike<Uint8Array>, tables: PromiseLike<Tables>): Promise<RulesGiven> {
    // counted before anything is waited for: of two that wait the second might go on first
    const reading = ++this.readings;
    const { given, ...read } = await readWindowRules(...(await Promise.all([bundled, tables])), this.unsaved);
    // whichever ends first
    if (reading === this.readings) [this.read, this.day] = [read, read.day];
    return given;
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
    const held = (folder: vscode.Uri): boolean => this.read?.folders.has(folder.toString()) === true;
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
