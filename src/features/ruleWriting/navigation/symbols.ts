import * as vscode from 'vscode';
import { type RuleSymbol, ruleSymbols } from '../../../case/rules/ruleWriting/navigation/symbols';
import { labelText } from '../../shared';
import { placeRange, type WrittenRules } from './writtenRules';

const KINDS: Readonly<Record<RuleSymbol['kind'], vscode.SymbolKind>> = {
  rule: vscode.SymbolKind.Class,
  correlation: vscode.SymbolKind.Interface,
  filter: vscode.SymbolKind.Module,
  selection: vscode.SymbolKind.Field,
  condition: vscode.SymbolKind.Operator,
  reference: vscode.SymbolKind.Key,
};

/** The outline and the breadcrumbs of a rule file. */
export class RuleSymbols implements vscode.DocumentSymbolProvider {
  constructor(private readonly rules: WrittenRules) {}

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    // what other files are called need not be waited for
    const file = await this.rules.alone(document);
    return file === undefined ? [] : ruleSymbols(file).map((symbol) => symbolOf(symbol, document));
  }
}

function symbolOf(
  { kind, name, detail, firstLine, lastLine, at, parts }: RuleSymbol,
  document: vscode.TextDocument,
): vscode.DocumentSymbol {
  const last = document.lineAt(Math.min(lastLine, document.lineCount - 1)).range.end;
  const own = placeRange(at);
  const range = new vscode.Range(firstLine, 0, last.line, last.character).union(own);
  // the editor takes none without a name
  const symbol = new vscode.DocumentSymbol(labelText(name) || '…', labelText(detail), KINDS[kind], range, own);
  symbol.children = parts.map((part) => symbolOf(part, document));
  return symbol;
}
