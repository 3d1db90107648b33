import type * as vscode from 'vscode';
import { Emitter } from '../../case/emitter';
import type { RuleWritingWorker } from '../../case/rules/ruleWriting/ruleWriting';
import type { RuleTrial, TrialResult } from '../../case/rules/ruleWriting/trial';
import { headsOf } from '../ruleYaml';
import type { TrialScope, TrialScopes } from './scope';

/** What was found when a rule document was tried last. */
export interface Trial {
  readonly scope: TrialScope;
  readonly version: number;
  readonly result: TrialResult;
}

interface Entry {
  /** What is being tried, or was last. */
  asked: { readonly version: number; readonly scope: TrialScope; readonly epoch: number } | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  abort: AbortController | undefined;
  last: Trial | undefined;
  /** What was asked last found no answer: the worker is gone, or the events are. */
  failed: boolean;
}

/** A keystroke is not yet a change worth trying. */
const SETTLE_MILLISECONDS = 300;

/** Tries rule documents on the open log or case, each as it is now: what is asked of an older state is given up. */
export class Trials {
  private readonly entries = new Map<string, Entry>();
  private readonly changes = new Emitter<string>();
  private epoch = 0;
  /** A document was tried; the news is its address. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly worker: RuleWritingWorker,
    private readonly scopes: TrialScopes,
  ) {}

  /** The last trial on these events, also of an older version of the document; the newest is begun if need be. */
  of(document: vscode.TextDocument): Trial | undefined {
    const scope = this.scopes.current;
    if (scope === undefined) return undefined;
    const entry = this.entryOf(document);
    const { asked } = entry;
    if (asked?.version !== document.version || asked.scope !== scope || asked.epoch !== this.epoch)
      this.begin(entry, document, scope, entry.last?.scope === scope ? SETTLE_MILLISECONDS : 0);
    return entry.last?.scope === scope ? entry.last : undefined;
  }

  /** The trial of the document as it is now; undefined without a log, and when it is given up. */
  async settled(document: vscode.TextDocument): Promise<Trial | undefined> {
    while (this.scopes.current !== undefined && !document.isClosed) {
      const trial = this.of(document);
      if (trial?.version === document.version && this.entryOf(document).asked?.version === trial.version) return trial;
      await new Promise<void>((resolve) => {
        const listening = this.onDidChange((uri) => {
          if (uri !== document.uri.toString()) return;
          listening.dispose();
          resolve();
        });
      });
      if (this.entries.get(document.uri.toString())?.failed !== false) return undefined;
    }
    return undefined;
  }

  /** The rules in force changed: what refers to them may find something else. */
  forgetAll(): void {
    this.epoch++;
  }

  close(uri: string): void {
    const entry = this.entries.get(uri);
    clearTimeout(entry?.timer);
    entry?.abort?.abort();
    this.entries.delete(uri);
    this.changes.fire(uri);
  }

  dispose(): void {
    for (const uri of [...this.entries.keys()]) this.close(uri);
  }

  private entryOf(document: vscode.TextDocument): Entry {
    const uri = document.uri.toString();
    let entry = this.entries.get(uri);
    if (entry === undefined) {
      entry = { asked: undefined, timer: undefined, abort: undefined, last: undefined, failed: false };
      this.entries.set(uri, entry);
    }
    return entry;
  }

  private begin(entry: Entry, document: vscode.TextDocument, scope: TrialScope, wait: number): void {
    clearTimeout(entry.timer);
    entry.abort?.abort();
    const abort = (entry.abort = new AbortController());
    const { version } = document;
    entry.asked = { version, scope, epoch: this.epoch };
    entry.failed = false;
    entry.timer = setTimeout(() => void this.run(entry, document, scope, version, abort.signal), wait);
  }

  private async run(
    entry: Entry,
    document: vscode.TextDocument,
    scope: TrialScope,
    version: number,
    signal: AbortSignal,
  ): Promise<void> {
    const uri = document.uri.toString();
    try {
      const isOld = document.isClosed || document.version !== version;
      const result = isOld ? undefined : await this.worker.tryRules(scope.key, uri, document.getText(), signal);
      if (signal.aborted) return;
      entry.failed = result === undefined && !isOld;
      if (result !== undefined) entry.last = { scope, version, result };
    } catch {
      if (signal.aborted) return;
      entry.failed = true;
    }
    this.changes.fire(uri);
  }
}

/** The trial of one document of a file, by its number in it; undefined when it could not be tried. */
export function trialOf(document: vscode.TextDocument, number: number, { result }: Trial): RuleTrial | undefined {
  const head = headsOf(document)[number];
  return result.trials.find(({ line }) => line - 1 === head?.line);
}
