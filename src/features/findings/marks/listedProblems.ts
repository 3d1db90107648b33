import * as vscode from 'vscode';

/** A way to list a finding: on one of its events. */
export interface Option {
  /** The event's log, and its number there. */
  readonly source: string;
  readonly record: number;
  /** The document that shows it. */
  readonly uri: vscode.Uri;
  readonly diagnostic: vscode.Diagnostic;
}

/** What there is to list. */
export interface Listing {
  /** Of each the first option is listed that no open log shows by itself. */
  readonly entries: readonly (readonly Option[])[];
  /** What is said beside the first of them. */
  readonly note?: vscode.Diagnostic | undefined;
}

/** Records of a log that an open document shows, `end` not among them. */
export interface OpenRecords {
  readonly source: string;
  readonly first: number;
  readonly end: number;
}

interface Shown {
  readonly uri: vscode.Uri;
  readonly diagnostics: readonly vscode.Diagnostic[];
}

/** What changes so soon after another is shown with it. */
const GATHER_MILLISECONDS = 30;
/** So many documents get their problems at once: VS Code looks at each, in the thread of all extensions. */
const MOST_AT_ONCE = 50;

/** The problems of documents that are not open, without what open ones show by themselves. */
export class ListedProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('cloudtrail-closed');
  private readonly open = new Map<string, OpenRecords>();
  private readonly shown = new Map<string, Shown>();
  private listing: Listing = { entries: [] };
  private timer: ReturnType<typeof setTimeout> | undefined;

  show(listing: Listing): void {
    this.listing = listing;
    this.soon();
  }

  /** A document shows findings of these records by itself, or no longer. */
  opened(document: string, records: OpenRecords | undefined): void {
    if (records === undefined && !this.open.has(document)) return;
    if (records === undefined) this.open.delete(document);
    else this.open.set(document, records);
    this.soon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.collection.dispose();
  }

  private soon(milliseconds = GATHER_MILLISECONDS): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, milliseconds);
  }

  /** Shows some of what changed; the rest, or what changed meanwhile, a little later. */
  private draw(): void {
    const wanted = this.wanted();
    const gone = [...this.shown].filter(([key]) => !wanted.has(key)).map(([key, { uri }]) => ({ key, uri }));
    const changed = [...wanted].filter(([key, { diagnostics }]) => !areSame(diagnostics, this.shown.get(key)));
    const all = [...gone, ...changed.map(([key, now]) => ({ key, ...now }))];
    const now: readonly (Partial<Shown> & { key: string; uri: vscode.Uri })[] = all.slice(0, MOST_AT_ONCE);
    for (const { key, uri, diagnostics } of now) {
      if (diagnostics === undefined) this.shown.delete(key);
      else this.shown.set(key, { uri, diagnostics });
    }
    this.collection.set(now.map(({ uri, diagnostics }) => [uri, diagnostics]));
    if (all.length > now.length) this.soon(0);
  }

  private wanted(): Map<string, { uri: vscode.Uri; diagnostics: vscode.Diagnostic[] }> {
    const wanted = new Map<string, { uri: vscode.Uri; diagnostics: vscode.Diagnostic[] }>();
    const open = [...this.open.values()];
    const isOpen = ({ source, record }: Option): boolean =>
      open.some((one) => one.source === source && record >= one.first && record < one.end);
    for (const options of this.listing.entries) {
      const option = options.find((one) => !isOpen(one));
      if (option === undefined) continue;
      const key = option.uri.toString();
      const { note } = this.listing;
      if (wanted.size === 0 && note !== undefined) wanted.set(key, { uri: option.uri, diagnostics: [note] });
      const there = wanted.get(key);
      if (there === undefined) wanted.set(key, { uri: option.uri, diagnostics: [option.diagnostic] });
      else there.diagnostics.push(option.diagnostic);
    }
    return wanted;
  }
}

function areSame(diagnostics: readonly vscode.Diagnostic[], shown: Shown | undefined): boolean {
  return (
    shown?.diagnostics.length === diagnostics.length && diagnostics.every((one, n) => one === shown.diagnostics[n])
  );
}
