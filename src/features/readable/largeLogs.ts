import * as vscode from 'vscode';
import type { CaseWorker, OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import { selectRecord } from '../selectRecord';
import { READABLE_SCHEME, type Records, addressOf, fileName, noticeText, readableUri, sourceOf } from '../shared';
import { documentsInTabs, documentsOf, tabsOf } from '../tabs';
import { errorText } from '../../case/errorText';
import { showDocument } from './showDocument';

/** How many records are shown of a log at first. */
const FIRST_RECORDS = 50;

/** While a log is read, it is asked this often whether enough of it is known. */
const LOOK_MILLISECONDS = 100;

/** Logs that no document can hold: indexed as a case, which any size can be, and shown by one record or a few. */
export class LargeLogs {
  private readonly reads = new vscode.EventEmitter<void>();
  /** More may be known of a log now. */
  readonly onDidRead = this.reads.event;

  constructor(
    private readonly logs: OpenLogs,
    private readonly openCase: OpenCase,
    private readonly worker: CaseWorker,
  ) {}

  /**
   * Shows a record of a source, or its first ones, as soon as they are read; undefined when a message says why there are
   * none.
   */
  async show(
    source: vscode.Uri,
    options?: vscode.TextDocumentShowOptions,
    record?: number,
  ): Promise<vscode.Uri | undefined> {
    const first = record ?? 0;
    const last = record ?? FIRST_RECORDS - 1;
    const count = await this.known(source, last + 1);
    if (count === 0) {
      void vscode.window.showWarningMessage(noticeText(await this.whyEmpty(source)));
      return undefined;
    }
    return this.showRecords(source, { first: Math.min(first, count - 1), last: Math.min(last, count - 1) }, options);
  }

  /** Shows some records of a source that an open case holds. */
  async showRecords(
    source: vscode.Uri,
    records: Records,
    options?: vscode.TextDocumentShowOptions,
  ): Promise<vscode.Uri | undefined> {
    try {
      const uri = readableUri(source, records);
      // what is wrong with it is said here, and not by the editor
      await this.logs.worker.readableSize(addressOf(uri));
      return await showDocument(uri, options);
    } catch (error) {
      void vscode.window.showWarningMessage(noticeText(errorText(error)));
      return undefined;
    }
  }

  /** Shows other records of the same source in the place of those that `shown` shows, and selects one of them. */
  async replace(shown: vscode.Uri, records: Records, selected = records.first): Promise<void> {
    const next = await this.showRecords(sourceOf(shown), records);
    if (next === undefined) return;
    const before = tabsOf(shown).filter(({ group, isPinned }) => group.isActive && !isPinned);
    await vscode.window.tabGroups.close(before, true);
    const log = await this.logs.document(next.toString());
    if (log !== undefined) await selectRecord(log, selected - records.first);
  }

  /** How many records of a source are known: of one that is only read now as soon as there are `enough`. */
  private async known(source: vscode.Uri, enough: number): Promise<number> {
    const count = (): Promise<number | undefined> => this.logs.worker.recordCount(source.toString());
    let known = await count();
    if (known !== undefined) return known;
    let isRead = false;
    const reading = this.index(source).finally(() => {
      isRead = true;
      this.reads.fire();
    });
    // who waits for all of it hears of it
    const read = reading.catch(() => undefined);
    while (!isRead && (known ?? 0) < enough) {
      await Promise.race([read, new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS))]);
      known = await count();
    }
    if ((known ?? 0) < enough) await reading;
    return known ?? 0;
  }

  /** As the window's case; where that is another one, it stays, and the log is indexed beside it. */
  private async index(source: vscode.Uri): Promise<void> {
    if (this.openCase.state === undefined) {
      await vscode.commands.executeCommand('cloudtrail.openCase', source);
      return;
    }
    const key = asideKey(source);
    const title = noticeText(vscode.l10n.t('Reading {0}…', fileName(source)));
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      (_, token) => {
        token.onCancellationRequested(() => this.worker.stopCase(key));
        return this.worker.openCase(key, [source.toString()]);
      },
    );
  }

  private async whyEmpty(source: vscode.Uri): Promise<string> {
    const name = fileName(source);
    const known = [asideKey(source), this.openCase.state?.key].filter((key) => key !== undefined);
    for (const key of known) {
      const read = (await this.worker.sources(key)).find(({ uri }) => uri === source.toString());
      const [problem] = read?.problems ?? [];
      if (problem !== undefined) return vscode.l10n.t('{0} holds no events: {1}', name, problem.message);
    }
    return vscode.l10n.t('{0} holds no events.', name);
  }

  /** To be called with tabs that were closed: what was indexed for them alone goes with the last one. */
  closed(tabs: readonly vscode.Tab[]): void {
    const sources = (documents: Iterable<string>): Set<string> =>
      new Set(
        [...documents]
          .map((uri) => vscode.Uri.parse(uri, true))
          .filter((uri) => uri.scheme === READABLE_SCHEME && addressOf(uri).records !== undefined)
          .map((uri) => addressOf(uri).source),
      );
    const open = sources(documentsInTabs());
    for (const source of sources(tabs.flatMap(documentsOf)))
      if (!open.has(source)) this.worker.closeCase(asideKey(vscode.Uri.parse(source, true)));
  }
}

function asideKey(source: vscode.Uri): string {
  return `aside:${source.toString()}`;
}
