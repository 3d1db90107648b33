import * as vscode from 'vscode';
import { SETTINGS_PATH, type SettingsOfFolder, settingsOfFolders } from '../../rulesInForce/setAside';

/** Settings that decide about findings and stand where they do not count: with one folder of a workspace. */
export class FolderSettings implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changes.event;
  private found: readonly SettingsOfFolder[] = [];
  private looks = 0;
  private readonly listening: vscode.Disposable | undefined;

  constructor() {
    // only a workspace may have several folders; where a window becomes one, extensions start anew
    if (vscode.workspace.workspaceFile === undefined) return;
    const look = (): void => void this.look();
    const watcher = vscode.workspace.createFileSystemWatcher(`**/${SETTINGS_PATH}`);
    this.listening = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(look),
      watcher.onDidCreate(look),
      watcher.onDidDelete(look),
      // the watcher is told of it too, but later
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.endsWith(`/${SETTINGS_PATH}`)) look();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(look),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('cloudtrail')) look();
      }),
    );
    look();
  }

  get withoutEffect(): readonly SettingsOfFolder[] {
    return this.found;
  }

  dispose(): void {
    this.listening?.dispose();
    this.changes.dispose();
  }

  private async look(): Promise<void> {
    const look = ++this.looks;
    const found = await settingsOfFolders();
    if (look !== this.looks || JSON.stringify(found) === JSON.stringify(this.found)) return;
    this.found = found;
    this.changes.fire();
  }
}
