import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { parseAllDocuments } from 'yaml';
import { eventually, present } from './support/eventually';
import { logText, record, removeWritten, sample, write, writeGzip } from './support/files';
import { cleanUp, configure, inspect, isFinding, openReadable, problemsOf, symbolsOf } from './support/logs';

interface SigmaRule {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly description: string;
  readonly tags?: readonly string[];
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

/** What a finding shows behind its message, and the rule that it leads to, by its id. */
function codeOf({ code }: vscode.Diagnostic): { value: string; target: vscode.Uri; rule: string } {
  assert.ok(typeof code === 'object');
  return { value: String(code.value), target: code.target, rule: code.target.query };
}

describe('Suspicious events in the Problems panel', () => {
  const rules = bundledRules();
  afterEach(async () => {
    await cleanUp();
    removeWritten();
  });

  for (const name of ['unusedRegion', 'oneLine', 'pretty'] as const) {
    it(`bear the rule's title, level and severity, on the name of the event: ${name}`, async () => {
      const document = await inspect(sample(name), name === 'pretty' ? 'file' : 'cloudtrail-log');
      const symbols = await symbolsOf(document);
      const problems = await problemsOf(document);
      for (const problem of problems) {
        const rule = present(rules.get(codeOf(problem).rule), 'rule');
        const [, title, more = ''] = /^(.*?)(?: · .*?)?(?: \((.*)\))?$/.exec(problem.message) ?? [];
        assert.equal(title, rule.title);
        assert.equal(problem.source, 'CloudTrail');
        // all of an id would leave messages no room
        assert.equal(codeOf(problem).value, rule.id.slice(0, 8));
        // of a long finding the Problems panel lists the first
        const isFollower = /^event \d+ of \d+$/.test(more);
        assert.equal(problem.severity, isFollower ? vscode.DiagnosticSeverity.Hint : SEVERITIES[rule.level]);
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
    const codes = new Map(problems.filter(isFinding).map((problem) => [codeOf(problem).rule, codeOf(problem).target]));
    for (const [id, target] of codes) {
      const rule = present(rules.get(id), 'rule');
      // without the marks that keep texts from being more than text
      const text = (await vscode.workspace.openTextDocument(target)).getText().replace(/\\(?=[^A-Za-z0-9\s])/g, '');
      assert.ok(text.startsWith(`# ${rule.title}\n`), target.toString());
      for (const part of [rule.description.trim(), id, rule.level]) assert.ok(text.includes(part), part);
      const [page] = text.split('## The Sigma rule');
      assert.ok(!page?.includes('attack.t'), 'tags are told in words');
      for (const tag of rule.tags ?? []) {
        const technique = /^attack\.t(.*)$/.exec(tag)?.[1];
        if (technique === undefined) continue;
        const link = `- [T${technique}](https://attack.mitre.org/techniques/T${technique.replace('.', '/')}/)\n`;
        assert.ok(page?.includes(link), link);
        assert.ok(!page?.includes(`<https://attack.mitre.org/techniques/T${technique.replace('.', '/')}/>`), 'once');
      }
    }
    assert.ok(codes.size > 1);
  });

  it('lead to a description in which what an author or an attacker wrote is text', async () => {
    const evil = '<img src="https://evil.example/x.png"> [a](command:b)';
    const rule = [
      `title: '${evil} \u202e\u3164'`,
      'id: evil',
      'logsource: { product: aws, service: cloudtrail }',
      `description: "${evil.replaceAll('"', '\\"')}\\n\\n# b"`,
      `falsepositives: ['${evil}']`,
      `references: ['${evil}', 'https://example.com/page']`,
      `tags: ['${evil}', attack.t1078]`,
      'detection:',
      '  selection: { eventName: StopLogging }',
      '  condition: selection # ````',
    ].join('\n');
    const file = write('rules/evil.yml', rule);
    await configure('cloudtrail.detection.bundled', false);
    await configure('cloudtrail.detection.rules', [path.dirname(file.fsPath)]);
    try {
      const log = write('log.json', logText(record({ eventName: 'StopLogging' })));
      const [problem] = await problemsOf(await inspect(log, 'file'));
      assert.equal(problem?.message, `${evil} \ufffd\ufffd · alice`);
      const page = (await vscode.workspace.openTextDocument(codeOf(problem).target)).getText();
      const [words = '', fenced = ''] = page.split(/(?=^`{5}yaml$)/m);
      assert.ok(fenced.includes(rule.split('\n')[3] as string) && /^`{5}$/m.test(fenced), page);
      assert.ok(words.includes('- <https://example.com/page>'), page);
      // what is not escaped there is a code span
      const text = words.replace(/\\./g, '').replace(/`[^`]*`/g, '');
      assert.doesNotMatch(text, /<img|\]\(command|\u202e|\u3164|^# b/m);
    } finally {
      for (const setting of ['cloudtrail.detection.bundled', 'cloudtrail.detection.rules'])
        await configure(setting, undefined);
    }
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
    const note = problems.find((problem) => !isFinding(problem))?.message ?? '';
    const left = Number(/^([\d,]+) more findings/.exec(note)?.[1]?.replace(',', ''));
    assert.ok(left >= 202, note);
    // of many alike the panel lists one, which says how many they are
    const listed = problems.filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint);
    assert.ok(
      listed.some(({ message }) => message === 'Key pair was created · alice (1,200 events)'),
      note,
    );
    assert.ok(listed.length < 20, `${listed.length} are listed`);
  });

  it('are listed one by one when they are few, and once with their number when they are many', async () => {
    const deleted = (n: number): Record<string, unknown>[] =>
      Array.from({ length: n }, (_, i) => record({ eventName: 'DeleteFlowLogs', eventID: `deleted-${i}` }));
    const of = async (name: string, n: number): Promise<string[]> => {
      const document = await inspect(write(name, JSON.stringify({ Records: deleted(n) })));
      const problems = await problemsOf(document, (all) => all.length >= n);
      const own = problems.filter(({ message }) => message.startsWith('VPC flow logs were deleted'));
      assert.equal(own.length, n);
      return own.map(({ message, severity }) => `${vscode.DiagnosticSeverity[severity]} ${message.slice(27)}`.trim());
    };
    assert.deepEqual(await of('few.json', 3), ['Error · alice', 'Error · alice', 'Error · alice']);
    assert.deepEqual(await of('many.json', 5), [
      'Error · alice (5 events)',
      ...[2, 3, 4, 5].map((n) => `Hint · alice (event ${n} of 5)`),
    ]);
  });
});
