import * as vscode from 'vscode';
import { type DiskChanges, NO_DISK_CHANGES } from '../../case/diskChanges';
import type { OpenCase } from '../../case/openCase';
import { countInWords } from '../counts';
import { isInCase, mayBeLog, rootsOf } from './caseRoots';
import type { Renewals } from './renewals';

/** So long nothing changes when a copy of logs is done, or pauses. */
const QUIET_MILLISECONDS = 1500;
/** So long a copy that does not pause is waited for. */
const MOST_MILLISECONDS = 15_000;

/**
 * Tells when other programs add, change or take away logs in the folders of the case that is open, as a download that goes
 * on does, and offers to read it again; of what changes after that it tells anew. What is changed in the editor is read
 * again by itself (renewals.ts).
 */
export class Arrivals implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  /** Fires when {@link current} is another one. */
  readonly onDidChange = this.changes.event;
  private readonly listening: vscode.Disposable;
  /** The roots that are watched: those of the case that is open. */
  private watched: readonly string[] | undefined;
  private watchers: readonly vscode.Disposable[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first change was heard of that was not looked at yet. */
  private since: number | undefined;
  private last: DiskChanges = NO_DISK_CHANGES;
  /** The case, as it was read, of which it was offered. */
  private offered = '';

  constructor(
    private readonly openCase: OpenCase,
    private readonly renewals: Pick<Renewals, 'isUnderWay' | 'renewSoon'>,
  ) {
    this.listening = openCase.onDidChange(() => this.caseChanged());
    this.caseChanged();
  }

  /** What is another one on disk than when the case was read. */
  get current(): DiskChanges {
    return this.last;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listening.dispose();
    this.changes.dispose();
    this.unwatch();
  }

  private caseChanged(): void {
    const { state } = this.openCase;
    if (this.watched !== state?.roots) {
      this.watched = state?.roots;
      this.unwatch();
      this.watchers = rootsOf(this.openCase).flatMap((root) => this.watch(root));
      this.since = undefined;
    }
    // it has just been read, or is read now
    if (this.readAs() !== this.offered) this.set(NO_DISK_CHANGES);
    if (this.since !== undefined && state?.summary !== undefined) this.wait();
  }

  /** Watches what is below a root, and itself: whether it is a folder is not known. */
  private watch(root: vscode.Uri): vscode.Disposable[] {
    const heard = (uri: vscode.Uri): void => this.heard(uri);
    const below = new vscode.RelativePattern(root, '**/*');
    const beside = new vscode.RelativePattern(vscode.Uri.joinPath(root, '..'), '*');
    return [below, beside].flatMap((pattern) => {
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      return [watcher, watcher.onDidCreate(heard), watcher.onDidChange(heard), watcher.onDidDelete(heard)];
    });
  }

  private unwatch(): void {
    for (const watcher of this.watchers) watcher.dispose();
  }

  private heard(uri: vscode.Uri): void {
    if (!isInCase(uri, this.openCase) || !mayBeLog(uri)) return;
    this.since ??= Date.now();
    this.wait();
  }

  private wait(): void {
    const left = (this.since ?? 0) + MOST_MILLISECONDS - Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), Math.max(0, Math.min(QUIET_MILLISECONDS, left)));
  }

  private async look(): Promise<void> {
    // its end is heard of, and what came meanwhile is looked at then
    if (this.openCase.state?.summary === undefined) return;
    if (this.renewals.isUnderWay) {
      this.since = Date.now();
      return this.wait();
    }
    this.since = undefined;
    const read = this.readAs();
    // where that fails the worker is gone, and all of it is read again
    const found = await this.openCase.diskChanges().catch(() => NO_DISK_CHANGES);
    if (this.readAs() !== read) return;
    this.set(found);
    if (isNothing(found) || this.offered === read) return;
    this.offered = read;
    const again = vscode.l10n.t('Read the Case Again');
    if ((await vscode.window.showInformationMessage(diskChangesInWords(found), again)) === again)
      this.renewals.renewSoon();
  }

  /** Another text for each time that a case was read. */
  private readAs(): string {
    const { state } = this.openCase;
    return `${state?.key} ${state?.generation}`;
  }

  private set(changes: DiskChanges): void {
    if (isNothing(changes) && isNothing(this.last)) return;
    this.last = changes;
    this.changes.fire();
  }
}

function isNothing({ came, changed, went }: DiskChanges): boolean {
  return came + changed + went === 0;
}

/** What a person is told; empty where nothing changed. */
export function diskChangesInWords(changes: DiskChanges): string {
  if (isNothing(changes)) return '';
  const { came, changed, went } = changes;
  const parts = [
    came > 0 ? vscode.l10n.t('{0} new', countInWords(came)) : '',
    changed > 0 ? vscode.l10n.t('{0} changed', countInWords(changed)) : '',
    went > 0 ? vscode.l10n.t('{0} gone', countInWords(went)) : '',
  ].filter((part) => part !== '');
  return vscode.l10n.t('Logs of the case changed on disk since it was read: {0}.', parts.join(', '));
}
