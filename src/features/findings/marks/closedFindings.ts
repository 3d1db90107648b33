import * as vscode from 'vscode';
import type { FindingGroup } from '../../../case/findings/findingGroups';
import type { FindingHit } from '../../../case/engine';
import type { EventPlace, EventSummary } from '../../../case/eventTable';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import type { RuleLevel } from '../../../detection';
import { countInWords } from '../../counts';
import { eventInWords, FEW_EVENTS, isChain, linkInWords, MAX_CHAIN } from '../../eventTexts';
import { findingInWords, noteProblem, otherInWords, othersOf } from '../../findingTexts';
import { isShown, rankOf, severityOf } from '../../levels';
import { codeOf } from '../../rulesInForce/ruleDocuments';
import { PROBLEM_SOURCE } from '../../shared';
import type { FindingScope } from '../scope';

/** So many are listed of logs that nobody has opened. */
const MAX_LISTED = 1000;
/** Of so many of them the other events are listed, too: each has to be asked for. */
const MAX_LINKED = 100;

/** An event of a finding of the case that is listed before its log is opened. */
export interface Listed {
  readonly hit: FindingHit;
  readonly group: FindingGroup;
  /** Which event of its finding, from 0. */
  readonly place: number;
  /** Rows of the events that are listed with it. */
  readonly others: readonly number[];
  /** Rows of some later events of a long finding, for which this one stands, where its log is open: up to the last. */
  readonly further: readonly number[];
}

/**
 * The events of a case's findings that the Problems panel lists before their logs are opened, the most severe first: of a
 * finding all that it has if they are few, else the first, which stands for all.
 * @returns `left`: how many more findings there are
 */
export function listedOf({ findings }: FindingScope, lowest: RuleLevel): { listed: Listed[]; left: number } {
  const { rules, groups, hits } = findings;
  const rank = ({ rule }: FindingGroup): number => rankOf((rules[rule] as RuleFacts).level);
  const shown = groups
    .filter(({ rule }) => isShown((rules[rule] as RuleFacts).level, lowest))
    .sort((a, b) => rank(a) - rank(b));
  const eventsOf = ({ hits: all }: FindingGroup): readonly number[] =>
    all.length <= FEW_EVENTS ? all : all.slice(0, 1);
  const count = shown.reduce((sum, group) => sum + eventsOf(group).length, 0);
  // one place is kept for what is said of the rest
  const most = count > MAX_LISTED ? MAX_LISTED - 1 : MAX_LISTED;
  const listed: Listed[] = [];
  let left = 0;
  for (const group of shown) {
    const few = eventsOf(group);
    if (left > 0 || listed.length + few.length > most) {
      left++;
      continue;
    }
    for (const [place, number] of few.entries()) {
      const hit = hits[number] as FindingHit;
      const others = othersOf(group, place).map((other) => (hits[other.number] as FindingHit).row);
      const linked = isChain(hit) ? hit.chain.slice(-MAX_CHAIN) : others;
      const further =
        few.length === group.hits.length ? [] : spread(group.hits).map((one) => (hits[one] as FindingHit).row);
      listed.push({ hit, group, place, others: listed.length < MAX_LINKED ? linked : [], further });
    }
  }
  return { listed, left };
}

/** Some of many without the first, ever farther apart, and the last. */
function spread(all: readonly number[]): number[] {
  const places = new Set<number>();
  for (let place = 1; place < all.length; place *= 2) places.add(place);
  places.add(all.length - 1);
  return [...places].map((place) => all[place] as number);
}

/** Where an event of a case can be seen. */
export type PlaceOf = (event: EventSummary & { readonly place: EventPlace }) => vscode.Location;

/** A finding's event as the Problems panel lists it. */
export function diagnosticOf(
  { hit, group, place, others }: Listed,
  range: vscode.Range,
  rule: RuleFacts,
  events: ReadonlyMap<number, EventSummary>,
  placeOf: PlaceOf,
  withDays: boolean,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, findingInWords(rule.title, group, place), severityOf(rule.level));
  diagnostic.source = PROBLEM_SOURCE;
  diagnostic.code = codeOf(rule);
  const beside = othersOf(group, place);
  diagnostic.relatedInformation = others.flatMap((row, n) => {
    const event = events.get(row);
    if (event?.place === undefined) return [];
    const said = eventInWords(event, withDays);
    const other = beside[n];
    const inChain = hit.chain.length - others.length + n;
    const words = isChain(hit) || other === undefined ? linkInWords(hit, inChain, said) : otherInWords(other, said);
    return [new vscode.DiagnosticRelatedInformation(placeOf({ ...event, place: event.place }), words)];
  });
  return diagnostic;
}

/** Says that more was found than is listed. */
export function leftNote(left: number): vscode.Diagnostic {
  const message =
    left === 1
      ? vscode.l10n.t('1 more finding of the case is not listed here: the most severe are. The Findings view has all.')
      : vscode.l10n.t(
          '{0} more findings of the case are not listed here: the most severe are. The Findings view has them all.',
          countInWords(left),
        );
  return noteProblem(message);
}
