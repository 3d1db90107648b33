import * as vscode from 'vscode';
import type { LogWorker } from '../../../case/documents/logWorker';
import { appendix, withoutException } from '../../../case/exceptions/exceptions';
import type { RuleFiles } from '../../rulesInForce/ruleFiles';
import { EXCEPTIONS_PATH } from '../../rulesInForce/windowRules';
import { noticeText, sayInStatusBar } from '../../shared';
import { placeInWords, whyNowhere, workspaceFolder } from './exceptionFolder';
import { append, problemOf, takeBack } from './exceptionText';
import type { LastExceptions, TakenBack } from './lastException';
import type { FindingReference } from '../reference';
import { showException } from './showException';
import { refuse, sayUnwritten, whyUnwritten } from './unwritten';

const UNSAVED_CONTEXT = 'cloudtrail.unsavedExceptions';

/** An exception as it is written. */
export interface Exception {
  readonly about: FindingReference;
  readonly id: string;
  /** One YAML document. */
  readonly document: string;
  /** What it does, in a sentence. */
  readonly said: string;
  /** The same where its end is cut off. */
  readonly briefly: string;
  /** What is taken back, behind a verb. */
  readonly undone: string;
}

/** What became of an exception: it is in force, or will be once a person saves the file, or it was not made. */
export type Made = 'inForce' | 'onceSaved' | false;

/** Where exceptions are written: a file of the workspace, or without one the window's memory. */
export class ExceptionFile {
  /** Those that only the window has. */
  private unsaved: Exception[] = [];
  /** The log that the last of those came from, if it was one: they are likely to be kept beside it. */
  private near: vscode.Uri | undefined;
  /** Where those were saved that only the window had, by their ids. */
  private readonly savedIn = new Map<string, vscode.Uri>();
  /** What notices said of where exceptions are kept: who makes many in a row is told once. */
  private readonly told = new Set<string>();

  constructor(
    private readonly rules: RuleFiles,
    private readonly last: LastExceptions<FindingReference>,
    private readonly reader: Pick<LogWorker, 'addition'>,
  ) {}

  /**
   * Adds an exception. The status bar tells of the last one, the first is told of in a notice
   * too; from both it can be looked at and taken back. `near` is the log that it comes from, if it is one.
   */
  async add(exception: Exception, near: vscode.Uri | undefined): Promise<Made> {
    const folder = workspaceFolder(near);
    if (folder === undefined) return this.keep(exception, near, whyNowhere());
    const uri = vscode.Uri.joinPath(folder, EXCEPTIONS_PATH);
    try {
      const { isSaved, problem } = await append(uri, exception.document, this.reader);
      if (problem !== undefined) return refuse(uri, problem);
      // a watcher will tell of it too, but later
      this.rules.reload();
      void this.tell(uri, exception, isSaved);
      return isSaved ? 'inForce' : 'onceSaved';
    } catch (error) {
      return this.keep(exception, near, whyUnwritten(error));
    }
  }

  /** Whether an exception from a log can be written, before a person is asked for more; says why where it cannot. */
  async isReady(near: vscode.Uri | undefined): Promise<boolean> {
    const folder = workspaceFolder(near);
    if (folder === undefined) return true;
    const uri = vscode.Uri.joinPath(folder, EXCEPTIONS_PATH);
    // who cannot reach the file is told so when it comes to writing
    const problem = await problemOf(uri, this.reader).catch(() => undefined);
    return problem === undefined || refuse(uri, problem);
  }

  private async tell(
    uri: vscode.Uri,
    { id, said, briefly, undone, about }: Exception,
    isSaved: boolean,
  ): Promise<void> {
    const where = placeInWords(uri);
    const when = isSaved ? '' : vscode.l10n.t('It holds once the file of exceptions is saved.');
    const note = `${where} ${when}`.trim();
    const open = (): Promise<void> => showException(uri, id);
    const words = { said: `${said} ${note}`.trim(), briefly: `${briefly} ${note}`.trim(), undone };
    const deed = { ...words, about, open, undo: () => this.undo(uri, id) };
    this.last.add(deed);
    if (this.told.has(note)) return;
    this.told.add(note);
    const [look, undo] = [vscode.l10n.t('Open Exception'), vscode.l10n.t('Undo')];
    const chosen = await vscode.window.showInformationMessage(noticeText(deed.said), look, undo);
    if (chosen === look) await this.last.open(deed);
    if (chosen === undo) await this.last.takeBack(deed);
  }

  /** Writes what only the window has into a folder that the person chooses. */
  async save(near = this.near): Promise<void> {
    if (this.unsaved.length === 0) return void sayInStatusBar(vscode.l10n.t('There is no exception to save.'), 4000);
    const title = vscode.l10n.t('Folder to Keep the Exceptions in');
    const [folder] =
      (await vscode.window.showOpenDialog({
        canSelectFiles: false,
        canSelectFolders: true,
        ...(near === undefined ? {} : { defaultUri: vscode.Uri.joinPath(near, '..') }),
        title,
        openLabel: vscode.l10n.t('Keep Here'),
      })) ?? [];
    if (folder === undefined) return;
    const saved = this.unsaved;
    const uri = vscode.Uri.joinPath(folder, EXCEPTIONS_PATH);
    const documents = saved.map(({ document }) => document).join('---\n');
    const appended = await append(uri, documents, this.reader).catch(sayUnwritten);
    if (appended === false) return;
    if (appended.problem !== undefined) return void refuse(uri, appended.problem);
    for (const { id } of saved) this.savedIn.set(id, uri);
    this.setUnsaved(this.unsaved.filter((exception) => !saved.includes(exception)));
    await showException(uri, saved[0]?.id ?? '');
  }

  private keep(exception: Exception, near: vscode.Uri | undefined, why: string): 'inForce' {
    this.setUnsaved([...this.unsaved, exception]);
    this.near = near ?? this.near;
    const { unsavedExceptions } = this.rules;
    this.rules.unsavedExceptions = unsavedExceptions + appendix(unsavedExceptions, exception.document);
    void this.tellOfUnsaved(exception, near, why);
    return 'inForce';
  }

  private async tellOfUnsaved(
    { id, said, briefly, undone, about }: Exception,
    near: vscode.Uri | undefined,
    why: string,
  ): Promise<void> {
    const short = `${said} ${vscode.l10n.t('It is not saved, and gone once the window is closed.')}`;
    const words = { said: short, briefly: vscode.l10n.t('Not saved. {0}', briefly), undone };
    const deed = { ...words, about, open: undefined, undo: () => this.undoUnsaved(id) };
    this.last.add(deed);
    const note = `unsaved ${why}`;
    if (this.told.has(note)) return;
    this.told.add(note);
    const [save, undo] = [vscode.l10n.t('Save…'), vscode.l10n.t('Undo')];
    const chosen = await vscode.window.showInformationMessage(noticeText(`${short} ${why}`.trim()), save, undo);
    if (chosen === save) await this.save(near);
    if (chosen === undo) await this.last.takeBack(deed);
  }

  private async undoUnsaved(id: string): Promise<TakenBack> {
    this.setUnsaved(this.unsaved.filter((exception) => exception.id !== id));
    // what was saved holds in this window all the same
    this.rules.unsavedExceptions = withoutException(this.rules.unsavedExceptions, id) ?? this.rules.unsavedExceptions;
    const uri = this.savedIn.get(id);
    return uri === undefined ? 'takenBack' : this.undo(uri, id);
  }

  /** Takes an exception out of the file that it was written to, or says why it cannot. */
  private async undo(uri: vscode.Uri, id: string): Promise<TakenBack> {
    try {
      const taken = await takeBack(uri, id);
      this.rules.reload();
      return taken ? 'takenBack' : 'wasGone';
    } catch (error) {
      sayUnwritten(error);
      return 'isThere';
    }
  }

  private setUnsaved(unsaved: Exception[]): void {
    this.unsaved = unsaved;
    void vscode.commands.executeCommand('setContext', UNSAVED_CONTEXT, unsaved.length > 0);
  }
}
