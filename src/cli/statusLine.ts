/** The part of a terminal that is needed. */
interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** What is over before is not worth a line, and nobody reads faster than this. */
const SHOWN_AFTER_MILLISECONDS = 600;
const SHOWN_EVERY_MILLISECONDS = 100;
const CLEARED = '\r\u001b[K';

/** Says on the last line of a terminal what is going on; nothing where there is no terminal, or one without a cursor. */
export class StatusLine {
  private readonly isThere: boolean;
  private shownAt: number;
  private isShown = false;

  /** @param now milliseconds on a clock that only goes on */
  constructor(
    private readonly terminal: Terminal,
    kind = process.env['TERM'],
    private readonly now = (): number => performance.now(),
  ) {
    this.isThere = terminal.isTTY === true && kind !== 'dumb';
    this.shownAt = now() + SHOWN_AFTER_MILLISECONDS - SHOWN_EVERY_MILLISECONDS;
  }

  /** Takes the place of what was shown before. Our own words and numbers only: nothing in it is escaped. */
  show(text: string): void {
    if (!this.isThere || this.now() < this.shownAt + SHOWN_EVERY_MILLISECONDS) return;
    this.shownAt = this.now();
    this.isShown = true;
    // a longer line would go over into the next, which is not taken back; some do not know their width
    this.terminal.write(CLEARED + text.slice(0, (this.terminal.columns || 80) - 1));
  }

  /** To be called before anything else is written to the terminal. */
  clear(): void {
    if (this.isShown) this.terminal.write(CLEARED);
    this.isShown = false;
  }
}
