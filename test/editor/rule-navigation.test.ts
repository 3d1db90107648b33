import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually';
import { removeWritten } from './support/files';
import { cleanUp, configure, wake } from './support/logs';
import { openYaml, replace, rule } from './support/rules';

const CORRELATION = [
  'title: Both happened',
  'name: both',
  'correlation:',
  '  type: temporal',
  '  rules:',
  '    - one',
  '    - A rule',
  '  group-by: recipientAccountId',
  '  timespan: 1h',
  '---',
  '',
].join('\n');
const FILE = CORRELATION + rule('eventName: x', 'selection').replace('rule\n', 'rule\nname: one\nlevel: high\n');

const close = async (): Promise<void> => {
  await cleanUp();
  await configure('cloudtrail.detection.rules', undefined);
  removeWritten();
};

describe('The outline of a Sigma rule', () => {
  before(wake);
  afterEach(close);

  const told = (symbols: readonly vscode.DocumentSymbol[]): unknown[] =>
    symbols.map(({ name, detail, kind, children }) => [
      `${vscode.SymbolKind[kind]} ${name}${detail && ` (${detail})`}`,
      ...told(children),
    ]);
  const symbolsOf = async ({ uri }: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> => {
    const command = 'vscode.executeDocumentSymbolProvider';
    return (await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(command, uri)) ?? [];
  };

  it('has its documents and their parts, while a line is half typed too', async () => {
    const document = await openYaml(FILE);
    await replace(document, '  condition: selection', '  fil\n  condition: selection and (');
    const symbols = await eventually(async () => {
      const found = await symbolsOf(document);
      assert.deepEqual(told(found), [
        ['Interface Both happened', ['Key one (A rule)'], ['Key A rule']],
        ['Class A rule (high)', ['Field selection'], ['Operator condition']],
      ]);
      return found;
    });
    assert.equal(document.getText(symbols[1]?.selectionRange), 'A rule');
  });

  it('is none of YAML that is something else', async () => {
    assert.deepEqual(await symbolsOf(await openYaml('title: x\non: push\nselection:\n  a: b\n')), []);
  });
});
