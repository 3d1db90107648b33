import * as vscode from 'vscode';
import { errorText } from '../../case/errorText';
import type { Findings } from '../../case/engine';
import type { EventSummary } from '../../case/eventTable';
import { type CaseSummary, isLacking } from '../../case/caseSummary';
import type { CaseState } from '../../case/caseState';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import { caseHasSeveralDays, hasSeveralDays } from '../eventTimes';
import { rowsOwner } from '../shared';
import type { ReadRecords } from '../signIns';

/** What the rules could look at. */
export interface Coverage {
  readonly events: number;
  /** Files of a case with problems; of a log that could not be read whole, one. */
  readonly broken: number;
  /** Files, or the log, whose events do not hold all of a record. */
  readonly lacking: number;
  /** Reading the case was stopped. */
  readonly isStopped: boolean;
}

/** What was found in one log, or in the case. */
export interface FindingScope {
  /** A document's address or a case's key. */
  readonly id: string;
  /** What its rows keep their state by; that of a case it has again when it is read anew. */
  readonly owner: string;
  /** Of a case, which numbers its rows are; see the state of the case. */
  readonly generation?: number;
  readonly findings: Findings;
  /** Whether events of several days are there, so that times need theirs. */
  readonly withDays: boolean;
  readonly coverage: Coverage;
  readonly isOfCase: boolean;
  events(rows: readonly number[]): Promise<EventSummary[]>;
  readonly records: ReadRecords;
}

/** How much of running the rules over a document or a case is done. */
export interface RuleProgress {
  /** A document's address or a case's key. */
  readonly key: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** What there is to show; `share` says how much of running the rules is done, from 0 to 1, once that is known. */
export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'running'; readonly before?: FindingScope; readonly share?: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'found'; readonly scope: FindingScope };

/** The findings of the case, or else of the active log: asks for those of the case, and again when the rules changed. */
export class ShownFindings {
  private readonly changes = new vscode.EventEmitter<Shown>();
  readonly onDidChange = this.changes.event;
  private readonly progress = new vscode.EventEmitter<void>();
  /** More of running the rules is done; all else is as it was. */
  readonly onDidProgress = this.progress.event;
  private asked: { readonly of: string; readonly abort: AbortController } | undefined;
  private shown: Shown = { kind: 'nothing' };
  private rules = 0;

  constructor(
    private readonly logs: OpenLogs,
    private readonly openCase: OpenCase,
  ) {}

  get current(): Shown {
    return this.shown;
  }

  get scope(): FindingScope | undefined {
    return this.shown.kind === 'found' ? this.shown.scope : undefined;
  }

  /** The same, or while the rules run again what they found before. */
  get inSight(): FindingScope | undefined {
    return this.shown.kind === 'running' ? this.shown.before : this.scope;
  }

  /** Resolves when no rules run. */
  async settled(): Promise<void> {
    while (this.shown.kind === 'running') {
      await new Promise<void>((resolve) => {
        const heard = this.onDidChange(() => {
          heard.dispose();
          resolve();
        });
      });
    }
  }

  /** The rules changed: what they found in the case is out of date. */
  rulesChanged(): void {
    this.rules++;
    this.refresh();
  }

  /** The case, the active log or its findings changed. */
  refresh(): void {
    const state = this.openCase.state;
    if (state === undefined) {
      this.forget();
      this.set(this.ofLog());
    } else if (state.failure !== undefined) {
      this.forget();
      this.set({ kind: 'failed', message: state.failure });
    } else if (state.summary === undefined) {
      this.forget();
      this.set({ kind: 'reading' });
    } else this.askForCase(state, state.summary);
  }

  progressed({ key, share }: RuleProgress): void {
    if (this.shown.kind !== 'running' || key !== (this.openCase.state?.key ?? this.logs.active?.uri)) return;
    this.shown = { ...this.shown, share };
    this.progress.fire();
  }

  private forget(): void {
    this.asked?.abort.abort();
    this.asked = undefined;
  }

  private askForCase(state: CaseState, summary: CaseSummary): void {
    const { key, generation, roots } = state;
    const of = `${key} ${generation} ${this.rules}`;
    if (this.asked?.of === of) return;
    // findings of other rows, which are numbered anew, would show as those of other events
    const before = this.asked?.of.startsWith(`${key} ${generation} `) === true ? this.inSight : undefined;
    this.forget();
    const abort = new AbortController();
    this.asked = { of, abort };
    const { events: count, withProblems: broken, lacking, stopped: isStopped } = summary;
    const coverage = { events: count, broken, lacking, isStopped };
    const rows = { id: key, owner: rowsOwner(key, roots), generation, withDays: caseHasSeveralDays(state) };
    const records: ReadRecords = (rows) => this.logs.worker.records(key, rows, generation);
    const about = { ...rows, coverage, isOfCase: true, records };
    this.set({ kind: 'running', ...(before === undefined ? {} : { before }) });
    const events = (rows: readonly number[]): Promise<EventSummary[]> => this.openCase.events(Uint32Array.from(rows));
    this.logs.worker.findings(key, abort.signal).then(
      (findings) => {
        if (!abort.signal.aborted) this.set({ kind: 'found', scope: { ...about, findings, events } });
      },
      (error: unknown) => {
        const message = errorText(error);
        if (!abort.signal.aborted) this.set({ kind: 'failed', message });
      },
    );
  }

  private ofLog(): Shown {
    const log = this.logs.active;
    if (log === undefined) return { kind: 'nothing' };
    if (log.failure !== undefined) return { kind: 'failed', message: log.failure };
    const { document, findings } = log;
    if (document === undefined) return { kind: 'reading' };
    const before = this.inSight;
    if (findings === undefined) return { kind: 'running', ...(before?.id === log.uri ? { before } : {}) };
    if (before?.findings === findings) return { kind: 'found', scope: before };
    const events = async (rows: readonly number[]): Promise<EventSummary[]> =>
      rows.map((row) => document.eventOfRow(row));
    const broken = document.analysis.problems.some(({ severity }) => severity === 'error') ? 1 : 0;
    const lacking = isLacking(document.analysis) ? 1 : 0;
    const coverage = { events: document.records, broken, lacking, isStopped: false };
    const rows = { id: log.uri, owner: rowsOwner(log.uri), withDays: hasSeveralDays(document) };
    const records: ReadRecords = (rows) => this.logs.worker.records(log.uri, rows);
    const about = { ...rows, coverage, isOfCase: false, records };
    return { kind: 'found', scope: { ...about, findings, events } };
  }

  private set(shown: Shown): void {
    this.shown = shown;
    this.changes.fire(shown);
  }
}
