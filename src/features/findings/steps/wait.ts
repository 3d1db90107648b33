import * as vscode from 'vscode';

/** Most answers are there before it, and nothing flashes up. */
const SHOWN_AFTER_MILLISECONDS = 300;

/** Waits that take more than a moment are shown in a notice, and a person may cancel them there. */
export class Wait {
  private shown = false;

  constructor(private readonly title: string) {}

  get isShown(): boolean {
    return this.shown;
  }

  /** False when it was cancelled. */
  async for(done: Promise<unknown>): Promise<boolean> {
    const isDone = done.then(() => true);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isLong = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, SHOWN_AFTER_MILLISECONDS, undefined);
    });
    const inTime = await Promise.race([isDone, isLong]).finally(() => clearTimeout(timer));
    return inTime ?? this.withNotice(isDone);
  }

  private async withNotice(done: Promise<boolean>): Promise<boolean> {
    this.shown = true;
    const options = { location: vscode.ProgressLocation.Notification, title: this.title, cancellable: true };
    try {
      return await vscode.window.withProgress(options, (_, token) => {
        const cancelled = new Promise<false>((resolve) => token.onCancellationRequested(() => resolve(false)));
        return Promise.race([done, cancelled]);
      });
    } finally {
      this.shown = false;
    }
  }
}
