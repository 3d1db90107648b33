import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { parseAllDocuments } from 'yaml';
import { eventually, present } from './support/eventually';
import { logText, record, removeWritten, sample, write, writeGzip } from './support/files';
import { cleanUp, inspect, isFinding, openReadable, problemsOf, symbolsOf } from './support/logs';

interface SigmaRule {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly description: string;
}

/** The bundled rules as they lie in the checkout, by their id. */
function bundledRules(): Map<string, SigmaRule> {
  const root = path.join(present(process.env['CLOUDTRAIL_ROOT'], 'checkout'), 'rules');
  const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
  // a correlation's file holds the rules that it counts, too
  const rules = files.flatMap((name) =>
    parseAllDocuments(fs.readFileSync(path.join(root, name), 'utf8')).map((document) => document.toJS() as SigmaRule),
  );
  return new Map(rules.map((rule) => [rule.id, rule]));
}

const SEVERITIES: Readonly<Record<string, vscode.DiagnosticSeverity>> = {
  critical: vscode.DiagnosticSeverity.Error,
  high: vscode.DiagnosticSeverity.Error,
  medium: vscode.DiagnosticSeverity.Warning,
  low: vscode.DiagnosticSeverity.Information,
  informational: vscode.DiagnosticSeverity.Information,
};

/** The id that a finding shows, and where it leads. */
function codeOf({ code }: vscode.Diagnostic): { value: string; target: vscode.Uri } {
  assert.ok(typeof code === 'object');
  return { value: String(code.value), target: code.target };
}

describe('Suspicious events in the Problems panel', () => {
  const rules = bundledRules();
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  for (const name of ['unusedRegion', 'oneLine', 'pretty'] as const) {
    it(`bear the rule's title, id and severity, on the name of the event: ${name}`, async () => {
      const document = await inspect(sample(name), name === 'pretty' ? 'file' : 'cloudtrail-log');
      const symbols = await symbolsOf(document);
      const problems = await problemsOf(document);
      for (const problem of problems) {
        const rule = present(rules.get(codeOf(problem).value), 'rule');
        assert.equal(problem.message, rule.title);
        assert.equal(problem.source, 'CloudTrail');
        assert.equal(problem.severity, SEVERITIES[rule.level]);
        assert.ok(symbols.some(({ selectionRange }) => selectionRange.isEqual(problem.range)));
      }
    });
  }

  it('tell the story of the leaked key', async () => {
    const namesIn = async (document: vscode.TextDocument): Promise<string[]> =>
      (await problemsOf(document)).map(({ range }) => JSON.parse(document.getText(range)) as string);
    const door = await namesIn(await openReadable(sample('oneLine')));
    assert.ok(door.includes('AuthorizeSecurityGroupIngress') && door.includes('CreateKeyPair'), door.join());
    const region = await namesIn(await openReadable(sample('unusedRegion')));
    assert.ok(region.includes('RunInstances'), region.join());
    const role = await namesIn(await inspect(sample('pretty'), 'file'));
    assert.ok(role.includes('DeleteFlowLogs') && role.includes('ModifySnapshotAttribute'), role.join());
  });

  it('lead to the description of the rule', async () => {
    const problems = await problemsOf(await openReadable(sample('oneLine')));
    const codes = new Map(problems.filter(isFinding).map((problem) => [codeOf(problem).value, codeOf(problem).target]));
    for (const [id, target] of codes) {
      const rule = present(rules.get(id), 'rule');
      const text = (await vscode.workspace.openTextDocument(target)).getText();
      assert.ok(text.startsWith(`# ${rule.title}\n`), target.toString());
      for (const part of [rule.description.trim(), id, rule.level]) assert.ok(text.includes(part), part);
    }
    assert.ok(codes.size > 1);
  });

  it('are none of what is not suspicious', async () => {
    const records = [record(), record({ eventName: 'DeleteFlowLogs' }), record({ eventName: 'DescribeVpcs' })];
    const document = await openReadable(writeGzip(logText(...records)));
    for (const { range } of await problemsOf(document)) assert.equal(document.getText(range), '"DeleteFlowLogs"');
  });

  it('are found where a record has a message and no code, whatever the message says', async () => {
    const withMessage = ['AccessDenied', 'Failed authentication'].map((errorMessage) =>
      record({ eventName: 'DeleteFlowLogs', errorMessage }),
    );
    const document = await openReadable(writeGzip(logText(...withMessage)));
    await problemsOf(document, (problems) => problems.length >= withMessage.length);
  });

  it('go away when the document is no log any more', async () => {
    const source = write(
      'log.json',
      JSON.stringify({ Records: [record({ eventName: 'DeleteFlowLogs' })] }, undefined, 2),
    );
    const document = await inspect(source, 'file');
    await problemsOf(document);
    await vscode.languages.setTextDocumentLanguage(document, 'xml');
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(source), []));
  });

  it('are at most as many as the editor shows, the severe ones first, and the rest is counted', async () => {
    const mild = Array.from({ length: 1200 }, (_, n) => record({ eventName: 'CreateKeyPair', eventID: `mild-${n}` }));
    const severe = record({ eventName: 'DeleteFlowLogs', eventID: 'severe' });
    const document = await inspect(write('many.json', JSON.stringify({ Records: [...mild, severe] })));
    const problems = await problemsOf(document, (all) => all.length >= 1000);
    assert.equal(problems.length, 1000);
    assert.ok(problems.some(({ range }) => document.getText(range) === '"DeleteFlowLogs"'));
    assert.match(problems.find((problem) => !isFinding(problem))?.message ?? '', /^\d+ more findings/);
  });
});
