import * as vscode from 'vscode';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import { type FindingCalls, onlyCalls } from '../../case/exceptions/calls';
import type { EventsBehind } from '../../case/exceptions/eventsBehind';
import {
  type Excused,
  daysAfter,
  DEFAULT_DAYS,
  exceptionDocument,
  identitiesToExcuse,
} from '../../case/exceptions/exceptions';
import { type EventsRead, eventsRead, eventsToExcuse } from '../../case/exceptions/eventsToExcuse';
import { valueToExcuse } from '../../case/exceptions/seenValue';
import { newId } from '../newId';
import { today } from '../../case/today';
import { Turns } from '../../case/turns';
import { addressOf, labelText, READABLE_SCHEME } from '../shared';
import { askForIdentity, defaultReason, type IdentityChoice, type Terms, TermsAsked } from './ask';
import { authorName } from './author';
import type { ExceptionFile } from './exceptionFile';
import { inWords, MAX_EVENTS, offerOthers, sayHowManyAreUnread, sayThatNobodyIsNamed } from './excuseWords';
import type { FindingReference } from './reference';

/** What a person does about findings that are none: exceptions, as the rules' own language says them. */
export class Excuses {
  private readonly terms = new TermsAsked();

  constructor(
    private readonly logs: OpenLogs,
    private readonly openCase: OpenCase,
    private readonly file: ExceptionFile,
    private readonly memory: vscode.Memento,
  ) {}

  /** Leaves out what an identity does from what a rule finds; like all of these it says whether the person went through with it. */
  async exceptIdentity(finding: FindingReference): Promise<boolean> {
    const choices = await this.choices(finding);
    if (choices === undefined) return false;
    if (choices.length === 0) {
      sayThatNobodyIsNamed();
      return false;
    }
    const excused = await askForIdentity(choices, labelText(finding.rule.title), finding.hit.chain.length > 0);
    return excused !== undefined && this.write(finding, excused);
  }

  /**
   * Leaves out one event from what a rule finds; of a correlation all its events, or where what it found is a value that
   * was never there before all that have it, so that no other of them is found instead.
   */
  async exceptEvent(finding: FindingReference): Promise<boolean> {
    const behind = await this.behind(finding);
    if (behind === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The finding is no longer there.'));
      return false;
    }
    const { rows, seen } = behind;
    if (seen !== undefined) return this.write(finding, valueToExcuse(seen));
    if (rows.length > MAX_EVENTS) {
      offerOthers(finding, rows.length);
      return false;
    }
    const { records, unread } = await this.read(finding.scope, rows);
    if (unread > 0) {
      sayHowManyAreUnread(unread, rows.length);
      return false;
    }
    const excused = eventsToExcuse(records);
    if (excused !== undefined) return this.write(finding, excused);
    const said =
      rows.length > 1
        ? vscode.l10n.t('Not all of the {0} events have an eventID to know them by.', rows.length)
        : vscode.l10n.t('The record has no eventID to know it by.');
    void vscode.window.showInformationMessage(said);
    return false;
  }

  /** All events of a finding: its chain has no more than a person looks at. */
  private async behind({ scope, rule, row, hit }: FindingReference): Promise<EventsBehind | undefined> {
    const { chain, isCut, group, value } = hit;
    if (isCut || value !== undefined) return this.logs.worker.eventsBehind(scope, rule.id, { row, group, value });
    return { rows: chain.length > 0 ? chain : [row], seen: undefined };
  }

  /** Leaves out everything that a rule finds. */
  turnOff(finding: FindingReference): Promise<boolean> {
    return this.write(finding, undefined);
  }

  /** Puts the exception for the finding's identity on the clipboard, to be edited elsewhere. */
  async copy(finding: FindingReference): Promise<void> {
    const choices = await this.choices(finding);
    if (choices === undefined) return;
    const [choice] = choices;
    if (choice === undefined) return sayThatNobodyIsNamed();
    const { excused } = choice;
    const terms = { reason: defaultReason(excused), expires: daysAfter(today(), DEFAULT_DAYS) };
    const author = (await authorName(this.memory)) ?? '';
    await vscode.env.clipboard.writeText(draft(newId(), finding, excused, terms, author));
    vscode.window.setStatusBarMessage(vscode.l10n.t('The Sigma filter is on the clipboard.'), 4000);
  }

  private async write(finding: FindingReference, excused: Excused | undefined): Promise<boolean> {
    const near = await this.source(finding);
    if (!(await this.file.isReady(near))) return false;
    const rule = labelText(finding.rule.title);
    const title =
      excused === undefined
        ? vscode.l10n.t('Turn “{0}” Off', rule)
        : vscode.l10n.t('Except {0} from “{1}”', labelText(excused.label), rule);
    const terms = await this.terms.ask(title, defaultReason(excused));
    if (terms === undefined) return false;
    const author = await authorName(this.memory);
    if (author === undefined) return false;
    const id = newId();
    const document = draft(id, finding, excused, terms, author);
    return this.file.add({ id, document, said: inWords(rule, excused, terms), about: finding }, near);
  }

  /**
   * The identity in each way to name it, the widest first; where the rule is true of other calls too, first only these.
   * Undefined where the event cannot be read any more, which is said.
   */
  private async choices(finding: FindingReference): Promise<IdentityChoice[] | undefined> {
    const { scope, row, rule } = finding;
    const [record] = (await this.read(scope, [row])).records;
    if (record === undefined) {
      sayHowManyAreUnread(1, 1);
      return undefined;
    }
    const found = await this.logs.worker.calls(scope, rule.id, await eventsOf(finding));
    return identitiesToExcuse(record).flatMap((whom) => {
      const every = { whom, excused: whom, hasOthers: found?.hasOthers === true };
      if (found?.hasOthers !== true) return [every];
      const only = { ...every, excused: onlyCalls(whom, found.calls) };
      return isLikelyFoundAgain(finding, found) ? [every, only] : [only, every];
    });
  }

  private async read(scope: string, rows: readonly number[]): Promise<EventsRead> {
    return eventsRead(await this.logs.worker.records(scope, rows));
  }

  /** The file that the finding's event lies in. */
  private async source({ scope, row }: FindingReference): Promise<vscode.Uri | undefined> {
    if (scope === this.openCase.state?.key) {
      const place = await this.openCase.place(row);
      return place && vscode.Uri.parse(place.uri, true);
    }
    const uri = vscode.Uri.parse(scope, true);
    return uri.scheme === READABLE_SCHEME ? vscode.Uri.parse(addressOf(uri).source, true) : uri;
  }
}

function draft(
  id: string,
  { rule }: FindingReference,
  excused: Excused | undefined,
  terms: Terms,
  author: string,
): string {
  return exceptionDocument({ id, rule, excused, author, date: today(), ...terms });
}

/** Whether a value that is new would only be found with another call of the identity. */
function isLikelyFoundAgain({ hit: { value } }: FindingReference, { calls }: FindingCalls): boolean {
  return value !== undefined && !calls.some(({ eventNames }) => eventNames.includes(value));
}

/** All events of a finding, each once; of one that has many hits there may be many. */
async function eventsOf({ hits }: FindingReference): Promise<number[]> {
  const rows = new Set<number>();
  const turns = new Turns();
  for (const { row, chain } of hits) {
    if (turns.due(1 + chain.length)) await turns.next();
    rows.add(row);
    for (const one of chain) rows.add(one);
  }
  return [...rows];
}
