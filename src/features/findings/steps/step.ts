import * as vscode from 'vscode';
import { errorText } from '../../../case/errorText';
import type { EventPlace } from '../../../case/eventTable';
import type { LogDocument } from '../../../case/documents/logDocument';
import type { OpenCase } from '../../../case/openCase';
import type { OpenLogs } from '../../../case/documents/openLogs';
import { eventOfRow } from '../../eventRows';
import { lowestLevel } from '../../levels';
import { LANGUAGE, sourcePlace, toRange } from '../../shared';
import { endOf } from './ends';
import { flaggedRows, rulesOn } from './flagged';
import { idOf, type Node } from '../tree/nodes';
import { isFindingRow, referenceOf } from '../reference';
import type { FindingScope, ShownFindings } from '../scope';
import { inWords, noneHere, say, saySelected } from './stepWords';
import { Wait } from './wait';
import { noneOfLevelInWords } from '../words';

const NO_LOG = vscode.l10n.t('There is no log in the active editor.');

/** A row of the view from which the keys go on, and the events that it stands for. */
interface Start {
  readonly id: string;
  readonly scope: string;
  readonly generation: number | undefined;
  readonly rows: readonly number[];
}

/** Where the keys go on from that are pressed in the view: the row that is selected, if it stands for events. */
function startAt(node: Node | undefined): Start | undefined {
  if (node === undefined) return undefined;
  const { id: scope, generation } = node.scope;
  const rows = isFindingRow(node) ? referenceOf(node)?.hits.map(({ row }) => row) : [eventOfRow(node)?.row ?? -1];
  return { id: idOf(node), scope, generation, rows: (rows ?? []).filter((row) => row >= 0) };
}

/**
 * Goes to the next finding, or to the one before, round the ends: of the case, through all its logs, when the active one
 * belongs to it; else of the active log in the order of its text.
 */
export class FindingSteps {
  /** One step ends before the next begins: that one starts where it led to. */
  private last: Promise<void> = Promise.resolve();
  /** The row of the view from which a step went on, and the event that it led to: from there the next one goes on. */
  private led: { readonly from: string; readonly to: number } | undefined;
  /** A finding whose event could not be shown, with the place that was left for it: the next step goes on from it. */
  private unshown: { readonly row: number; readonly scope: string; readonly from: string } | undefined;

  private readonly wait = new Wait(vscode.l10n.t('Waiting until the rules are through…'));

  constructor(
    private readonly logs: OpenLogs,
    private readonly openCase: OpenCase,
    private readonly shown: ShownFindings,
    /** Told of each event that a step led to. */
    private readonly arrived: (scope: string, row: number) => void,
  ) {}

  /**
   * Resolves when the finding is selected. Where rules run they are waited for, and whoever asks again when that is
   * already said does not go two findings on.
   * @param selected the row of the view that the keys were pressed in.
   */
  step(direction: 1 | -1, selected: () => Node | undefined = () => undefined): Promise<void> {
    if (this.wait.isShown) return this.last;
    const failed = (error: unknown): void => say(errorText(error));
    return (this.last = this.last.then(() => this.stepNow(direction, selected)).catch(failed));
  }

  private async stepNow(direction: 1 | -1, selected: () => Node | undefined): Promise<void> {
    const editor = activeEditorOfLog();
    if (editor === undefined) return this.enter(direction, selected);
    const { uri } = editor.document;
    if (!(await this.wait.for(this.answerIsThere(editor.document)))) return;
    const now = activeEditorOfLog();
    if (now?.document.uri.toString() !== uri.toString()) {
      // the raw log gives its tab away to its readable view; whoever went to another log is left there
      const isSame = now !== undefined && sourcePlace(now.document.uri).source === sourcePlace(uri).source;
      return isSame ? this.stepNow(direction, selected) : undefined;
    }
    const { document: log } = this.logs.state(uri.toString()) ?? {};
    const start = startAt(selected());
    if (log !== undefined && (await this.stepInCase(now, log, direction, start))) return;
    // what the rules say of it was not waited for where the case might have led on
    if (!(await this.wait.for(this.logs.settled(uri.toString())))) return;
    if (activeEditorOfLog()?.document !== now.document) return;
    const { findings, failure } = this.logs.state(uri.toString()) ?? {};
    if (log === undefined || findings === undefined) return say(failure ?? NO_LOG);
    const lowest = lowestLevel();
    const records = Array.from(flaggedRows(findings, lowest), (row) => log.recordOfRow(row)).sort((a, b) => a - b);
    // the findings of all its logs come once the last of them is read
    const note = this.isOfCaseBeingRead(uri)
      ? vscode.l10n.t('this log alone: the case is still being read')
      : undefined;
    if (records.length === 0) {
      const ofCase = await this.findingsOfCase(uri);
      return say(inWords(noneHere(ofCase ?? findings, lowest, ofCase !== undefined), note));
    }
    const [atCursor, isAtCursor] = recordHere(now, log);
    const isFromRow =
      start?.scope === log.uri && this.isElsewhere(start, isAtCursor ? log.analysis.rows[atCursor] : undefined);
    const here = isFromRow ? log.recordOfRow(start.rows[0] as number) : atCursor;
    const isInside = isFromRow || isAtCursor;
    const place =
      direction === 1
        ? records.findIndex((record) => record > here)
        : records.findLastIndex((record) => record < here || (!isInside && record === here));
    const next = place >= 0 ? place : direction === 1 ? 0 : records.length - 1;
    const record = records[next] as number;
    const name = toRange(log.nameRange(record));
    now.selection = new vscode.Selection(name.start, name.end);
    now.revealRange(name, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    const row = log.analysis.rows[record] as number;
    saySelected(next, records.length, rulesOn(findings, row, lowest), note);
    this.arrivedAt(log.uri, row, start);
  }

  /** Without a log in the editor: to the finding next to the selected one, to the first of what is shown, or to the last. */
  private async enter(direction: 1 | -1, selected: () => Node | undefined): Promise<void> {
    if (!(await this.wait.for(this.shown.settled()))) return;
    const { scope } = this.shown;
    if (this.shown.current.kind === 'reading') return say(vscode.l10n.t('Findings come once everything is read.'));
    const lowest = lowestLevel();
    const rows = scope === undefined ? new Uint32Array() : flaggedRows(scope.findings, lowest);
    if (scope === undefined) return say(NO_LOG);
    const start = startAt(selected());
    const from = start && (await this.placeOf(start, scope, undefined));
    if (from !== undefined && (await this.goOn(scope, from, direction, start))) return;
    const end = await endOf(scope, rows, direction, this.logs, this.openCase);
    if (end === undefined) {
      const isBelow = rows.length === 0 && scope.findings.hits.length > 0;
      return say(isBelow ? noneOfLevelInWords(lowest) : vscode.l10n.t('There is no finding to go to.'));
    }
    if (!(await reveal(scope.id, end.row))) return;
    saySelected(end.nth, rows.length, rulesOn(scope.findings, end.row, lowest));
    this.arrived(scope.id, end.row);
  }

  private isOfCaseBeingRead(document: vscode.Uri): boolean {
    if (this.shown.current.kind !== 'reading') return false;
    const { source } = sourcePlace(document);
    return (this.openCase.state?.roots ?? []).some((root) => source === root || source.startsWith(`${root}/`));
  }

  /** Resolves when what the next step goes by is known: the findings of the case that holds the log, or else its own. */
  private async answerIsThere({ uri, version }: vscode.TextDocument): Promise<void> {
    // one that has just come up or was just edited is still to be read
    await this.logs.document(uri.toString(), version);
    await this.shown.settled();
    if ((await this.findingsOfCase(uri)) === undefined) await this.logs.settled(uri.toString());
  }

  /** What was found in the case that is shown, where it holds a log. */
  private async findingsOfCase(log: vscode.Uri): Promise<FindingScope['findings'] | undefined> {
    const { scope } = this.shown;
    if (scope === undefined || scope.id !== this.openCase.state?.key) return undefined;
    const records = await this.logs.worker.recordCount(sourcePlace(log).source);
    return records === undefined ? undefined : scope.findings;
  }

  /** False when the log does not belong to a case whose findings are known. */
  private async stepInCase(
    editor: vscode.TextEditor,
    log: LogDocument,
    direction: 1 | -1,
    start: Start | undefined,
  ): Promise<boolean> {
    const { scope } = this.shown;
    if (scope === undefined || scope.id !== this.openCase.state?.key) return false;
    const { source, first } = sourcePlace(editor.document.uri);
    const [here, isInside] = recordHere(editor, log);
    // before a place between two records comes the record before it
    const record = first + here + (!isInside && direction === -1 ? 1 : 0);
    const shown = isInside && start !== undefined ? await this.openCase.rowAt({ uri: source, record }) : undefined;
    const place = start && (await this.placeOf(start, scope, shown));
    return this.goOn(scope, place ?? { uri: source, record }, direction, start);
  }

  /** Where in the case the keys go on from; undefined where that is the place of the cursor, or the row is of other logs. */
  private async placeOf(start: Start, scope: FindingScope, shown: number | undefined): Promise<EventPlace | undefined> {
    if (start.scope !== scope.id || start.generation !== scope.generation || !scope.isOfCase) return undefined;
    return this.isElsewhere(start, shown) ? this.openCase.place(start.rows[0] as number, start.generation) : undefined;
  }

  /** Whether a row of the view stands for other events than the one at the cursor, and that is not where it led to before. */
  private isElsewhere({ id, rows }: Start, shown: number | undefined): boolean {
    if (rows.length === 0) return false;
    return shown === undefined || !(rows.includes(shown) || (this.led?.from === id && this.led.to === shown));
  }

  private arrivedAt(scope: string, row: number, start: Start | undefined): void {
    this.led = start && { from: start.id, to: row };
    this.arrived(scope, row);
  }

  /** To the finding beside a place in the case; false when the case does not hold it. */
  private async goOn(
    scope: FindingScope,
    from: EventPlace,
    direction: 1 | -1,
    start: Start | undefined,
  ): Promise<boolean> {
    const lowest = lowestLevel();
    const rows = flaggedRows(scope.findings, lowest);
    const left = `${from.uri} ${from.record}`;
    const { unshown } = this;
    const skipped =
      unshown?.scope === scope.id && unshown.from === left ? await this.openCase.place(unshown.row) : undefined;
    const place = skipped ?? from;
    const beside = await this.openCase.beside(rows.slice(), place, direction);
    if (beside === undefined) return false;
    const target = await this.openCase.place(beside.row);
    const isShown = await reveal(scope.id, beside.row);
    // another log may have come up, and the keys go on from there
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    const active = vscode.window.activeTextEditor;
    const isThere = isShown && active !== undefined && sourcePlace(active.document.uri).source === target?.uri;
    this.unshown = isThere ? undefined : { row: beside.row, scope: scope.id, from: left };
    if (!isThere) return true;
    saySelected(beside.nth, rows.length, rulesOn(scope.findings, beside.row, lowest));
    this.arrivedAt(scope.id, beside.row, start);
    return true;
  }
}

/** In a tab that the next step takes over: a case may have thousands of logs. One that was kept stays. */
async function reveal(scope: string, row: number): Promise<boolean> {
  const options = { preserveFocus: false, preview: true };
  return vscode.commands.executeCommand<boolean>('cloudtrail.revealEvent', scope, row, undefined, options);
}

function activeEditorOfLog(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === LANGUAGE ? editor : undefined;
}

/** The record that holds the cursor, or else the last one before it, and whether it holds it. */
function recordHere(editor: vscode.TextEditor, log: LogDocument): [record: number, isInside: boolean] {
  const cursor = editor.selection.active;
  const inside = log.recordAt(cursor);
  return [inside ?? recordBefore(log, cursor), inside !== undefined];
}

/** The last record that begins before a place; -1 when none does. */
function recordBefore(log: LogDocument, place: vscode.Position): number {
  let low = 0;
  let high = log.records;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (toRange(log.range(middle)).start.isBefore(place)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
