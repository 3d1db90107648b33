import * as vscode from 'vscode';
import { isLogName } from '../../case/logNames';
import type { OpenCase } from '../../case/openCase';
import { LANGUAGE } from '../shared';

/** Several logs may be saved at once, and one again and again. */
const PAUSE_MILLISECONDS = 300;

/** Reads the case again when a log in it was edited and saved: its events could not be looked at any more. */
export class Renewals implements vscode.Disposable {
  private readonly listening: vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The case that has a log that was saved since it was read. */
  private due: string | undefined;
  private running = false;

  constructor(private readonly openCase: OpenCase) {
    this.listening = [
      vscode.workspace.onDidSaveTextDocument((document) => {
        const { key, roots = [] } = openCase.state ?? {};
        if (!isLog(document) || !roots.some((root) => isBelow(document.uri, vscode.Uri.parse(root, true)))) return;
        this.due = key;
        this.wait();
      }),
      openCase.onDidChange(() => this.wait()),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const listener of this.listening) listener.dispose();
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

function isBelow(uri: vscode.Uri, root: vscode.Uri): boolean {
  const folder = root.path.replace(/\/?$/, '/');
  const isSameSystem = uri.scheme === root.scheme && uri.authority === root.authority;
  return isSameSystem && (uri.path === root.path || uri.path.startsWith(folder));
}
