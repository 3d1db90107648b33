import * as vscode from 'vscode';
import { labelText, listText, sayInStatusBar } from '../../shared';

/** What becomes of what is taken back: it is, or somebody else did so before, or it is still there. */
export type TakenBack = 'takenBack' | 'wasGone' | 'isThere';

/** What was done, and how it is looked at and taken back. */
export interface Deed<T> {
  /** In a sentence; with text from the log. */
  readonly said: string;
  /** The same for the status bar, which has room for its beginning. */
  readonly briefly: string;
  /** What is taken back, behind a verb; with text from the log. */
  readonly undone: string;
  readonly about: T;
  undo(): Promise<TakenBack>;
  /** Undefined where there is nothing to be looked at. */
  readonly open: (() => Promise<void>) | undefined;
}

const CONTEXT = 'cloudtrail.hasLastException';
/** Afterwards nobody looks for it in the status bar; it can be taken back all the same. */
const SHOWN_MILLISECONDS = 120_000;
const MAX_TEXT = 90;

/** The exceptions that were made in this window, the last of which the status bar tells of: one place, however many are made. */
export class LastExceptions<T> implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'cloudtrail.lastException',
    vscode.StatusBarAlignment.Left,
    -1000,
  );
  private readonly deeds: Deed<T>[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (text: string) => void = (text) => void sayInStatusBar(text, 6000)) {
    this.item.name = vscode.l10n.t('CloudTrail: Last Exception');
    this.item.command = 'cloudtrail.lastException';
  }

  add(deed: Deed<T>): void {
    this.deeds.push(deed);
    this.show(deed);
  }

  get isEmpty(): boolean {
    return this.deeds.length === 0;
  }

  /** Takes the last one back; what it was about, or undefined when there is none, or it is still there. */
  async undo(): Promise<T | undefined> {
    const deed = this.deeds.at(-1);
    if (deed === undefined || !(await this.takeBack(deed))) return undefined;
    return deed.about;
  }

  /** Takes one of them back and says so, or that this was done before; false where it is still there. */
  async takeBack(deed: Deed<T>): Promise<boolean> {
    if (this.isGone(deed)) return true;
    const done = await deed.undo();
    if (done === 'isThere') return false;
    this.gone(deed);
    const said =
      done === 'wasGone'
        ? vscode.l10n.t('No longer there: {0}.', deed.undone)
        : vscode.l10n.t('Taken back: {0}.', deed.undone);
    this.say(said);
    return true;
  }

  /** Shows one of them, or says that it was taken back before: a notice of it stays until a person closes it. */
  async open(deed: Deed<T>): Promise<void> {
    if (!this.isGone(deed)) await deed.open?.();
  }

  /** Whether one was taken back, which is said. */
  private isGone(deed: Deed<T>): boolean {
    if (this.deeds.includes(deed)) return false;
    this.say(vscode.l10n.t('Taken back before: {0}.', deed.undone));
    return true;
  }

  private gone(deed: Deed<T>): void {
    const at = this.deeds.indexOf(deed);
    if (at < 0) return;
    this.deeds.splice(at, 1);
    if (at === this.deeds.length) this.hide();
    if (this.deeds.length === 0) void vscode.commands.executeCommand('setContext', CONTEXT, false);
  }

  /** Asks what is to be done about the last one; says whether it is to be taken back. */
  async ask(): Promise<boolean> {
    const deed = this.deeds.at(-1);
    if (deed === undefined) return false;
    const undo = { label: vscode.l10n.t('Undo') };
    const open = { label: vscode.l10n.t('Open Exception') };
    const choices = deed.open === undefined ? [undo] : [undo, open];
    const chosen = await vscode.window.showQuickPick(choices, { title: labelText(deed.said) });
    if (chosen === open) await this.open(deed);
    return chosen === undo;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item.dispose();
  }

  private show({ said, briefly }: Deed<T>): void {
    this.item.text = `$(check) ${listText(briefly.length > MAX_TEXT ? `${briefly.slice(0, MAX_TEXT)}…` : briefly)}`;
    this.item.tooltip = `${labelText(said)}\n${vscode.l10n.t('Click to take it back or to look at it.')}`;
    this.item.accessibilityInformation = { label: labelText(said), role: 'button' };
    this.item.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.item.hide(), SHOWN_MILLISECONDS);
    void vscode.commands.executeCommand('setContext', CONTEXT, true);
  }

  private hide(): void {
    clearTimeout(this.timer);
    this.item.hide();
  }
}
