import * as vscode from 'vscode';
import { isLogName } from '../../case/logNames';
import type { OpenCase } from '../../case/openCase';
import { LANGUAGE } from '../shared';
import { isBelow, isInCase, mayBeLog, rootsOf } from './caseRoots';

/** Several logs may be saved at once, and one again and again. */
const PAUSE_MILLISECONDS = 300;

/**
 * Reads the case again when a log in it was edited and saved, renamed, moved or deleted: its events could not be looked at
 * any more, and what has another name by now would be told of under both.
 */
export class Renewals implements vscode.Disposable {
  private readonly listening: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The case that has a log that was saved since it was read. */
  private due: string | undefined;
  private running = false;

  constructor(private readonly openCase: OpenCase) {
    this.listening = [
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (isLog(document) && isInCase(document.uri, openCase)) this.renewSoon();
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        if (files.some(({ oldUri, newUri }) => this.concerns(oldUri) || this.concerns(newUri))) this.renewSoon();
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        if (files.some((uri) => this.concerns(uri))) this.renewSoon();
      }),
      openCase.onDidChange(() => this.wait()),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const listener of this.listening) listener.dispose();
  }

  /** Whether the case is about to be read again. */
  get isUnderWay(): boolean {
    return this.running || this.due !== undefined;
  }

  /** Has the case read again, once it is read and nothing else is under way. */
  renewSoon(): void {
    this.due = this.openCase.state?.key;
    this.wait();
  }

  /** Whether a file or folder that went, came or has another name now may be, or hold, a log in one of the case's folders. */
  private concerns(uri: vscode.Uri): boolean {
    // without what it was opened on there is nothing to read: such a case stays as it is
    const isRoot = rootsOf(this.openCase).some((root) => isBelow(root, uri));
    return !isRoot && isInCase(uri, this.openCase) && mayBeLog(uri);
  }

  private wait(): void {
    if (this.due === undefined) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew(), PAUSE_MILLISECONDS);
  }

  private async renew(): Promise<void> {
    const { state } = this.openCase;
    if (state?.key !== this.due) this.due = undefined;
    // it is read now, and may have passed the log: its end is heard of
    if (this.due === undefined || this.running || state?.summary === undefined) return;
    this.due = undefined;
    this.running = true;
    await this.openCase.renew();
    this.running = false;
    this.wait();
  }
}

function isLog({ uri, languageId }: vscode.TextDocument): boolean {
  return languageId === LANGUAGE || isLogName(uri.path);
}
