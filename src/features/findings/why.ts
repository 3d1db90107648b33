import * as vscode from 'vscode';
import type { FindingHit, Findings, Reason } from '../../case/engine';
import type { LogDocument } from '../../case/logDocument';
import type { OpenLogs } from '../../case/openLogs';
import type { RuleFacts } from '../../case/ruleBook';
import type { MatchReason } from '../../detection';
import { code, escapeMarkdown, facts, paragraphs } from '../../reference/markdown';
import { LEVEL_NAMES, rankOf } from '../levels';
import { toRange } from '../shared';
import { chainsWith, hitsOn } from './reference';
import { eventsInWords, spanInWords } from './words';

/** Fields of one selection that are listed: a keyword search may have been true of hundreds. */
const MAX_FIELDS = 12;
const MAX_VALUE = 240;

/** Over the line that names a flagged event: why it was flagged, in the rule's own selections. */
export class WhyHover implements vscode.HoverProvider {
  constructor(private readonly logs: OpenLogs) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const state = this.logs.state(document.uri.toString());
    const log = state?.document;
    if (log === undefined || state?.findings === undefined || log.version !== document.version) return undefined;
    const record = log.recordAt(position);
    if (record === undefined) return undefined;
    const flagged = flaggedRange(document, toRange(log.nameRange(record)));
    const row = log.analysis.rows[record];
    if (row === undefined || !flagged.contains(position)) return undefined;
    const { findings } = state;
    const rank = ({ rule }: FindingHit): number => rankOf((findings.rules[rule] as RuleFacts).level);
    const hits = [...hitsOn(findings, row)].sort((a, b) => rank(a) - rank(b));
    const chains = chainsWith(findings, row);
    if (hits.length === 0 && chains.length === 0) return undefined;
    const reasons = await this.logs.worker.reasons(log.uri, row);
    const text = paragraphs(
      ...hits.map((hit) => describeHit(log, findings, hit, reasons)),
      ...chains.map((hit) => describeLink(findings, hit, row)),
    );
    // untrusted and without HTML: it quotes what an attacker may have written into the log
    return new vscode.Hover(new vscode.MarkdownString(text), flagged);
  }
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

function describeHit(log: LogDocument, { rules }: Findings, hit: FindingHit, reasons: readonly Reason[]): string {
  const rule = rules[hit.rule] as RuleFacts;
  if (hit.chain.length === 0) {
    const own = reasons.find((reason) => reason.rule.id === rule.id);
    return paragraphs(heading(rule), own && selectionList(own.reasons));
  }
  const counted = reasons.filter(({ countedBy }) => countedBy.includes(rule.id));
  return paragraphs(
    heading(rule),
    chainInWords(log, hit),
    ...counted.map((reason) =>
      paragraphs(
        vscode.l10n.t('It counts this event as “{0}”:', escapeMarkdown(reason.rule.title)),
        selectionList(reason.reasons),
      ),
    ),
  );
}

function describeLink({ rules }: Findings, hit: FindingHit, row: number): string {
  const rule = rules[hit.rule] as RuleFacts;
  const place = vscode.l10n.t('Event {0} of the {1} that led to it.', hit.chain.indexOf(row) + 1, hit.chain.length);
  return paragraphs(heading(rule), place);
}

function heading(rule: RuleFacts): string {
  return facts(`**${escapeMarkdown(rule.title)}**`, LEVEL_NAMES[rule.level]);
}

/** What a correlation's events have in common, how many there are, and in what time. */
function chainInWords(log: LogDocument, hit: FindingHit): string {
  const [first] = hit.chain;
  const from = first === undefined ? NaN : log.eventOfRow(first).time;
  const span = spanInWords(from, log.eventOfRow(hit.row).time);
  const shared = hit.group.map(({ field, value }) => `${code(field, MAX_VALUE)} ${code(value, MAX_VALUE)}`);
  return facts(
    hit.value === undefined ? undefined : vscode.l10n.t('never seen before: {0}', code(hit.value, MAX_VALUE)),
    vscode.l10n.t('{0} lead to it, {1}', eventsInWords(hit.chain.length), span),
    hit.value !== undefined || hit.count === hit.chain.length ? undefined : vscode.l10n.t('counted: {0}', hit.count),
    shared.length === 0 ? undefined : vscode.l10n.t('they share {0}', shared.join(', ')),
  );
}

/** The selections that were true, each with its fields and what they were true of. */
function selectionList(reasons: readonly MatchReason[]): string {
  return reasons
    .flatMap(({ selection, fields }) => {
      const shown = fields.slice(0, MAX_FIELDS).map((field) => `${code(selection, MAX_VALUE)}: ${fieldInWords(field)}`);
      const more = fields.length - shown.length;
      return more > 0 ? [...shown, vscode.l10n.t('{0}: {1} more fields', code(selection, MAX_VALUE), more)] : shown;
    })
    .map((line) => `- ${line}`)
    .join('\n');
}

function fieldInWords({ field, modifiers, pattern, value }: MatchReason['fields'][number]): string {
  const name = field === '' ? vscode.l10n.t('some text') : code([field, ...modifiers].join('|'), MAX_VALUE);
  const what = pattern === undefined ? name : `${name} ${code(pattern, MAX_VALUE)}`;
  return value === undefined
    ? vscode.l10n.t('{0} is absent', what)
    : vscode.l10n.t('{0} matches {1}', what, code(value, MAX_VALUE));
}
