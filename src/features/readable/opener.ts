import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/openLogs';
import { LANGUAGE, READABLE_SCHEME, readableUri, sourceOf } from '../shared';

/** VS Code hides larger documents from extensions. */
const MAX_DOCUMENT_BYTES = 50 * 2 ** 20;
/** A line this long is not for reading. */
const LONG_LINE = 2000;

/** Opens logs the way a person can read them, and raw when they say so. */
export class LogOpener {
  /** Files that a person asked to see raw: they are not laid out again until they are closed. */
  private readonly keptRaw = new Set<string>();

  constructor(private readonly logs: OpenLogs) {}

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
        [vscode.l10n.t('CloudTrail logs')]: ['json', 'gz', 'jsonl', 'ndjson', 'log', 'txt'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    });
    for (const uri of chosen ?? []) await this.inspect(uri);
  }

  /**
   * Opens a file as a log, whatever it is called: laid out when it lies on one line or is compressed, else as it is.
   * Answers with the document that is shown, or undefined when a message is.
   */
  async inspect(uri: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
    if (uri === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a file first, or choose one in the explorer.'));
      return undefined;
    }
    if (uri.scheme === READABLE_SCHEME) return this.show(sourceOf(uri));
    try {
      // it may have changed since it was last looked at
      this.logs.worker.forget(uri.toString());
      const asText =
        uri.scheme === 'untitled' ||
        (!/\.gz$/i.test(uri.path) && !(await this.logs.worker.peek(uri.toString())).oneLine);
      if (asText || this.opensRaw(uri)) {
        const document = await vscode.workspace.openTextDocument(uri);
        await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, LANGUAGE));
        return uri;
      }
      return await this.show(uri);
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be opened: {1}', nameOf(uri), messageOf(error)));
      return undefined;
    }
  }

  /** Shows the readable view of a source. */
  async show(source: vscode.Uri, options?: vscode.TextDocumentShowOptions): Promise<vscode.Uri | undefined> {
    try {
      await this.checkReadable(source);
      let document = await vscode.workspace.openTextDocument(readableUri(source));
      if (document.languageId !== LANGUAGE)
        document = await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
      await vscode.window.showTextDocument(document, { preview: false, ...options });
      return document.uri;
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be shown: {1}', nameOf(source), messageOf(error)));
      return undefined;
    }
  }

  /** Rejects, in words for a person, when a source has no readable view. */
  async checkReadable(source: vscode.Uri): Promise<void> {
    const length = await this.logs.worker.readableSize(source.toString());
    if (length > MAX_DOCUMENT_BYTES) {
      const megabytes = Math.ceil(length / 2 ** 20);
      throw new Error(
        vscode.l10n.t(
          'Laid out for reading the log has {0} MB; VS Code shows documents of up to 50 MB to extensions.',
          megabytes,
        ),
      );
    }
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
    void vscode.commands.executeCommand('setContext', 'cloudtrail.rawAvailable', raw);
    if (
      document === undefined ||
      document.languageId !== LANGUAGE ||
      readable ||
      document.isUntitled ||
      document.isDirty
    )
      return;
    if (this.keptRaw.has(document.uri.toString()) || this.opensRaw(document.uri) || !hasLongLine(document)) return;
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString())
      void this.replace(document.uri);
  }

  forgetChoice(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    // closed for a change of language only: it is still in a tab
    const inTab = vscode.window.tabGroups.all.some((group) =>
      group.tabs.some((tab) => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri),
    );
    if (!inTab) this.keptRaw.delete(uri);
  }

  /** The readable view takes the raw file's tab. */
  private async replace(uri: vscode.Uri): Promise<void> {
    const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
    const rawTab = (): vscode.Tab | undefined =>
      vscode.window.tabGroups.all
        .find((group) => group.viewColumn === viewColumn)
        ?.tabs.find(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
    await this.show(uri, { viewColumn, preview: rawTab()?.isPreview ?? false });
    // looked up again: a preview tab was taken over, and the person may have closed it
    const tab = rawTab();
    if (tab !== undefined && !tab.isDirty) await vscode.window.tabGroups.close(tab, true);
  }

  private opensRaw(uri: vscode.Uri): boolean {
    return vscode.workspace.getConfiguration('cloudtrail', uri).get('openAs') === 'raw';
  }
}

/** Whether the first lines hold one that nobody can read. */
function hasLongLine(document: vscode.TextDocument): boolean {
  for (let line = 0; line < Math.min(3, document.lineCount); line++) {
    if (document.lineAt(line).text.length > LONG_LINE) return true;
  }
  return false;
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
