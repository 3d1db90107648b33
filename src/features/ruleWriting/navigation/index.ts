import * as vscode from 'vscode';
import type { RuleWritingWorker } from '../../../case/rules/ruleWriting/ruleWriting';
import type { ImportRuleLanguage } from '../../lazyModules';
import { RULE_DOCUMENTS } from '../../ruleYaml';
import { RuleDefinitions } from './definition';
import { RuleHighlights } from './highlights';
import { RuleNameHovers } from './hover';
import { RuleReferences } from './references';
import { RuleRenames } from './rename';
import { RuleSymbols } from './symbols';
import { UsesElsewhere } from './usesElsewhere';
import { WrittenRules } from './writtenRules';

/** Ways through a rule file: its outline, and from names to what they mean, back, and to others. */
export function registerNavigation(worker: RuleWritingWorker, language: ImportRuleLanguage): vscode.Disposable {
  const rules = new WrittenRules(worker);
  const elsewhere = new UsesElsewhere(rules, worker);
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(RULE_DOCUMENTS, new RuleSymbols(rules), { label: 'Sigma' }),
    vscode.languages.registerHoverProvider(RULE_DOCUMENTS, new RuleNameHovers(rules, worker, language)),
    vscode.languages.registerDefinitionProvider(RULE_DOCUMENTS, new RuleDefinitions(rules)),
    vscode.languages.registerReferenceProvider(RULE_DOCUMENTS, new RuleReferences(rules, elsewhere)),
    vscode.languages.registerDocumentHighlightProvider(RULE_DOCUMENTS, new RuleHighlights(rules)),
    vscode.languages.registerRenameProvider(RULE_DOCUMENTS, new RuleRenames(rules, elsewhere)),
  );
}
