import type * as vscode from 'vscode';
import type { EventPlace } from '../../case/eventTable';

/** Most hands do the second of two clicks within this time. */
const DOUBLE_CLICK_MILLISECONDS = 500;

/** An event as a row names it, and the way that its document comes up. */
export type Revealing = (
  scope: string,
  row: number,
  place: EventPlace | undefined,
  options: vscode.TextDocumentShowOptions,
) => Promise<boolean>;

/**
 * What rows of events do when they are chosen, as in VS Code's own lists: a click looks at the event and leaves the focus
 * in the list, in a tab that the next look takes over; the second of two clicks, and Enter, go there.
 */
export class Looks {
  private last: { readonly of: string; readonly at: number } | undefined;
  private newest = 0;
  private running: Promise<unknown> = Promise.resolve();

  constructor(private readonly reveal: Revealing) {}

  /** Says that a look at the same row again, soon after, is no second click. */
  forgetClick(): void {
    this.last = undefined;
  }

  /** Shows the event; of looks that come while one is on its way only the last. VS Code does not say how a row was chosen. */
  look(scope: string, row: number, place?: EventPlace, goes = false): Promise<boolean> {
    const [of, at, number] = [JSON.stringify([scope, row]), Date.now(), ++this.newest];
    const isSecond = this.last?.of === of && at - this.last.at < DOUBLE_CLICK_MILLISECONDS;
    this.last = { of, at };
    const stays = !goes && !isSecond;
    const shown = this.running.then(() =>
      number === this.newest
        ? this.reveal(scope, row, place, { preserveFocus: stays, preview: stays })
        : Promise.resolve(false),
    );
    this.running = shown.catch(() => undefined);
    return shown;
  }
}
