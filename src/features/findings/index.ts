import * as vscode from 'vscode';
import type { EventSummary } from '../../case/eventTable';
import type { OpenCase } from '../../case/openCase';
import type { LogDocument } from '../../case/documents/logDocument';
import type { OpenLogs } from '../../case/documents/openLogs';
import type { RuleHit } from '../../reference';
import { type EventReference, eventOfRow, goToSelected, selectFocused } from '../eventRows';
import { onDidChangeLevel } from '../levels';
import { showRulePage } from '../rulesInForce/ruleDocuments';
import type { RuleFiles } from '../rulesInForce/ruleFiles';
import { LOG_DOCUMENTS } from '../shared';
import { chooseRemedy, chooseRemedyInView, FindingActions } from './actions';
import { CaseMarks } from './marks/caseMarks';
import { ClosedLogs } from './marks/closedLogs';
import { chooseLevel } from './tree/chooseLevel';
import { ExceptionFile, type Made } from './exceptions/exceptionFile';
import { Excuses } from './exceptions/excuse';
import { FindingEvents } from './exceptions/findingEvents';
import { foundOn } from './foundOn';
import { showEventsOfIdentity } from './identityEvents';
import { itemOf } from './tree/items';
import { LastExceptions } from './exceptions/lastException';
import type { Node } from './tree/nodes';
import { type FindingReference, type FindingRow, isFindingRow, referenceOf } from './reference';
import { RuleFileProblems } from './ruleFileProblems';
import { type RuleProgress, ShownFindings } from './scope';
import { FindingSteps } from './steps/step';
import { say, sayNoMore } from './steps/stepWords';
import { registerView } from './tree/view';
import { WhyHover } from './hovers/why';

export type { RuleProgress } from './scope';

/** Suspicious events as people work with them: the Findings view, why something fired, exceptions, going through them. */
export function register(
  context: vscode.ExtensionContext,
  logs: OpenLogs,
  openCase: OpenCase,
  rules: RuleFiles,
  onRuleProgress: vscode.Event<RuleProgress>,
): { readonly foundOn: (log: LogDocument, record: number) => Promise<RuleHit[] | undefined> } {
  const shown = new ShownFindings(logs, openCase);
  const marks = new CaseMarks(logs, openCase, shown);
  const closed = new ClosedLogs(logs, shown);
  const problems = new RuleFileProblems(logs);
  const last = new LastExceptions<FindingReference>();
  const file = new ExceptionFile(rules, last, logs.worker);
  const excuses = new Excuses(new FindingEvents(logs, openCase), file, context.globalState);
  const eventsOf = async (scope: string, rows: Uint32Array): Promise<EventSummary[]> => {
    if (scope === openCase.state?.key) return openCase.events(rows);
    const log = logs.state(scope)?.document;
    return log === undefined ? [] : Array.from(rows, (row) => log.eventOfRow(row));
  };
  const command = (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`cloudtrail.${name}`, run as (...args: unknown[]) => unknown);
  const aboutFinding = (name: string, run: (finding: FindingReference) => unknown): vscode.Disposable =>
    command(name, (about: FindingReference | FindingRow | undefined) => {
      const finding = about && referenceOf(about);
      return finding && run(finding);
    });
  const excusing = (name: string, run: (finding: FindingReference) => Promise<Made>): vscode.Disposable =>
    command(name, async (about: FindingReference | FindingRow | undefined) => {
      const finding = about && referenceOf(about);
      if (about === undefined || finding === undefined) return;
      const goOn = 'kind' in about ? view.goingOn(about) : undefined;
      const made = await run(finding);
      if (made !== false) goOn?.(made);
    });
  const view = registerView(context, shown, problems, logs, openCase, rules);
  /** The row from which keys go on that are pressed in the view. */
  const selectedBy = (about: unknown) => (about === 'selected' ? () => view.selected() : undefined);
  const steps = new FindingSteps(logs, openCase, shown, (scope, row) => {
    // a click on a row from which the keys led on is no second one
    void vscode.commands.executeCommand('cloudtrail.forgetClick');
    void view.follow(scope, row);
  });
  const undo = async (from?: unknown): Promise<void> => {
    // the key is taken all the same: the editor would undo what was written in it
    if (last.isEmpty) return say(vscode.l10n.t('There is no exception to take back.'));
    const about = await last.undo();
    if (about !== undefined) view.comingBack(about, from === 'selected');
  };
  context.subscriptions.push(
    last,
    problems,
    marks,
    closed,
    onRuleProgress((progress) => shown.progressed(progress)),
    shown.onDidChange(() => marks.refreshAll()),
    onDidChangeLevel(() => marks.refreshAll()),
    shown.onDidChange(() => closed.refresh()),
    onDidChangeLevel(() => closed.refresh()),
    vscode.window.onDidChangeActiveTextEditor(sayNoMore),
    logs.onDidChange(({ uri }) => marks.refresh(uri)),
    logs.onDidClose((uri) => marks.closed(uri)),
    logs.onDidChange(({ uri }) => closed.logChanged(uri)),
    logs.onDidClose((uri) => closed.logClosed(uri)),
    rules.onDidChange(() => {
      problems.rulesChanged();
      shown.rulesChanged();
    }),
    openCase.onDidChange(() => shown.refresh()),
    logs.onDidActivate(() => shown.refresh()),
    logs.onDidChange((state) => {
      if (state.uri === logs.active?.uri) shown.refresh();
    }),
    vscode.languages.registerHoverProvider(LOG_DOCUMENTS, new WhyHover(logs, openCase, shown)),
    vscode.languages.registerCodeActionsProvider(LOG_DOCUMENTS, new FindingActions(logs, marks), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    command('nextFinding', (about?: unknown) => steps.step(1, selectedBy(about))),
    command('previousFinding', (about?: unknown) => steps.step(-1, selectedBy(about))),
    command('findingActions', async (about?: unknown) => {
      if (about !== 'selected') return chooseRemedy(logs, marks, eventIn(about));
      await selectFocused(() => commandOf(view.selected()));
      return chooseRemedyInView(view.selected(), () => view.whyEmpty());
    }),
    command('goToFinding', () => goToSelected(() => commandOf(view.selected()))),
    command('filterByLevel', () => chooseLevel(shown.inSight?.findings)),
    command('saveExceptions', () => file.save()),
    command('undoException', undo),
    command('lastException', async () => {
      if (await last.ask()) await undo();
    }),
    excusing('exceptIdentity', (finding) => excuses.exceptIdentity(finding)),
    // one, called in a menu by what it does to the row
    ...['exceptEvent', 'exceptEvents', 'exceptValue'].map((name) =>
      excusing(name, (finding) => excuses.exceptEvent(finding)),
    ),
    excusing('turnRuleOff', (finding) => excuses.turnOff(finding)),
    aboutFinding('copyAsFilter', (finding) => excuses.copy(finding)),
    command('showEventsOfIdentity', async (about: unknown) => {
      const event = eventIn(about);
      if (event === undefined) return;
      // while a case is read its rows get other numbers
      const row = event.place === undefined ? event.row : await openCase.rowAt(event.place);
      if (row !== undefined) await showEventsOfIdentity(logs, eventsOf, { ...event, row });
    }),
    aboutFinding('openRule', openRule),
  );
  shown.refresh();
  return { foundOn: (log, record) => foundOn(logs, openCase, shown, log, record) };
}

/** The event that a command is about: as it is given, or by a row of a view; the editor's menu gives an address instead. */
function eventIn(about: unknown): EventReference | undefined {
  if (typeof about !== 'object' || about === null) return undefined;
  if ('kind' in about) {
    const node = about as Node;
    return eventOfRow(node) ?? (isFindingRow(node) || node.kind === 'part' ? referenceOf(node) : undefined);
  }
  return 'scope' in about && 'row' in about ? (about as EventReference) : undefined;
}

function commandOf(node: Node | undefined): vscode.Command | undefined {
  return node && itemOf(node).command;
}

/** A person's own rule in its file, to be changed; a bundled one as the page that describes it, to be read. */
async function openRule({ rule }: FindingReference): Promise<void> {
  const own = /^[a-z][a-z0-9+.-]*:/i.test(rule.path) ? vscode.Uri.parse(rule.path, true) : undefined;
  if (own === undefined) return showRulePage(rule);
  const selection = new vscode.Range(rule.line - 1, 0, rule.line - 1, 0);
  await vscode.window.showTextDocument(own, { preview: true, selection });
}
