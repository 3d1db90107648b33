import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/documents/openLogs';
import { addressOf, fileName, sourceOf } from '../shared';

/** Readable views as files that nobody can write: each is laid out anew from its source, and nothing lands on disk. */
export class ReadableFileSystem implements vscode.FileSystemProvider {
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  /** Modification time of each source when it was last read. */
  private readonly readAt = new Map<string, number>();
  /** The views that the editor has open. */
  private readonly watched = new Set<vscode.Uri>();
  /** What the file system says of the sources of views that begin or grow: asked before the editor asks. */
  private readonly sourceStats = new Map<string, Promise<vscode.FileStat>>();

  constructor(private readonly logs: OpenLogs) {}

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const source = sourceOf(uri);
    const { ctime, mtime } = await (this.sourceStats.get(uri.toString()) ?? this.sourceStat(source));
    const key = source.toString();
    if (this.readAt.get(key) !== mtime) {
      this.logs.worker.forget(key);
      this.readAt.set(key, mtime);
    }
    const size =
      this.logs.beginnings.get(uri.toString())?.length ?? (await this.logs.worker.readableSize(addressOf(uri)));
    return { type: vscode.FileType.File, ctime, mtime, size, permissions: vscode.FilePermission.Readonly };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.logs.beginnings.get(uri.toString()) ?? this.logs.worker.readable(addressOf(uri));
  }

  /** From now on a view is its first records, until {@link complete}. */
  begin(uri: vscode.Uri, first: Uint8Array): void {
    this.logs.beginnings.set(uri.toString(), first);
    this.lookAhead(uri);
  }

  /** Asks for what {@link stat} will want: the editor is busy with a large text, and answers late. */
  lookAhead(uri: vscode.Uri): void {
    const stat = this.sourceStat(sourceOf(uri));
    // who asks for it hears of it
    stat.catch(() => undefined);
    this.sourceStats.set(uri.toString(), stat);
  }

  /** From now on a view is whole. Resolves once the editor has all of it too, where it has the view open. */
  async complete(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    this.logs.beginnings.delete(key);
    if (!vscode.workspace.textDocuments.some((one) => one.uri.toString() === key)) return;
    const grown = changeOf(key);
    this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    await grown;
  }

  watch(uri: vscode.Uri): vscode.Disposable {
    const source = sourceOf(uri);
    const folder = vscode.Uri.joinPath(source, '..');
    const name = fileName(source).replace(/[[\]{}*?]/g, '[$&]');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    const tell = (type: vscode.FileChangeType) => (): void => {
      this.logs.worker.forget(source.toString());
      this.sourceStats.delete(uri.toString());
      this.changes.fire([{ type, uri }]);
    };
    watcher.onDidChange(tell(vscode.FileChangeType.Changed));
    watcher.onDidCreate(tell(vscode.FileChangeType.Changed));
    watcher.onDidDelete(tell(vscode.FileChangeType.Deleted));
    this.watched.add(uri);
    return vscode.Disposable.from(watcher, { dispose: () => this.watched.delete(uri) });
  }

  /** To be called when the same sources may be laid out otherwise from now on. */
  refresh(): void {
    this.changes.fire([...this.watched].map((uri) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  endBeginning(uri: vscode.Uri): void {
    this.logs.beginnings.delete(uri.toString());
    this.sourceStats.delete(uri.toString());
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }
  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  private async sourceStat(source: vscode.Uri): Promise<vscode.FileStat> {
    try {
      return await vscode.workspace.fs.stat(source);
    } catch {
      // what is kept of it must not outlive it
      this.logs.worker.forget(source.toString());
      throw vscode.FileSystemError.FileNotFound(source);
    }
  }
}

/** Resolves when the text of a document changes, or it is closed. */
function changeOf(key: string): Promise<void> {
  return new Promise((resolve) => {
    const end = (document: vscode.TextDocument): void => {
      if (document.uri.toString() !== key) return;
      listening.dispose();
      resolve();
    };
    const listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) end(document);
      }),
      vscode.workspace.onDidCloseTextDocument(end),
    );
  });
}
