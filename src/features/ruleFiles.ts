import * as vscode from 'vscode';
import { Emitter } from '../case/emitter';
import type { RulesGiven } from '../case/ruleBook';
import type { RuleSource } from '../detection';

/** Where exceptions are kept in a workspace: Sigma filter documents that people review like code. */
export const EXCEPTIONS_PATH = '.cloudtrail/exceptions.yml';
const MAX_FILES = 5000;
/** What decides which rules are in force; the lowest level that is shown does not. */
const SETTINGS = ['detection.bundled', 'detection.rules', 'accounts'];

/** The rules in force besides the bundled ones: the person's own, and the workspace's exceptions. */
export class RuleFiles implements vscode.Disposable {
  private readonly changes = new Emitter<void>();
  /** Rules, exceptions or settings about them changed. */
  readonly onDidChange = this.changes.event;
  private readonly parts: vscode.Disposable[] = [];
  /** Exceptions of a window without a workspace, kept until it closes. */
  private unsaved = '';
  private setAside = false;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{yml,yaml}');
    const changed = (uri: vscode.Uri): void => {
      if (uri.path.endsWith(EXCEPTIONS_PATH) || this.folders().length > 0) this.changes.fire();
    };
    this.parts.push(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      // the watcher is told of it too, but later
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (/\.ya?ml$/i.test(uri.path)) changed(uri);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (SETTINGS.some((setting) => change.affectsConfiguration(`cloudtrail.${setting}`))) this.changes.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.changes.fire()),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (this.isOutside(uri)) this.changes.fire();
      }),
    );
  }

  /** Whether the workspace has exceptions that are not applied, because it is not trusted. */
  get areSetAside(): boolean {
    return this.setAside;
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

  /** Everything that the engine is to load. */
  async given(bundled: readonly RuleSource[]): Promise<RulesGiven> {
    const settings = vscode.workspace.getConfiguration('cloudtrail');
    const sources: RuleSource[] = settings.get('detection.bundled', true) ? [...bundled] : [];
    for (const pattern of this.folders()) sources.push(...(await rulesAt(pattern)));
    const exceptions = await workspaceExceptions();
    // a folder of unknown origin could hide what was done with its logs
    this.setAside = exceptions.length > 0 && !vscode.workspace.isTrusted;
    if (!this.setAside) sources.push(...exceptions);
    if (this.unsaved !== '') sources.push({ path: 'untitled:exceptions', text: this.unsaved });
    return {
      sources,
      placeholders: { accounts: Object.keys(settings.get<Record<string, string>>('accounts') ?? {}) },
      today: today(),
    };
  }

  dispose(): void {
    vscode.Disposable.from(...this.parts).dispose();
  }

  /** Whether it lies in a folder of rules beyond the window's own, where the watcher sees nothing. */
  private isOutside(uri: vscode.Uri): boolean {
    if (!/\.ya?ml$/i.test(uri.path) || vscode.workspace.getWorkspaceFolder(uri) !== undefined) return false;
    return this.folders().some((pattern) => {
      const base = isAbsolute(pattern) ? toUri(pattern) : undefined;
      return base?.scheme === uri.scheme && uri.path.startsWith(`${base.path.replace(/\/+$/, '')}/`);
    });
  }

  private folders(): string[] {
    const set = vscode.workspace.getConfiguration('cloudtrail').get<readonly unknown[]>('detection.rules') ?? [];
    return set.filter((one): one is string => typeof one === 'string' && one !== '');
  }
}

/** The day by the person's own calendar, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
}

async function workspaceExceptions(): Promise<RuleSource[]> {
  const uris = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, EXCEPTIONS_PATH));
  const texts = await Promise.all(uris.map(async (uri) => ({ path: uri.toString(), text: await readText(uri) })));
  return texts.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
}

/** Rules in a folder, or behind a glob; relative ones stand in the workspace. */
async function rulesAt(pattern: string): Promise<RuleSource[]> {
  const isGlob = /[*?{[]/.test(pattern);
  const absolute = isAbsolute(pattern);
  const bases =
    absolute && !isGlob ? [toUri(pattern)] : (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const found: vscode.Uri[] = [];
  for (const base of bases) {
    const relative = absolute ? '**/*.{yml,yaml}' : isGlob ? pattern : `${pattern.replace(/\/+$/, '')}/**/*.{yml,yaml}`;
    found.push(...(await vscode.workspace.findFiles(new vscode.RelativePattern(base, relative), null, MAX_FILES)));
  }
  const texts = await Promise.all(found.map(async (uri) => ({ path: uri.toString(), text: await readText(uri) })));
  return texts
    .flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isAbsolute(pattern: string): boolean {
  return /^(?:\/|[a-z]:[\\/]|[a-z][a-z0-9+.-]+:\/\/)/i.test(pattern);
}

function toUri(path: string): vscode.Uri {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? vscode.Uri.parse(path, true) : vscode.Uri.file(path);
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
