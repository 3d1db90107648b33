import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually';
import { removeWritten, write } from './support/files';
import { cleanUp, configure, hoversAt, wake } from './support/logs';
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

const at = (document: vscode.TextDocument, text: string, within = 1): vscode.Position =>
  document.positionAt(document.getText().indexOf(text) + within);

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

describe('Ways through a Sigma rule', () => {
  before(wake);
  afterEach(close);

  interface Told {
    readonly uri: vscode.Uri;
    readonly range: vscode.Range;
  }
  const ask = async <T>(command: string, document: vscode.TextDocument, position: vscode.Position): Promise<T[]> =>
    (await vscode.commands.executeCommand<T[] | undefined>(`vscode.${command}`, document.uri, position)) ?? [];
  const definitions = async (document: vscode.TextDocument, position: vscode.Position): Promise<Told[]> => {
    const found = await ask<vscode.Location | vscode.LocationLink>('executeDefinitionProvider', document, position);
    return found.map((one) => ('uri' in one ? one : { uri: one.targetUri, range: one.targetRange }));
  };
  const lines = (told: readonly Told[]): number[] => told.map(({ range }) => range.start.line).sort((a, b) => a - b);

  it('lead from the condition to the selection, and back', async () => {
    const document = await openYaml(FILE.replace('condition: selection', 'condition: selection or 1 of sel*'));
    const key = at(document, '  selection:', 4);
    const condition = at(document, 'condition: selection', 14).line;
    for (const word of ['selection or', 'sel*'])
      assert.deepEqual(lines(await definitions(document, at(document, word))), [key.line], word);
    const references = await ask<vscode.Location>('executeReferenceProvider', document, key);
    assert.deepEqual(lines(references), [key.line, condition, condition]);
    const highlights = await ask<vscode.DocumentHighlight>('executeDocumentHighlights', document, key);
    assert.deepEqual(
      highlights.map(({ range, kind }) => `${document.getText(range)} ${kind}`),
      ['selection 2', 'selection 1', 'sel* 1'],
    );
  });

  it('lead from a correlation to its rules, in the file, in others and in the product, and back', async () => {
    const other = rule('eventName: y').replace('A rule', 'Another rule\nname: another');
    const path = write('rules/another.yml', other);
    await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(path, '..').fsPath]);
    const bundled = '0ce4ce9d-808e-4cc0-bebd-1f26309ca35c';
    const document = await openYaml(FILE.replace('    - one', `    - one\n    - another\n    - ${bundled}`));
    assert.deepEqual(lines(await definitions(document, at(document, '- one', 3))), [at(document, 'title: A').line]);
    await eventually(async () => {
      const [found] = await definitions(document, at(document, '- another', 3));
      assert.equal(found?.uri.toString(), path.toString());
      assert.equal(found.range.start.line, 0);
    });
    const [page] = await definitions(document, at(document, bundled));
    assert.equal(page?.uri.scheme, 'cloudtrail-rule');
    assert.match((await vscode.workspace.openTextDocument(page.uri)).getText(), /^# User data was read by a role/);
    const rules = at(document, '- one').line;
    const references = await ask<vscode.Location>('executeReferenceProvider', document, at(document, 'title: A', 8));
    assert.deepEqual(lines(references), [rules, rules + 3, at(document, 'title: A').line]);
    // what is not in force refers to nothing
    const far = await vscode.workspace.openTextDocument(path);
    const from = (): Promise<vscode.Location[]> => ask('executeReferenceProvider', far, at(far, 'title: An', 8));
    assert.deepEqual(lines(await from()), [0]);
    const user = write('rules/user.yml', CORRELATION.replace('    - one\n    - A rule', '    - another'));
    await eventually(async () => {
      const found = (await from()).filter(({ uri }) => uri.toString() === user.toString());
      assert.deepEqual(lines(found), [rules]);
    });
  });
});

describe('F2 in a Sigma rule', () => {
  before(wake);
  afterEach(close);

  const rename = async (document: vscode.TextDocument, position: vscode.Position, name: string): Promise<void> => {
    const command = 'vscode.executeDocumentRenameProvider';
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(command, document.uri, position, name);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };

  it('renames a selection and a rule wherever they are named', async () => {
    const text = FILE.replace('condition: selection', 'condition: selection and not 1 of selection');
    const document = await openYaml(text);
    await rename(document, at(document, 'selection and'), 'chosen');
    assert.equal(document.getText(), text.replaceAll('selection', 'chosen'));
    await rename(document, at(document, 'name: one', 7), 'first');
    assert.equal(
      document.getText(),
      text.replaceAll('selection', 'chosen').replace('- one', '- first').replace('name: one', 'name: first'),
    );
  });

  it('renames a rule in other files that call it so, written or being written, not where its id or title stands', async () => {
    const head = 'logsource:\n  product: aws\n  service: cloudtrail\n';
    const id = '5d0f7a7e-7a53-4f0f-9d0e-0123456789ab';
    const part = rule('eventName: x').replace('A rule', `Made\nid: ${id}\nname: made`);
    const user = (title: string): string =>
      `title: ${title}\ncorrelation:\n  type: temporal\n  rules: ['made', other, ${id}]\n  timespan: 1h\n`;
    const other = rule('eventName: y').replace('A rule', 'Other\nname: other');
    const file = write('own/part.yml', part);
    const written = write('own/written.yml', `${user('Written')}---\n${other}`);
    const writing = write('own/writing.yml', user('Writing'));
    const filter = `title: F\n${head}filter:\n  rules: [made]\n  made:\n    eventName: z\n  condition: not made\n`;
    const exceptions = write('own/filter.yml', filter);
    await configure('cloudtrail.detection.rules', [vscode.Uri.joinPath(file, '..').fsPath]);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const unsaved = await vscode.workspace.openTextDocument(writing);
    await replace(unsaved, 'title: Writing', 'title: Still writing\nstatus: test');
    const textOf = async (uri: vscode.Uri): Promise<string> => (await vscode.workspace.openTextDocument(uri)).getText();
    await eventually(async () => {
      const command = 'vscode.executeReferenceProvider';
      const position = at(document, 'name: made', 7);
      const found = await vscode.commands.executeCommand<vscode.Location[]>(command, document.uri, position);
      assert.equal(new Set(found.map(({ uri }) => uri.toString())).size, 4);
    });
    await rename(document, at(document, 'name: made', 7), 'built');
    assert.equal(document.getText(), part.replace('name: made', 'name: built'));
    assert.equal(await textOf(written), `${user('Written').replace("'made'", "'built'")}---\n${other}`);
    assert.match(unsaved.getText(), /rules: \['built', other, 5d0f/);
    assert.equal(await textOf(exceptions), filter.replace('[made]', '[built]'));
  });

  it('says why it does not', async () => {
    const document = await openYaml(FILE);
    const refused = (position: vscode.Position, name: string, message: RegExp): Promise<void> =>
      assert.rejects(rename(document, position, name), message);
    await refused(at(document, '  selection:', 3), 'a b', /"a b" is not a valid name/);
    await refused(at(document, 'name: one', 7), 'both', /There is a rule "both" already/);
    const prepare = (position: vscode.Position): Thenable<unknown> =>
      vscode.commands.executeCommand('vscode.prepareRename', document.uri, position);
    await assert.rejects(Promise.resolve(prepare(at(document, 'level:'))), /Only selections and the names of rules/);
    assert.equal(document.getText(), FILE);
  });
});

describe('A hover on a name in a Sigma rule', () => {
  before(wake);
  afterEach(close);

  const told = async (document: vscode.TextDocument, text: string, within = 1): Promise<string> =>
    (await hoversAt(document, at(document, text, within))).map(({ value }) => value).join('\n\n');

  it('shows what a selection asks for, and the title and level of a rule', async () => {
    const text = FILE.replace('title: A rule', 'title: A [rule](https://example.com)');
    const document = await openYaml(text.replace('condition: selection', 'condition: 1 of sel*'));
    assert.equal(await told(document, 'sel*'), '```yaml\nselection:\n  eventName: x\n```');
    assert.equal(await told(document, '- one', 3), '**A \\[rule\\]\\(https\\:\\//example.com\\)** · level high');
    assert.equal(await told(document, 'name: one', 7), '');
    const bundled = '0ce4ce9d-808e-4cc0-bebd-1f26309ca35c';
    await replace(document, '- one', `- ${bundled}`);
    assert.equal(await told(document, bundled), '**User data was read by a role** · level informational');
  });

  it('says what a level and a tag stand for, and no more than is known', async () => {
    const tags = 'tags:\n  - attack.privilege_escalation\n  - attack.t1098.001\n  - team.mine\n';
    const document = await openYaml(rule('eventName: x') + `level: high\n${tags}`);
    assert.match(await told(document, 'high'), /^\*\*high\*\*: Should be looked at soon/);
    const tactic = await told(document, 'attack.p');
    assert.match(tactic, /^The tactic \*\*Privilege Escalation\*\* of MITRE ATT&CK\n\n\d+ rules? in force/);
    assert.match(
      await told(document, 'attack.t'),
      /^Technique \*\*T1098\.001\*\* of MITRE ATT&CK\n\n\d+ rules? in force/,
    );
    assert.equal(await told(document, 'team.mine'), 'No rule in force is tagged so.');
  });
});
