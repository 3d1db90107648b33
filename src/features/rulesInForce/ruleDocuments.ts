import * as vscode from 'vscode';
import { capital } from '../../record/capital';
import { LEVEL_NAMES } from '../levels';
import { isDerivedId } from '../../detection/rule/derivedId';
import type { RuleFacts, RuleText } from '../../case/rules/ruleBook';
import type { OpenLogs } from '../../case/documents/openLogs';
import { techniqueNamed } from '../../case/rules/tactics';
import { inMarkdown, listInMarkdown, paragraphsOf, referenceInMarkdown } from '../../case/rules/ruleInMarkdown';
import { code, codeBlock, facts, paragraphs } from '../../reference/markdown';
import { fileName, labelText } from '../shared';

/** The scheme of documents that describe a rule. */
export const RULE_SCHEME = 'cloudtrail-rule';

/** Where a finding's code leads: the rule's description. */
export function ruleUri(rule: Pick<RuleFacts, 'id' | 'title'>): vscode.Uri {
  return vscode.Uri.from({
    scheme: RULE_SCHEME,
    path: `/${rule.title.replace(/[^\w .-]+/g, ' ').trim()}.md`,
    query: rule.id,
  });
}

/** An id of this form is told from others by its first part. */
const UUID = /^([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_CODE = 20;

/** The code of a finding in the Problems panel, a link to its rule. It is short: all of an id leaves messages no room. */
export function codeOf(rule: Pick<RuleFacts, 'id' | 'title' | 'path'>): { value: string; target: vscode.Uri } {
  const id = UUID.exec(rule.id)?.[1] ?? (isDerivedId(rule.id) ? fileOf(rule) : rule.id);
  const value = id.length > MAX_CODE ? `${id.slice(0, MAX_CODE - 1)}…` : id;
  return { value: labelText(value), target: ruleUri(rule) };
}

/** Of a rule without an id its file, without the ending. */
function fileOf({ path }: Pick<RuleFacts, 'path'>): string {
  return fileName(vscode.Uri.parse(path)).replace(/\.ya?ml$/i, '') || vscode.l10n.t('rule');
}

/** Shows the page of a rule as it is to be read; where there is nothing that lays Markdown out, as text. */
export async function showRulePage(rule: Pick<RuleFacts, 'id' | 'title'>): Promise<void> {
  const uri = ruleUri(rule);
  try {
    await vscode.commands.executeCommand('vscode.openWith', uri, 'vscode.markdown.preview.editor', { preview: true });
  } catch {
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

/** The id of the rule that a finding in the Problems panel is of; undefined when it is no finding. */
export function ruleIdOf({ code }: vscode.Diagnostic): string | undefined {
  if (typeof code !== 'object' || code.target.scheme !== RULE_SCHEME) return undefined;
  return code.target.query;
}

/** A rule in words: what it means, what may be behind it, where to read on, and the rule as it is written. */
export class RuleDocuments implements vscode.TextDocumentContentProvider {
  constructor(private readonly logs: OpenLogs) {}

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const rule = await this.logs.worker.rule(uri.query);
    return rule === undefined
      ? vscode.l10n.t('There is no rule with the id {0}.', inMarkdown(uri.query))
      : describe(rule);
  }
}

function describe(rule: RuleText): string {
  const list = (heading: string, items: readonly string[]): string | undefined =>
    items.length === 0 ? undefined : paragraphs(`## ${heading}`, listInMarkdown(items));
  return paragraphs(
    `# ${inMarkdown(rule.title)}`,
    ...paragraphsOf(rule.description),
    `${vscode.l10n.t('Level')}: **${LEVEL_NAMES[rule.level]}**`,
    list(vscode.l10n.t('What else it may be'), rule.falsepositives.map(inMarkdown)),
    list('MITRE ATT&CK', rule.tags.map(tagInWords)),
    list(vscode.l10n.t('To read on'), furtherReading(rule).map(referenceInMarkdown)),
    `## ${vscode.l10n.t('The Sigma rule')}`,
    codeBlock(rule.text.trim(), 'yaml'),
    facts(inMarkdown(rule.path), inMarkdown(rule.id)),
  ).concat('\n');
}

/** Its references but those to the pages of its techniques, which its tags lead to. */
function furtherReading({ references, tags }: RuleText): string[] {
  const pages = new Set(tags.map(techniquePage));
  return references.filter((reference) => !pages.has(reference.replace(/\/?$/, '/')));
}

/** The page of a technique; undefined of any other tag. */
function techniquePage(tag: string): string | undefined {
  const technique = techniqueNamed(tag);
  return technique && `https://attack.mitre.org/techniques/${technique.replace('.', '/')}/`;
}

/** A tactic by its name, a technique as a link to its page, anything else as it is written. */
function tagInWords(tag: string): string {
  const page = techniquePage(tag);
  if (page !== undefined) return `[${techniqueNamed(tag)}](${page})`;
  const [, tactic] = /^attack\.([a-z]+(?:[-_][a-z]+)*)$/i.exec(tag) ?? [];
  return tactic === undefined ? code(tag, Infinity) : tacticInWords(tactic.replaceAll('_', '-'));
}

/** `privilege-escalation` → `Privilege Escalation`. */
export function tacticInWords(tactic: string): string {
  const words = tactic.split('-');
  return words.map((word) => (word === 'and' ? word : capital(word))).join(' ');
}
