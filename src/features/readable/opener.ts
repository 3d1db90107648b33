import * as vscode from 'vscode';
import type { OpenLogs } from '../../case/documents/openLogs';
import { errorText } from '../../case/errorText';
import { LANGUAGE, READABLE_SCHEME, fileName, noticeText, readableUri, sourceOf } from '../shared';
import { tabsOf } from '../tabs';
import type { Beginnings } from './beginnings';
import type { LargeLogs } from './largeLogs';
import { look, MAX_DOCUMENT_BYTES, type SeenBeginning } from '../look';
import { isShownRaw } from '../openAs';
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

/** Opens logs the way a person can read them. */
export class LogOpener {
  constructor(
    private readonly logs: OpenLogs,
    private readonly large: LargeLogs,
    private readonly beginnings: Beginnings,
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
      if (beginning === undefined || isShownRaw(uri, beginning)) {
        const document = await vscode.workspace.openTextDocument(uri);
        const log = await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
        await vscode.window.showTextDocument(log, options);
        return uri;
      }
      return await this.show(uri, { record, beginning, options });
    } catch (error) {
      void sayWhy(vscode.l10n.t('{0} cannot be opened: {1}', fileName(uri), errorText(error)), record);
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
      void sayWhy(vscode.l10n.t('{0} cannot be shown: {1}', fileName(source), errorText(error)), showing.record);
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
}

/** A log that a case led to, by a record, may have gone or changed since that was read. */
async function sayWhy(message: string, record: number | undefined): Promise<void> {
  const reload = vscode.l10n.t('Read the Case Again');
  const choices = record === undefined ? [] : [reload];
  if ((await vscode.window.showErrorMessage(noticeText(message), ...choices)) === reload)
    await vscode.commands.executeCommand('cloudtrail.reloadCase');
}
