import * as vscode from 'vscode';
import { identityOf } from '../../record/identity';
import { clockTime, timeOfRecord } from '../../record/time';
import { type CloudTrailRecord, text } from '../../record/types';

/** The scheme of documents that explain one event. */
const SCHEME = 'cloudtrail-explain';
/** How many explanations stay, for those who go back to their tabs. */
const KEPT = 50;
/** The documents that explain one event each, shown as Markdown is to be read. */
export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  /** By their addresses, those that were shown last at the end. */
  private readonly texts = new Map<string, string>();
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.changes.event;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const gone = vscode.l10n.t('This explanation is gone. Run "Explain Event" on the event again.');
    return this.texts.get(uri.toString()) ?? gone;
  }

  /** Shows what is said of an event, in Markdown, in the preview of that event where it is open already. */
  async show(record: CloudTrailRecord, explained: string): Promise<void> {
    const { texts } = this;
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${titleOf(record)}.md`,
      query: text(record['eventID']) ?? String(texts.size),
    });
    texts.delete(uri.toString());
    texts.set(uri.toString(), explained);
    // the rules may have found more since it was opened
    this.changes.fire(uri);
    const [oldest] = texts.keys();
    if (texts.size > KEPT && oldest !== undefined) texts.delete(oldest);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changes.dispose();
  }
}

/** `RunInstances alice 08.27.45`: a title that a path can hold. */
function titleOf(record: CloudTrailRecord): string {
  const parts = [
    text(record['eventName']) ?? 'event',
    identityOf(record['userIdentity']).label,
    clockTime(timeOfRecord(record)),
  ];
  return parts
    .join(' ')
    .replace(/:/g, '.')
    .replace(/[^\p{L}\p{N} ._@-]+/gu, ' ')
    .slice(0, 120);
}
