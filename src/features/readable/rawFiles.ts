import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/documents/openLogs';
import { hasPackedName } from '../../case/logNames';
import { contextKey } from '../contextKey';
import { LANGUAGE, READABLE_SCHEME, sourceOf } from '../shared';
import { isInActiveTab, tabsOf } from '../tabs';
import { type Beginnings, keepTab } from './beginnings';
import { whenClicked } from './doubleClick';
import { eventAtCursor, selectEvent } from './eventAtCursor';
import type { LogNames } from './logNames';
import { hasLongLine } from './longLines';
import { look, type SeenBeginning } from '../look';
import { opensRaw } from '../openAs';
import type { LogOpener } from './opener';

/** Logs in tabs of text: one that lies on one line gives its tab to its readable view, unless a person wants it raw. */
export class RawFiles {
  /** Files that a person asked to see raw: they are not laid out again until they are closed. */
  private readonly keptRaw = new Set<string>();
  /** Files whose tab is just being given to their readable view. */
  private readonly replacing = new Set<string>();
  private readonly setRawAvailable = contextKey('rawAvailable');

  constructor(
    private readonly logs: OpenLogs,
    private readonly opener: LogOpener,
    private readonly beginnings: Beginnings,
    private readonly names: LogNames,
  ) {}

  /** Gives the tab of a raw file to its readable view, on a person's wish. */
  async openReadable(uri: vscode.Uri | undefined): Promise<void> {
    if (uri === undefined || uri.scheme === READABLE_SCHEME) return;
    this.keptRaw.delete(uri.toString());
    await this.replace(uri);
  }

  /** The file behind a readable view takes its tab, and stays raw until it is closed. */
  async openRaw(uri: vscode.Uri | undefined): Promise<void> {
    if (uri?.scheme !== READABLE_SCHEME) return;
    const source = sourceOf(uri);
    this.keptRaw.add(source.toString());
    const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
    await vscode.window.showTextDocument(source, { preview: false, viewColumn });
    // looked up now: the person may have closed it
    const readable = tabsOf(uri).find(({ group }) => group.viewColumn === viewColumn);
    if (readable !== undefined) await vscode.window.tabGroups.close(readable, true);
  }

  /** Lays a log out that was opened raw, on one line, unless a person wants it so; and says whether there is a raw file to see. */
  shown(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    const readable = document?.uri.scheme === READABLE_SCHEME;
    const raw = readable && !hasPackedName(sourceOf(document.uri).path);
    this.setRawAvailable(raw);
    if (
      document === undefined ||
      document.languageId !== LANGUAGE ||
      readable ||
      document.isUntitled ||
      document.isDirty
    )
      return;
    if (this.keptRaw.has(document.uri.toString()) || opensRaw(document.uri) || !hasLongLine(document)) return;
    if (isInActiveTab(document.uri)) void this.layOut(document.uri);
  }

  /** A large log on one line gives its new tab to its readable view before VS Code has read that line: it takes seconds. */
  async appeared(tab: vscode.Tab): Promise<void> {
    const { input } = tab;
    if (!(input instanceof vscode.TabInputText)) return;
    const { uri } = input;
    if (uri.scheme === READABLE_SCHEME || hasPackedName(uri.path) || !this.names.has(uri)) return;
    if (this.keptRaw.has(uri.toString()) || opensRaw(uri)) return;
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
    const beginning = await this.opener.prepare(uri).catch(() => undefined);
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
    const eventNow = eventAtCursor(this.logs, uri);
    let event: number | undefined;
    const close = async (): Promise<void> => {
      event = eventNow();
      // looked up again: a preview tab was taken over, and the person may have closed it
      const tab = rawTab();
      const isKept = options.preview && tab?.isPreview === false;
      if (tab !== undefined && !tab.isDirty) await vscode.window.tabGroups.close(tab, true);
      this.replacing.delete(key);
      if (isKept) await keepTab(uri, options);
    };
    const shown = await this.opener.show(uri, { options, onSight: close, beginning });
    if (shown !== undefined && event !== undefined) await selectEvent(this.logs, shown, event);
  }
}
