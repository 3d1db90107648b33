import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/documents/openLogs';
import { contextKey } from '../contextKey';
import { LANGUAGE, READABLE_SCHEME, fileName, noticeText, readableUri, sourceOf } from '../shared';
import { isInActiveTab, tabsOf } from '../tabs';
import { type Beginnings, openInTab } from './beginnings';
import { whenClicked } from './doubleClick';
import type { LargeLogs } from './largeLogs';
import type { LogNames } from './logNames';
import { hasLongLine } from './longLines';
import { look, MAX_DOCUMENT_BYTES, type SeenBeginning } from './look';
import { openDocument, showDocument } from './showDocument';

/** How a source is shown. */
interface Showing {
  readonly options?: vscode.TextDocumentShowOptions | undefined;
  /** Of one that no document can hold, the records around this one. */
  readonly record?: number | undefined;
  /** Called once, as soon as something is to be seen, or nothing will be. */
  readonly onSight?: () => Promise<void>;
  /** What was just seen of it. */
  readonly beginning?: SeenBeginning | undefined;
}

/** Opens logs the way a person can read them, and raw when they say so. */
export class LogOpener {
  /** Files that a person asked to see raw: they are not laid out again until they are closed. */
  private readonly keptRaw = new Set<string>();
  /** Files whose tab is just being given to their readable view. */
  private readonly replacing = new Set<string>();
  private readonly setRawAvailable = contextKey('rawAvailable');

  constructor(
    private readonly logs: OpenLogs,
    private readonly large: LargeLogs,
    private readonly beginnings: Beginnings,
    private readonly names: LogNames,
  ) {}

  /** The file in the active tab, also where it is no text document, such as a compressed one. */
  activeUri(): vscode.Uri | undefined {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
    return vscode.window.activeTextEditor?.document.uri;
  }

  /** Lets a person choose logs and opens them. */
  async choose(): Promise<void> {
    const chosen = await vscode.window.showOpenDialog({
      canSelectMany: true,
      title: vscode.l10n.t('Open CloudTrail Logs'),
      filters: {
        [vscode.l10n.t('CloudTrail logs')]: ['json', 'gz', 'jsonl', 'ndjson', 'csv', 'log', 'txt'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    });
    for (const uri of chosen ?? []) await this.inspect(uri);
  }

  /**
   * Opens a file as a log, whatever it is called: laid out when it lies on one line or is compressed, else as it is;
   * one that no document can hold by some of its records, around `record` when that is given. Answers with the document
   * that is shown, or undefined when a message is.
   */
  async inspect(
    uri: vscode.Uri | undefined,
    record?: number,
    options?: vscode.TextDocumentShowOptions,
  ): Promise<vscode.Uri | undefined> {
    if (uri === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a file first, or choose one in the explorer.'));
      return undefined;
    }
    if (uri.scheme === READABLE_SCHEME) return this.show(sourceOf(uri), { options });
    try {
      // it may have changed since it was last looked at
      this.logs.worker.forget(uri.toString());
      const beginning = uri.scheme === 'untitled' ? undefined : await look(this.logs, uri);
      if (beginning?.isLarge) return await this.large.show(uri, options, record);
      const compressed = /\.gz$/i.test(uri.path);
      const asText = beginning === undefined || (!compressed && !beginning.wantsLayout);
      if (asText || (!compressed && this.opensRaw(uri))) {
        const document = await vscode.workspace.openTextDocument(uri);
        const log = await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
        await vscode.window.showTextDocument(log, options);
        return uri;
      }
      return await this.show(uri, { record, beginning, options });
    } catch (error) {
      const message = vscode.l10n.t('{0} cannot be opened: {1}', fileName(uri), messageOf(error));
      void vscode.window.showErrorMessage(noticeText(message));
      return undefined;
    }
  }

  /**
   * Shows the readable view of a source, or of some records when all of them are too much for a document. Resolves when
   * all is there.
   */
  async show(source: vscode.Uri, showing: Showing = {}): Promise<vscode.Uri | undefined> {
    let inSight: Promise<void> | undefined;
    const seen = async (): Promise<void> => (inSight ??= showing.onSight?.());
    try {
      return await this.showAsFits(source, showing, seen);
    } catch (error) {
      const message = vscode.l10n.t('{0} cannot be shown: {1}', fileName(source), messageOf(error));
      void vscode.window.showErrorMessage(noticeText(message));
      return undefined;
    } finally {
      await seen();
    }
  }

  private async showAsFits(
    source: vscode.Uri,
    { options, record, beginning }: Showing,
    seen: () => Promise<void>,
  ): Promise<vscode.Uri | undefined> {
    const { isLarge, first } = beginning ?? (await look(this.logs, source));
    if (isLarge) return this.large.show(source, options, record);
    const view = readableUri(source);
    const begun = await this.beginnings.show(source, first, { preview: false, ...options }, MAX_DOCUMENT_BYTES);
    if (begun === undefined) {
      return (await this.fits(source)) ? showDocument(view, options) : this.large.show(source, options, record);
    }
    await seen();
    if ((await begun.size) <= MAX_DOCUMENT_BYTES) return view;
    await vscode.window.tabGroups.close(tabsOf(view), true);
    return this.large.show(source, options, record);
  }

  /**
   * Does what takes long before a source can be shown; answers with what was seen of it. Rejects, in words for a person,
   * when it cannot be shown.
   */
  async prepare(source: vscode.Uri): Promise<SeenBeginning> {
    const beginning = await look(this.logs, source);
    if (!beginning.isLarge && beginning.first === undefined && (await this.fits(source)))
      await openDocument(readableUri(source));
    return beginning;
  }

  /** Whether a document holds a source's readable view. Rejects, in words for a person, when it cannot be had. */
  private async fits(source: vscode.Uri): Promise<boolean> {
    return (await this.logs.worker.readableSize({ source: source.toString() })) <= MAX_DOCUMENT_BYTES;
  }

  async openReadable(uri: vscode.Uri | undefined): Promise<void> {
    if (uri === undefined || uri.scheme === READABLE_SCHEME) return;
    this.keptRaw.delete(uri.toString());
    await this.replace(uri);
  }

  async openRaw(uri: vscode.Uri | undefined): Promise<void> {
    if (uri?.scheme !== READABLE_SCHEME) return;
    const source = sourceOf(uri);
    this.keptRaw.add(source.toString());
    await vscode.window.showTextDocument(source, { preview: false });
  }

  /** Lays a log out that was opened raw, on one line, unless a person wants it so; and says whether there is a raw file to see. */
  shown(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    const readable = document?.uri.scheme === READABLE_SCHEME;
    const raw = readable && !/\.gz$/i.test(sourceOf(document.uri).path);
    this.setRawAvailable(raw);
    if (
      document === undefined ||
      document.languageId !== LANGUAGE ||
      readable ||
      document.isUntitled ||
      document.isDirty
    )
      return;
    if (this.keptRaw.has(document.uri.toString()) || this.opensRaw(document.uri) || !hasLongLine(document)) return;
    if (isInActiveTab(document.uri)) void this.layOut(document.uri);
  }

  /** A large log on one line gives its new tab to its readable view before VS Code has read that line: it takes seconds. */
  async appeared(tab: vscode.Tab): Promise<void> {
    const { input } = tab;
    if (!(input instanceof vscode.TabInputText)) return;
    const { uri } = input;
    if (uri.scheme === READABLE_SCHEME || /\.gz$/i.test(uri.path) || !this.names.has(uri)) return;
    if (this.keptRaw.has(uri.toString()) || this.opensRaw(uri)) return;
    if (vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString())) return;
    // a late second click: the first has opened the view already, in a tab that is kept only now
    const growing = this.beginnings.firstOf(uri);
    if (growing !== undefined) return this.replace(uri, { wantsLayout: true, isLarge: false, first: growing });
    // what is wrong with it is said when it is shown
    const [beginning] = await Promise.all([look(this.logs, uri).catch(() => undefined), whenClicked(tab)]);
    if (beginning?.wantsLayout && beginning.first !== undefined && isInActiveTab(uri))
      await this.replace(uri, beginning);
  }

  /** A person who went on to another tab in the meantime is not called back: the log is laid out when they return to it. */
  private async layOut(uri: vscode.Uri): Promise<void> {
    // what is wrong with it is said when it is shown
    const beginning = await this.prepare(uri).catch(() => undefined);
    if (isInActiveTab(uri)) await this.replace(uri, beginning);
  }

  /** Called with tabs that were closed: VS Code keeps their documents for some minutes more. */
  forgetChoices(closed: readonly vscode.Tab[]): void {
    const uris = (tabs: readonly vscode.Tab[]): string[] =>
      tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : []));
    const open = new Set(vscode.window.tabGroups.all.flatMap(({ tabs }) => uris(tabs)));
    for (const uri of uris(closed)) if (!open.has(uri)) this.keptRaw.delete(uri);
  }

  /** The readable view takes the raw file's tab. */
  private async replace(uri: vscode.Uri, beginning?: SeenBeginning): Promise<void> {
    const key = uri.toString();
    if (this.replacing.has(key)) return;
    this.replacing.add(key);
    const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
    const rawTab = (): vscode.Tab | undefined => tabsOf(uri).find(({ group }) => group.viewColumn === viewColumn);
    const options = { viewColumn, preview: rawTab()?.isPreview ?? false };
    const close = async (): Promise<void> => {
      // looked up again: a preview tab was taken over, and the person may have closed it
      const tab = rawTab();
      const isKept = options.preview && tab?.isPreview === false;
      if (tab !== undefined && !tab.isDirty) await vscode.window.tabGroups.close(tab, true);
      this.replacing.delete(key);
      if (isKept) await keep(uri, options);
    };
    await this.show(uri, { options, onSight: close, beginning });
  }

  private opensRaw(uri: vscode.Uri): boolean {
    return vscode.workspace.getConfiguration('cloudtrail', uri).get('openAs') === 'raw';
  }
}

/** Keeps the tab of a readable view that was opened in preview: so was the file, and its tab was kept meanwhile. */
export async function keep(source: vscode.Uri, options: vscode.TextDocumentShowOptions): Promise<void> {
  const view = readableUri(source);
  if (tabsOf(view).length > 0) await openInTab(view, { ...options, preview: false });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
