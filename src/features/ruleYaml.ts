import * as vscode from 'vscode';
import { type RuleHead, ruleHeads } from '../case/rules/ruleWriting/recognise';

/** Where rules are written. Other copies of a file, as of a comparison with an older state, are for reading. */
export const RULE_DOCUMENTS: vscode.DocumentSelector = [{ language: 'yaml' }];
const READ_ONLY = new Set(['git', 'cloudtrail-log', 'cloudtrail-rule']);

const known = new WeakMap<vscode.TextDocument, { version: number; heads: readonly RuleHead[] }>();

/** The Sigma documents for CloudTrail in a document, by its content; none when it holds something else. */
export function headsOf(document: vscode.TextDocument): readonly RuleHead[] {
  if (document.languageId !== 'yaml' || READ_ONLY.has(document.uri.scheme)) return [];
  const last = known.get(document);
  if (last?.version === document.version) return last.heads;
  const heads = ruleHeads(document.getText());
  known.set(document, { version: document.version, heads });
  return heads;
}

/** Whether a document holds a Sigma rule for CloudTrail. */
export function isRuleDocument(document: vscode.TextDocument): boolean {
  return headsOf(document).length > 0;
}

/** The open document of an address, while it holds rules. */
export function ruleDocumentAt(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri && isRuleDocument(one));
}

/** The title of one of the rules of a document as it is written; empty where it has none. */
export function titleAt(document: vscode.TextDocument, number: number): string {
  const head = headsOf(document)[number];
  const line = head === undefined ? '' : document.lineAt(head.line).text;
  return /^['"]?title['"]?\s*:(.*)$/.exec(line)?.[1]?.trim() ?? '';
}
