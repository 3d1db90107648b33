import * as vscode from 'vscode';
import type { RuleWritingWorker } from '../../../case/rules/ruleWriting/ruleWriting';
import { RULE_DOCUMENTS } from '../../ruleYaml';
import { RuleSymbols } from './symbols';
import { WrittenRules } from './writtenRules';

/** Ways through a rule file: its outline. */
export function registerNavigation(worker: RuleWritingWorker): vscode.Disposable {
  const rules = new WrittenRules(worker);
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(RULE_DOCUMENTS, new RuleSymbols(rules), { label: 'Sigma' }),
  );
}
