import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/documents/openLogs';
import { addressOf, readableUri } from '../shared';
import { documentsInTabs, documentsOf, tabsOf } from '../tabs';
import { lateClick } from './doubleClick';
import type { ReadableFileSystem } from './fileSystem';
import { asLog } from './showDocument';

/**
 * Large logs are on the screen before they are laid out: the readable view holds their first records, and as soon as
 * those are seen it grows to the whole log, in place. Everything that asks a whole view waits for that.
 */
export class Beginnings {
  /** Views that grow: the size in bytes that they will have, and what they began with. */
  private readonly growing = new Map<string, { readonly size: Promise<number>; readonly first: Uint8Array }>();
  /** The last time that each of them was asked to be shown. */
  private readonly openings = new Map<string, Promise<void>>();

  constructor(
    private readonly logs: OpenLogs,
    private readonly files: ReadableFileSystem,
  ) {}

  /** What the view of a source began with, as long as it grows: there is no need to look at the source again. */
  firstOf(source: vscode.Uri): Uint8Array | undefined {
    return this.growing.get(readableUri(source).toString())?.first;
  }

  /**
   * Shows `first`, the first records of a large source: resolves when they have a tab, and to undefined where all of it
   * is shown as quickly. `size` resolves, once the view is whole, with its bytes; one that is larger than `limit` stays
   * as it is.
   */
  async show(
    source: vscode.Uri,
    first: Uint8Array | undefined,
    options: vscode.TextDocumentShowOptions,
    limit: number,
  ): Promise<{ readonly size: Promise<number> } | undefined> {
    const view = readableUri(source);
    const key = view.toString();
    const known = this.growing.get(key);
    if (known !== undefined) {
      // who opens a file again wants to keep it
      await this.open(view, { ...options, preview: false }).inTab;
      return known;
    }
    if (first === undefined || isOpen(key)) return undefined;
    this.files.begin(view, first);
    const { seen, inTab } = this.open(view, options);
    const size = seen
      // while VS Code reads the whole text it would leave a second click unanswered for seconds
      .then(() => (options.preview === true ? lateClick() : undefined))
      .then(() => this.grow(view, limit))
      .finally(() => this.end(view));
    this.growing.set(key, { size, first });
    // who waits for it hears of it
    size.catch(() => undefined);
    await inTab;
    return { size };
  }

  /** `inTab` resolves when the view has its tab: that is known before its text is, and what made way for it can go. */
  private open(view: vscode.Uri, options: vscode.TextDocumentShowOptions) {
    const key = view.toString();
    const seen = openInTab(view, options);
    this.openings.set(key, seen);
    const tab = new FirstTab(key);
    return { seen, inTab: Promise.race([tab.there, seen]).finally(() => tab.dispose()) };
  }

  private async grow(view: vscode.Uri, limit: number): Promise<number> {
    this.files.lookAhead(view);
    const size = await this.logs.worker.readableSize(addressOf(view));
    // VS Code shows a view whose text it is about to read anew only once it has read it
    await this.openings.get(view.toString())?.catch(() => undefined);
    if (size <= limit) await this.files.complete(view);
    return size;
  }

  private end(view: vscode.Uri): void {
    this.growing.delete(view.toString());
    this.openings.delete(view.toString());
    this.files.endBeginning(view);
  }
}

/** Opens a view in the text editor, without waiting until the extension host has its text. */
export async function openInTab(view: vscode.Uri, options: vscode.TextDocumentShowOptions): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', view, 'default', options);
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === view.toString());
  if (document !== undefined) await asLog(document);
}

/** Keeps the tab of a readable view that was opened in preview: so was the file, and its tab was kept meanwhile. */
export async function keepTab(source: vscode.Uri, options: vscode.TextDocumentShowOptions): Promise<void> {
  const view = readableUri(source);
  if (tabsOf(view).length > 0) await openInTab(view, { ...options, preview: false });
}

/** Waits for a document's tab. */
class FirstTab {
  readonly there: Promise<void>;
  private listening: vscode.Disposable | undefined;

  constructor(key: string) {
    this.there = new Promise((resolve) => {
      if (documentsInTabs().has(key)) return resolve();
      this.listening = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
        if (opened.flatMap(documentsOf).includes(key)) resolve();
      });
    });
  }

  dispose(): void {
    this.listening?.dispose();
  }
}

function isOpen(key: string): boolean {
  return vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === key);
}
