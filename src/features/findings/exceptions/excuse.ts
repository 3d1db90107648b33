import * as vscode from 'vscode';
import { type FindingCalls, onlyCalls } from '../../../case/exceptions/calls';
import {
  type Excused,
  daysAfter,
  DEFAULT_DAYS,
  exceptionDocument,
  identitiesToExcuse,
} from '../../../case/exceptions/exceptions';
import { eventsToExcuse } from '../../../case/exceptions/eventsToExcuse';
import { valueToExcuse } from '../../../case/exceptions/seenValue';
import { newId } from '../../newId';
import { today } from '../../../case/today';
import { labelText, sayInStatusBar } from '../../shared';
import { askForIdentity, defaultReason, type IdentityChoice, type Terms, TermsAsked } from './ask';
import { askForAuthor, knownAuthor } from './author';
import type { ExceptionFile, Made } from './exceptionFile';
import {
  brieflyInWords,
  inWords,
  undoneInWords,
  MAX_EVENTS,
  offerOthers,
  sayHowManyAreUnread,
  sayThatItIsGone,
  sayThatNobodyCanBeCopied,
  sayThatNobodyIsNamed,
  sayThatNoIdIsThere,
} from './excuseWords';
import type { FindingEvents } from './findingEvents';
import { askInTurn, BACK, type Turn } from './questions';
import type { FindingReference } from '../reference';

/** What a person does about findings that are none: exceptions, as the rules' own language says them. */
export class Excuses {
  private readonly terms = new TermsAsked();

  constructor(
    private readonly events: FindingEvents,
    private readonly file: ExceptionFile,
    private readonly memory: vscode.Memento,
  ) {}

  /** Leaves out what an identity does from what a rule finds; like all of these it says what became of it. */
  async exceptIdentity(finding: FindingReference): Promise<Made> {
    const choices = await this.choices(finding);
    if (choices === undefined) return false;
    if (choices.length === 0) {
      sayThatNobodyIsNamed();
      return false;
    }
    return this.write(finding, choices);
  }

  /**
   * Leaves out one event from what a rule finds; of a correlation all its events, or where what it found is a value that
   * was never there before all that have it, so that no other of them is found instead.
   */
  async exceptEvent(finding: FindingReference): Promise<Made> {
    const excused = await this.eventsOf(finding);
    return excused === undefined ? false : this.write(finding, [{ excused }]);
  }

  /** The events that go with a finding; undefined where they cannot be excepted, which is said. */
  private async eventsOf(finding: FindingReference): Promise<Excused | undefined> {
    const behind = await this.events.behind(finding);
    if (behind === 'cancelled') return undefined;
    if (behind === 'gone') return sayThatItIsGone();
    const { rows, seen } = behind;
    if (seen !== undefined) return valueToExcuse(seen);
    if (rows.length > MAX_EVENTS) return offerOthers(finding, rows.length);
    const read = await this.events.read(finding, rows);
    if (read === undefined) return sayThatItIsGone();
    if (read.unread > 0) return sayHowManyAreUnread(read.unread, rows.length);
    return eventsToExcuse(read.records) ?? sayThatNoIdIsThere(rows.length);
  }

  /** Leaves out everything that a rule finds. */
  turnOff(finding: FindingReference): Promise<Made> {
    return this.write(finding, [{ excused: undefined }]);
  }

  /** Puts the exception for the finding's identity on the clipboard, to be edited elsewhere. */
  async copy(finding: FindingReference): Promise<void> {
    const choices = await this.choices(finding);
    if (choices === undefined) return;
    const [choice] = choices;
    if (choice === undefined) return sayThatNobodyCanBeCopied();
    const { excused } = choice;
    const terms = { reason: defaultReason(excused), expires: daysAfter(today(), DEFAULT_DAYS) };
    // whoever edits it elsewhere signs it there
    const author = (await knownAuthor(this.memory)) ?? '';
    await vscode.env.clipboard.writeText(draft(newId(), finding, excused, terms, author));
    const [what, rule] = [labelText(excused.label), labelText(finding.rule.title)];
    // of a long one the end is cut off
    sayInStatusBar(vscode.l10n.t('On the clipboard: a Sigma filter of {0} from "{1}".', what, rule), 6000);
  }

  /** Asks what is not known yet and writes it; which of several is meant is asked first. */
  private async write(
    finding: FindingReference,
    choices: readonly (IdentityChoice | { readonly excused: Excused | undefined })[],
  ): Promise<Made> {
    const near = await this.events.source(finding);
    if (!(await this.file.isReady(near))) return false;
    const rule = labelText(finding.rule.title);
    let excused = choices[0]?.excused;
    let reason: string | undefined;
    let expires = '';
    let author = await knownAuthor(this.memory);
    const title = (): string =>
      excused === undefined
        ? vscode.l10n.t('Turn "{0}" Off', rule)
        : vscode.l10n.t('Except {0} from "{1}"', labelText(excused.label), rule);
    const whom = choices.filter((choice) => 'whom' in choice);
    const isAnswered = await askInTurn([
      ...(whom.length < 2
        ? []
        : [
            async (turn: Turn) => {
              const answer = await askForIdentity(turn, whom, rule, finding.hit.chain.length > 0);
              if (answer === BACK || answer === undefined) return answer;
              // what was said of another one may not hold for this one
              if (answer.excused !== excused) reason = undefined;
              excused = answer.excused;
              return answer;
            },
          ]),
      async (turn) => {
        const answer = await this.terms.askForReason(turn, title(), excused, reason);
        if (typeof answer === 'string') reason = answer;
        return answer;
      },
      async (turn) => {
        const answer = await this.terms.askForEnd(turn, title());
        if (typeof answer === 'string') expires = answer;
        return answer;
      },
      ...(author !== undefined
        ? []
        : [
            async (turn: Turn) => {
              const answer = await askForAuthor(turn, this.memory);
              if (typeof answer === 'string') author = answer;
              return answer;
            },
          ]),
    ]);
    if (!isAnswered || reason === undefined) return false;
    const terms = { reason, expires };
    this.terms.remember(excused, terms);
    const id = newId();
    const document = draft(id, finding, excused, terms, author ?? '');
    const words = {
      said: inWords(rule, excused, terms),
      briefly: brieflyInWords(rule, excused, terms),
      undone: undoneInWords(rule, excused),
    };
    return this.file.add({ id, document, ...words, about: finding }, near);
  }

  /**
   * The identity in each way to name it; where the rule is true of other calls too, first only these.
   * Undefined where the event is gone or cannot be read any more, which is said.
   */
  private async choices(finding: FindingReference): Promise<IdentityChoice[] | undefined> {
    const read = await this.events.read(finding, [finding.row]);
    if (read === undefined) return sayThatItIsGone();
    const [record] = read.records;
    if (record === undefined) return sayHowManyAreUnread(1, 1);
    const found = await this.events.calls(finding);
    return identitiesToExcuse(record).flatMap((whom) => {
      const every = { whom, excused: whom, hasOthers: found?.hasOthers === true };
      if (found?.hasOthers !== true) return [every];
      const only = { ...every, excused: onlyCalls(whom, found.calls) };
      return isLikelyFoundAgain(finding, found) ? [every, only] : [only, every];
    });
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
