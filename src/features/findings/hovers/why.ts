import * as vscode from 'vscode';
import type { FindingHit, Findings } from '../../../case/engine';
import type { LogDocument } from '../../../case/documents/logDocument';
import type { OpenCase } from '../../../case/openCase';
import type { OpenLogs } from '../../../case/documents/openLogs';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import { facts, link, paragraphs } from '../../../reference/markdown';
import type { EventReference } from '../../eventRows';
import { hasSeveralDays } from '../../eventTimes';
import { rankOf } from '../../levels';
import { toRange } from '../../shared';
import { type InCase, placeInCase } from '../foundOn';
import { chainsWith, hitsOn } from '../reference';
import type { FindingScope, ShownFindings } from '../scope';
import { describeHit, describeLink, type Told } from './whyWords';

/** So many findings on one event are told in full; those after them without what their rules say in general. */
const MAX_IN_FULL = 3;
const DEEDS = ['cloudtrail.findingActions', 'cloudtrail.showEventsOfIdentity'];

/** Over the line that names a flagged event: why it was flagged, in the rule's own selections. */
export class WhyHover implements vscode.HoverProvider {
  constructor(
    private readonly logs: OpenLogs,
    private readonly openCase: OpenCase,
    private readonly shown: ShownFindings,
  ) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const state = this.logs.state(document.uri.toString());
    const { document: log, findings } = state ?? {};
    if (log === undefined || findings === undefined || log.version !== document.version) return undefined;
    const record = log.recordAt(position);
    if (record === undefined) return undefined;
    const flagged = flaggedRange(document, toRange(log.nameRange(record)));
    const row = log.analysis.rows[record];
    if (row === undefined || !flagged.contains(position)) return undefined;
    const inCase = await placeInCase(this.logs, this.openCase, this.shown, log, record);
    const [own, ofCase] = await Promise.all([
      this.ofLog(log, findings, row, inCase),
      inCase === undefined ? [] : this.ofCase(inCase),
    ]);
    const known = new Set(own.map(({ rule }) => rule.id));
    const told = [...own, ...ofCase.filter(({ rule }) => !known.has(rule.id))];
    if (told.length === 0) return undefined;
    // what was found on the event first, then what it only led to
    told.sort((a, b) => Number(a.isLink) - Number(b.isLink) || rankOf(a.rule.level) - rankOf(b.rule.level));
    // untrusted and without HTML: it quotes what an attacker may have written into the log
    const why = new vscode.MarkdownString(paragraphs(...told.map((one, n) => inFull(one, n < MAX_IN_FULL))));
    // the ways on come first: of a long hover the end is out of sight, and a log that cannot be written has no quick fixes
    return new vscode.Hover([deeds({ scope: log.uri, row }), why], flagged);
  }

  private async ofLog(log: LogDocument, findings: Findings, row: number, inCase: InCase | undefined): Promise<Told[]> {
    const hits = hitsOn(findings, row);
    const reasons = hits.length === 0 ? [] : await this.logs.worker.reasons(log.uri, row);
    const timeOf = (one: number): number => log.eventOfRow(one).time;
    const known = { findings, reasons, timeOf, withDays: hasSeveralDays(log), inCase };
    return [
      ...hits.map((hit) => describeHit(ruleOf(findings, hit), hit, known)),
      ...chainsWith(findings, row).map((hit) => describeLink(ruleOf(findings, hit), hit, row)),
    ];
  }

  /** The correlations of the case that an event belongs to. */
  private async ofCase(inCase: InCase): Promise<Told[]> {
    const { scope, row } = inCase;
    const { findings } = scope;
    const hits = hitsOn(findings, row).filter(({ chain }) => chain.length > 0);
    const chains = chainsWith(findings, row);
    const [reasons, timeOf] = await Promise.all([
      hits.length === 0 ? [] : this.logs.worker.reasons(scope.id, row),
      timesOf(scope, hits),
    ]);
    const known = { findings, reasons, timeOf, withDays: scope.withDays, isOfCase: true, inCase };
    return [
      ...hits.map((hit) => describeHit(ruleOf(findings, hit), hit, known)),
      ...chains.map((hit) => describeLink(ruleOf(findings, hit), hit, row, true)),
    ];
  }
}

function inFull({ heading, meaning, why, beyond }: Told, isInFull: boolean): string {
  return isInFull ? paragraphs(heading, meaning, why, beyond) : paragraphs(heading, why);
}

/** The ways on. It holds no text of a log, so it may have commands: these. */
function deeds(event: EventReference): vscode.MarkdownString {
  // VS Code decodes what a link gives to a command twice, and addresses of documents have escapes of their own
  const args = encodeURIComponent(JSON.stringify([event]).replaceAll('%', '\\u0025'));
  const [actions, events] = DEEDS.map((command) => `command:${command}?${args}`);
  const links = [
    link(vscode.l10n.t('What to do about it…'), actions ?? ''),
    link(vscode.l10n.t('All events of this identity'), events ?? ''),
  ];
  const text = new vscode.MarkdownString(facts(...links));
  text.isTrusted = { enabledCommands: DEEDS };
  return text;
}

function ruleOf({ rules }: Findings, { rule }: FindingHit): RuleFacts {
  return rules[rule] as RuleFacts;
}

/** When the first and the last events of correlations were. */
async function timesOf(scope: FindingScope, hits: readonly FindingHit[]): Promise<(row: number) => number> {
  const events = await scope.events(hits.flatMap(({ row, chain }) => [chain[0] ?? row, row]));
  const times = new Map(events.map(({ row, time }) => [row, time]));
  return (row) => times.get(row) ?? NaN;
}

/** The name with its key, or the first character of a record without one. */
function flaggedRange(document: vscode.TextDocument, name: vscode.Range): vscode.Range {
  const { start, end } = name;
  if (name.isEmpty) return new vscode.Range(start, start.translate(0, 1));
  // of a log on one line no more than this
  const before = new vscode.Range(start.with({ character: Math.max(0, start.character - 32) }), start);
  const key = /"eventName"\s*:\s*$/.exec(document.getText(before));
  return key === null ? name : new vscode.Range(start.translate(0, -key[0].length), end);
}
