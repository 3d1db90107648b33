import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { parse } from 'yaml';
import { eventually, present } from './support/eventually';
import { logText, record, recordsOf, removeWritten, sample, write, writeGzip } from './support/files';
import { assertHarmless } from './support/harmless';
import {
  cleanUp,
  configure,
  hoversAt,
  inspect,
  openReadable,
  placeOf,
  problemsOf,
  READABLE,
  wake,
} from './support/logs';
import { completionsAt, lensesOf, openYaml, replace, rule } from './support/rules';

const close = async (): Promise<void> => {
  await cleanUp();
  removeWritten();
};

/** The one dry run that is open. */
function preview(): vscode.TextDocument {
  const all = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'cloudtrail-dry-run');
  assert.equal(all.length, 1);
  return present(all[0], 'dry run');
}

describe('Problems of a Sigma rule', () => {
  afterEach(close);

  /** Waits until these are the problems: their severity and the text they stand at. */
  const are = (document: vscode.TextDocument, ...expected: string[]): Promise<vscode.Diagnostic[]> =>
    eventually(() => {
      const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'CloudTrail');
      found.sort((a, b) => a.range.start.compareTo(b.range.start));
      const told = found.map(
        ({ range, severity }) => `${vscode.DiagnosticSeverity[severity]} ${document.getText(range)}`,
      );
      assert.deepEqual(told, expected);
      return found;
    });

  it('stand where they are, and go when they are mended', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('eventName|nonsense: x', 'selection and other'));
    await are(document, 'Error nonsense', 'Error other');
    await replace(document, 'eventName|nonsense: x', 'eventName|contains: x');
    await replace(document, 'selection and other', 'selection');
    await are(document);
  });

  it('are told of an unused selection', async () => {
    const document = await openYaml(rule('eventName: x\n  unused:\n    eventName: y'));
    await are(document, 'Warning unused');
  });

  it('come with each field that no event of the log has, seen by the keys where it is near to one that is there', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('evntName: x\n    userIdentity.type: IAMUser\n    a.b|exists: false'));
    const [near] = await are(document, 'Information evntName');
    assert.ok(near);
    assert.match(near.message, /^No event of 111122223333_CloudTrail_us-east-1_20260314T1335Z_\w+\.json has the field/);
    await replace(document, 'evntName: x', 'geoip.country: x');
    await are(document, 'Hint geoip.country');
    await replace(document, 'geoip.country: x', 'eventName: x');
    await are(document);
    // of which is said already that no record has such a field
    await replace(document, 'eventName: x', 'EventName: x');
    await are(document, 'Warning EventName');
  });

  it('are none of a field that is not to be there, unless its name is a slip', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('evntName: null\n    geoip.country: null'));
    await are(document, 'Information evntName');
    await replace(document, 'geoip.country: null', 'geoip.country: NL');
    await are(document, 'Information evntName', 'Hint geoip.country');
  });

  it('are none of YAML that is something else', async () => {
    await openReadable(sample('oneLine'));
    const other = await openYaml('name: CI\non: push\nfilter: x\ndetection: [\n');
    const windows = await openYaml(
      rule('eventName|nonsense: b').replace('aws', 'windows').replace('cloudtrail', 'security'),
    );
    const mine = await openYaml(rule('eventName|nonsense: b'));
    await are(mine, 'Error nonsense');
    for (const { uri } of [other, windows]) {
      const ours = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'CloudTrail');
      assert.deepEqual(ours, []);
      assert.deepEqual(await lensesOf(uri), []);
    }
  });

  it('go away with the document', async () => {
    const document = await openYaml(rule('eventName|nonsense: x'));
    await are(document, 'Error nonsense');
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []));
  });
});

describe('Quick fixes of a Sigma rule', () => {
  afterEach(close);

  const fixesAt = async (document: vscode.TextDocument, text: string): Promise<vscode.CodeAction[]> => {
    const start = placeOf(document, text, 0, 1);
    const range = new vscode.Range(start, start);
    const command = 'vscode.executeCodeActionProvider';
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(command, document.uri, range);
    return found.filter(({ title }) => /^(?:Change to|Put it in)/.test(title));
  };

  /** Mends what stands at a text by the one fix that is offered there. */
  const mend = async (document: vscode.TextDocument, text: string, meant: string): Promise<void> => {
    const [fix, ...others] = await eventually(async () => {
      const found = await fixesAt(document, text);
      assert.ok(found.length > 0, text);
      return found;
    });
    assert.deepEqual(others, []);
    assert.equal(fix?.title, `Change to "${meant}"`);
    assert.equal(fix.isPreferred, true);
    assert.ok(await vscode.workspace.applyEdit(present(fix.edit, 'edit')));
  };

  it('put the name that was meant where one is none: modifiers, fields, selections, levels, tactics', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(
      `${rule("eventName|contans: x\n    'userIdentity.arm|contains': y", 'selecton')}level: hihg\ntags: [attack.impct]\n`,
    );
    for (const [written, meant] of [
      ['contans', 'contains'],
      ['userIdentity.arm', 'userIdentity.arn'],
      ['selecton', 'selection'],
      ['hihg', 'high'],
      ['attack.impct', 'attack.impact'],
    ] as const)
      await mend(document, written, meant);
    assert.equal(
      document.getText(),
      `${rule("eventName|contains: x\n    'userIdentity.arn|contains': y")}level: high\ntags: [attack.impact]\n`,
    );
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []));
  });

  it('put the call that was meant where none has the name, also without a log', async () => {
    const document = await openYaml(
      rule("eventSource: ec2.amazonaws.com\n    eventName: [RunInstance, 'StartInstance', x]"),
    );
    await eventually(() => {
      const hints = vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
      assert.deepEqual(hints, [
        'No call of ec2.amazonaws.com named "RunInstance" is known. Did you mean "RunInstances"?',
        'No call of ec2.amazonaws.com named "StartInstance" is known. Did you mean "StartInstances"?',
      ]);
    });
    await mend(document, 'RunInstance', 'RunInstances');
    await mend(document, 'StartInstance', 'StartInstances');
    assert.equal(
      document.getText(),
      rule("eventSource: ec2.amazonaws.com\n    eventName: [RunInstances, 'StartInstances', x]"),
    );
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []));
  });

  it('put quotes around a text that needs them', async () => {
    const document = await openYaml(rule('eventName: *Key*\n    errorMessage: not: found\n    userAgent|re: "\\d"'));
    const put = async (text: string, expected: string): Promise<void> => {
      const [fix] = await eventually(async () => {
        const found = await fixesAt(document, text);
        assert.deepEqual(
          found.map(({ title }) => title),
          [expected],
        );
        return found;
      });
      assert.ok(await vscode.workspace.applyEdit(present(fix?.edit, 'edit')));
    };
    await put('not: found', 'Put it in quotes');
    await put('"\\d"', 'Put it in single quotes');
    // which is only known once all else can be read
    await put('*Key*', 'Put it in quotes');
    assert.equal(
      document.getText(),
      rule("eventName: '*Key*'\n    errorMessage: 'not: found'\n    userAgent|re: '\\d'"),
    );
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []));
  });

  it('put the log that was meant where its name has a mistake', async () => {
    const document = await openYaml(rule('eventName: x').replace('aws', 'asw').replace('cloudtrail', 'cloudtrial'));
    await mend(document, 'asw', 'aws');
    await mend(document, 'cloudtrial', 'cloudtrail');
    assert.equal(document.getText(), rule('eventName: x'));
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []));
  });

  it('give an id where what stands there is none', async () => {
    const document = await openYaml(`id: my-rule # ours\n${rule('eventName: x')}`);
    const start = placeOf(document, 'my-rule', 0, 1);
    const [fix] = await eventually(async () => {
      const command = 'vscode.executeCodeActionProvider';
      const range = new vscode.Range(start, start);
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(command, document.uri, range);
      assert.deepEqual(
        found.map(({ title, isPreferred }) => [title, isPreferred]),
        [['Give it a new id', true]],
      );
      return found;
    });
    assert.ok(await vscode.workspace.applyEdit(present(fix?.edit, 'edit')));
    assert.match(
      document.lineAt(0).text,
      /^id: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12} # ours$/,
    );
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []));
  });

  it('put a pattern that is true of selections where one is true of none', async () => {
    const document = await openYaml(rule('eventName: x', '1 of selectoin*'));
    await mend(document, 'selectoin*', 'selection*');
    assert.equal(document.getText(), rule('eventName: x', '1 of selection*'));
  });

  it('put a rule in force, a type and a comparison into a correlation', async () => {
    await openReadable(sample('oneLine'));
    const root = present(process.env['CLOUDTRAIL_ROOT'], 'checkout');
    const { title } = parse(fs.readFileSync(path.join(root, 'rules/ec2/key-pair-created.yml'), 'utf8')) as {
      title: string;
    };
    const text = (type: string, name: string, compare: string): string =>
      `title: Many\ncorrelation:\n  type: ${type}\n  rules: ['${name}']\n  group-by: [userIdentity.arn]\n` +
      `  timespan: 1h\n  condition:\n    ${compare}: 3\n`;
    const document = await openYaml(text('event_cuont', title.slice(0, -1), 'gtee'));
    await mend(document, 'event_cuont', 'event_count');
    await mend(document, 'gtee', 'gte');
    await mend(document, `'${title.slice(0, -1)}`, title);
    assert.equal(document.getText(), text('event_count', title, 'gte'));
    await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []));
  });

  it('are none where nothing is near, and those of what has just been typed', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('eventName|like: x\n    userIdentity.nothing: y', 'selecton'));
    await eventually(async () => assert.equal((await fixesAt(document, 'selecton')).length, 1));
    assert.deepEqual(await fixesAt(document, 'like'), []);
    assert.deepEqual(await fixesAt(document, 'userIdentity.nothing'), []);
    // asked at once, as by who knows the key
    await replace(document, 'title: A rule', 'title: A rule\nstatus: test');
    await mend(document, 'selecton', 'selection');
    await replace(document, 'condition: selection', 'condition: selektion');
    assert.equal((await fixesAt(document, 'selektion')).length, 1);
    await replace(document, 'condition: selektion', 'condition: selection');
    assert.deepEqual(await fixesAt(document, 'condition'), []);
  });
});

describe('Completion in a Sigma rule', () => {
  afterEach(close);

  const labels = async (marked: string): Promise<string[]> => {
    const { items } = await completionsAt(marked);
    return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  };

  it('has the fields of the log, those of events of the same name first', async () => {
    await openReadable(sample('oneLine'));
    const first = await labels(rule('eventName: CreateKeyPair\n    ¦'));
    assert.ok(first.indexOf('requestParameters.keyName') < first.indexOf('userIdentity.invokedBy'), first.join());
    assert.ok(first.includes('requestParameters.cidrIp'), first.join());
    assert.ok(first.includes('additionalEventData'), 'a known field that the log does not have');
  });

  it('leaves the name of a field as it is typed: no sign behind it takes a longer one', async () => {
    await openReadable(sample('oneLine'));
    const { items } = await completionsAt(rule('requestParameters.key¦'));
    assert.ok(items.length > 0);
    for (const { commitCharacters = [] } of items) assert.deepEqual(commitCharacters, []);
  });

  it('is there from a title and a logsource on', async () => {
    await openReadable(sample('oneLine'));
    assert.deepEqual(await labels('title: A\nlogsource:\n  product: ¦\n'), ['aws']);
    assert.ok((await labels('title: A\nlogsource:\n  product: aws\n¦')).includes('detection'));
  });

  it('has the values of a field, the most frequent first, as YAML that means just them', async () => {
    const document = await openReadable(sample('oneLine'));
    const counts = new Map<string, number>();
    for (const { eventName } of recordsOf(sample('oneLine')) as { eventName: string }[])
      counts.set(eventName, (counts.get(eventName) ?? 0) + 1);
    const expected = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([name]) => name);
    assert.deepEqual(await labels(rule('eventName: ¦')), [...expected, 'null']);
    assert.ok(document.getText().includes(present(expected[0], 'name')));
    const { items } = await completionsAt(rule('recipientAccountId: ¦'));
    assert.equal(items[0]?.insertText, "'111122223333'");
  });

  it('has modifiers, levels, keys and selections', async () => {
    const modifiers = await labels(rule('userAgent|con¦'));
    assert.ok(modifiers.includes('contains') && modifiers.includes('cidr') && !modifiers.includes('eventName'));
    assert.deepEqual(await labels(`${rule('a: b')}level: ¦\n`), ['informational', 'low', 'medium', 'high', 'critical']);
    const keys = await labels(`${rule('a: b')}¦\n`);
    assert.ok(keys.includes('falsepositives') && !keys.includes('detection'), keys.join());
    assert.ok((await labels(rule('a: b', 'sel¦'))).includes('selection'));
  });

  it('has tactics as tags, and what rules in force are tagged with', async () => {
    const tags = await labels(`${rule('a: b')}tags:\n  - attack.t1526\n  - ¦\n`);
    assert.equal(tags[0], 'attack.reconnaissance');
    assert.ok(tags.includes('attack.discovery') && tags.some((tag) => /^attack\.t\d{4}/.test(tag)), tags.join());
    assert.equal(new Set(tags).size, tags.length);
    const { items, document } = await completionsAt(`${rule('a: b')}tags:\n  - attack.defense-¦\n`);
    const item = items.find(({ insertText }) => insertText === 'attack.defense-evasion');
    const range = present(item?.range, 'range');
    assert.equal(document.getText(range instanceof vscode.Range ? range : range.replacing), 'attack.defense-');
  });

  it('has the technique of which rules in force name a part, and the word for all rules', async () => {
    await openReadable(sample('oneLine'));
    const tags = await labels(`${rule('a: b')}tags:\n  - ¦\n`);
    const part = present(
      tags.find((tag) => /^attack\.t\d{4}\.\d{3}$/.test(tag)),
      'tag',
    );
    assert.ok(tags.includes(part.slice(0, 'attack.t1234'.length)), tags.join());
    const filter = (rules: string): string =>
      `title: A\nlogsource: { product: aws }\nfilter:\n  rules:${rules}\n  selection: { a: b }\n`;
    assert.equal((await labels(filter(' ¦')))[0], 'any');
    assert.ok(!(await labels(filter('\n    - ¦'))).includes('any'));
  });

  it('has the other rules of the file, also those that are called by their id or title', async () => {
    await openReadable(sample('oneLine'));
    const id = '0b6f1c52-7f3a-4a51-9e0b-1d0c8f1f2a11';
    const named = rule('a: b').replace('title: A rule', 'title: Named one\nname: "named"');
    const withId = rule('a: b').replace('title: A rule', `title: With an id\nid: ${id}`);
    const titled = rule('a: b').replace('title: A rule', "title: 'Only: a title'");
    const counted = 'title: Counted\nname: counted\ncorrelation:\n  type: temporal\n  rules:\n    - ¦\n';
    const { items } = await completionsAt([named, withId, titled, counted].join('---\n'));
    const first = items.slice(0, 3).map(({ insertText }) => insertText);
    assert.deepEqual(first, ['named', `'${id}'`, "'Only: a title'"]);
    assert.ok(items.every(({ insertText }) => insertText !== 'counted'));
  });

  it('replaces the word of a condition that is written, and none of the others', async () => {
    await openReadable(sample('oneLine'));
    const { items, document } = await completionsAt(rule('a: b', 'sel¦ and not filter_main'));
    const item = items.find(({ insertText }) => insertText === 'selection');
    const range = present(item?.range, 'range');
    assert.equal(document.getText(range instanceof vscode.Range ? range : range.replacing), 'sel');
  });

  it('is none of values that only have the same letters somewhere', async () => {
    await openReadable(sample('oneLine'));
    const address = (await labels(rule('sourceIPAddress: ¦'))).find((label) => /^\d+\.\d+\.\d+\.\d+$/.test(label));
    const [first = '', ...others] = present(address, 'address').split('.');
    assert.ok((await labels(rule(`sourceIPAddress: ${first}.¦`))).includes(present(address, 'address')));
    assert.deepEqual(await labels(rule(`sourceIPAddress: ${first.slice(0, 1)}.${others.join('.').slice(-1)}¦`)), []);
  });

  it('leaves no place to words of other lines where none of the values fits', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('eventName: Zzz\n    awsRegion: Zzzother'));
    const command = 'vscode.executeCompletionItemProvider';
    const at = placeOf(document, 'Zzz', 0, 3);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(command, document.uri, at);
    assert.deepEqual(
      items.map(({ filterText }) => filterText),
      [' '],
    );
  });

  it('has what is typed first where it may be a part of a value', async () => {
    await openReadable(sample('oneLine'));
    const { items, document } = await completionsAt(rule("eventName|startswith: 'Create¦'"));
    const [{ insertText, range } = {}] = items;
    assert.equal(insertText, "'Create'");
    assert.equal(document.getText(range instanceof vscode.Range ? range : range?.replacing), "'Create'");
    assert.ok(items.some((item) => item.insertText === 'CreateKeyPair'));
    assert.ok(!(await labels(rule('eventName: Create¦'))).includes('Create'));
    assert.deepEqual(await labels(rule('eventName|startswith: Zzz¦')), []);
  });

  it('replaces what is written, quotes included', async () => {
    await openReadable(sample('oneLine'));
    const { items, document } = await completionsAt(rule("eventName: 'Create¦'"));
    const item = present(
      items.find(
        ({ label }) => label === 'CreateKeyPair' || (typeof label === 'object' && label.label === 'CreateKeyPair'),
      ),
      'item',
    );
    const range = present(item.range, 'range');
    assert.equal(document.getText(range instanceof vscode.Range ? range : range.replacing), "'Create'");
    assert.equal(item.insertText, 'CreateKeyPair');
  });

  it('is there in brackets, and replaces there no more than what is written', async () => {
    await openReadable(sample('oneLine'));
    assert.deepEqual(await labels('title: A\nlogsource: { product: aws, service: ¦ }\n'), ['cloudtrail']);
    const inBraces = rule('a: b').replace('selection:\n    a: b', 'selection: { eventName: CreateKeyPair, ¦, a: b }');
    const { items, document } = await completionsAt(inBraces);
    const [{ label, range } = {}] = items;
    assert.match(typeof label === 'object' ? label.label : (label ?? ''), /^[a-z][\w.]+$/);
    assert.equal(document.getText(range instanceof vscode.Range ? range : range?.replacing), '');
    const values = await labels(rule('eventName: [\n      Create¦\n    ]'));
    assert.ok(values.includes('CreateKeyPair'), values.join());
    const correlation =
      'correlation:\n  type: temporal\n  aliases: { who: { made: userIdentity.arn } }\n  group-by: [¦]';
    assert.equal((await labels(`title: A\n${correlation}\n`))[0], 'who');
  });

  it('works without a log', async () => {
    const fields = await labels(rule('¦'));
    assert.ok(fields.includes('userIdentity.type'), fields.join());
  });

  it('keeps out of other YAML', async () => {
    const { items } = await completionsAt('name: x\njobs:\n  ¦\n');
    assert.deepEqual(
      items.filter(({ kind }) => kind === vscode.CompletionItemKind.Field),
      [],
    );
  });
});

describe('A hover in a Sigma rule', () => {
  afterEach(close);

  it('says of a field what it says in a log, and how often the log has it', async () => {
    const log = await openReadable(sample('oneLine'));
    const inLog = (await hoversAt(log, placeOf(log, '"eventSource"'))).map(({ value }) => value).join('\n');
    const document = await openYaml(
      rule('eventSource: ec2.amazonaws.com\n    eventName: CreateKeyPair\n    requestParameters.keyName: x'),
    );
    const at = async (text: string): Promise<string> => {
      const hovers = await hoversAt(document, placeOf(document, text));
      for (const hover of hovers) await assertHarmless(hover);
      return hovers.map(({ value }) => value).join('\n');
    };
    const field = await at('eventSource:');
    const sentence = present(/\*\*eventSource\*\*: [^\n]+/.exec(inLog)?.[0], 'sentence');
    assert.ok(field.includes(sentence), field);
    // before the text, which may be longer than a hover
    assert.match(field, /^\d+ events of \S+ have this field\.\n/);
    assert.ok(field.indexOf('events of') < field.indexOf(sentence), field);
    // the values are those of the call alone
    assert.match(field, /have this field\.\n\nIn \d events? of `CreateKeyPair`:\n\n- `ec2\.amazonaws\.com`: \d\n/);
    assert.match(await at('CreateKeyPair'), /API_CreateKeyPair\.html/);
    assert.match(await at('requestParameters.keyName'), /KeyName/);
  });

  it('says that no event has a field where no hint says it', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('vpcEndpointId: x\n    vpcEndpointAccountId|exists: false'));
    await problemsOf(document);
    const at = async (text: string): Promise<string> => {
      const hovers = await hoversAt(document, placeOf(document, text));
      return hovers.map(({ value }) => value).join('\n');
    };
    assert.match(await at('vpcEndpointAccountId'), /No event of/);
    const hinted = await at('vpcEndpointId');
    assert.doesNotMatch(hinted, /No event of/);
    assert.match(hinted, /\*\*vpcEndpointId\*\*/);
  });

  it('knows from the log whose call it is that a rule names alone', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('eventName: [CreateKeyPair, DeleteTrail]'));
    const at = async (text: string): Promise<string> => {
      const hovers = await hoversAt(document, placeOf(document, text));
      return hovers.map(({ value }) => value).join('\n');
    };
    await eventually(async () => assert.match(await at('CreateKeyPair'), /API_CreateKeyPair\.html/));
    // and takes nobody's for that of another service
    assert.doesNotMatch(await at('DeleteTrail'), /EC2|ec2/);
  });

  it('says it while something else is typed, so that the rule is no YAML', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(
      rule('eventSource: ec2.amazonaws.com\n    eventName|contains: CreateKeyPair\n    userAg\n    readOnly: true'),
    );
    await problemsOf(document, (problems) => problems.some(({ message }) => message.startsWith('A colon is missing')));
    const at = async (text: string): Promise<string> => {
      const hovers = await hoversAt(document, placeOf(document, text, 0, 1));
      return hovers.map(({ value }) => value).join('\n');
    };
    assert.match(await at('readOnly'), /events? of \S+ have this field\.[^]*\*\*readOnly\*\*/);
    assert.match(await at('contains'), /^\*\*contains\*\*/);
    await replace(document, 'eventName|contains', 'eventName');
    await eventually(async () => assert.match(await at('CreateKeyPair'), /API_CreateKeyPair\.html/));
    assert.equal(await at('title'), '');
  });

  it('lets no text of the log be more than text', async () => {
    const evil = '[a](command:x) <img src=x onerror=alert(1)> ![b](https://e.example/f.png) $(trash) `c`\n# d';
    await openReadable(writeGzip(logText(record({ userAgent: evil, requestParameters: { [evil]: evil } }))));
    const { document, items } = await completionsAt(rule('userAgent: ¦'));
    const [own] = items;
    assert.equal((parse(`a: ${own?.insertText as string}`) as { a: string }).a, evil.replaceAll('*', '\\*'));
    await replace(document, 'userAgent: ', 'userAgent: x');
    const hovers = await eventually(async () => {
      const found = await hoversAt(document, placeOf(document, 'userAgent'));
      assert.match(found.map(({ value }) => value).join(), /One event of/);
      return found;
    });
    for (const hover of hovers) await assertHarmless(hover);
  });

  it('says what a modifier does', async () => {
    const document = await openYaml(rule('userAgent|contains|all: [a, b]'));
    const [contains] = await hoversAt(document, placeOf(document, 'contains'));
    assert.match(present(contains, 'hover').value, /^\*\*contains\*\*: .*anywhere/);
    const [all] = await hoversAt(document, placeOf(document, '|all', 0, 2));
    assert.match(present(all, 'hover').value, /^\*\*all\*\*: /);
    assert.deepEqual(await hoversAt(document, placeOf(document, 'title')), []);
  });
});

async function closeLogs(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === READABLE),
  );
}

/** What the lens says of a file that nothing names. */
const UNUSED = 'not in force: use it…';

describe('The code lens of a Sigma rule', () => {
  afterEach(close);

  const titles = async (document: vscode.TextDocument, enough: (titles: string[]) => boolean): Promise<string[]> =>
    eventually(async () => {
      const found = (await lensesOf(document.uri)).map(({ command }) => command?.title ?? '');
      assert.ok(enough(found), found.join(' | '));
      return found;
    });
  const matches = (text: string) => (found: string[]) => found.some((title) => title === text);

  it('counts the events of the log while the rule is edited', async () => {
    await openReadable(sample('oneLine'));
    const records = recordsOf(sample('oneLine'));
    const count = (name: string): number => records.filter(({ eventName }) => eventName === name).length;
    const document = await openYaml(rule('eventName: CreateKeyPair'));
    const first = `matches ${count('CreateKeyPair')} of ${records.length} events`;
    await titles(document, (found) => found.length === 4);
    assert.deepEqual(await titles(document, matches(first)), [UNUSED, first, 'show them', 'dry run']);
    const [lens] = await lensesOf(document.uri);
    assert.equal(lens?.range.start.line, 0);
    await replace(document, 'CreateKeyPair', 'RunInstance*');
    const wild = records.filter(({ eventName }) => String(eventName).startsWith('RunInstance')).length;
    await titles(document, matches(`matches ${wild} of ${records.length} events`));
    await replace(document, 'RunInstance*', 'NoSuchCall');
    const none = `matches 0 of ${records.length} events`;
    assert.deepEqual(await titles(document, matches(none)), [UNUSED, none, 'dry run']);
    await replace(document, 'eventName:', 'eventName|nonsense:');
    await titles(document, matches('not tried: see Problems'));
    const [, link] = await lensesOf(document.uri);
    assert.equal(link?.command?.command, 'workbench.actions.view.problems');
  });

  const all = (name: 'oneLine' | 'pretty' | 'morning'): string => {
    const { length } = recordsOf(sample(name));
    return `matches ${length} of ${length} events`;
  };

  it('counts those of a log in sight once the one that was looked at is closed', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('eventSource: "*"'));
    await titles(document, matches(all('oneLine')));
    const viewColumn = vscode.ViewColumn.Two;
    await vscode.window.showTextDocument(sample('pretty'), { viewColumn, preview: false });
    await titles(document, matches(all('pretty')));
    // the rule comes up in its place
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await titles(document, matches(all('oneLine')));
  });

  it('follows the log', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('eventSource: "*"'));
    await titles(document, matches(all('oneLine')));
    await openReadable(sample('morning'));
    await titles(document, matches(all('morning')));
    await openReadable(sample('oneLine'));
    await titles(document, matches(all('oneLine')));
    await closeLogs();
    await titles(document, matches('Open a log to see what this rule matches'));
  });

  it('counts over the folder that is open as a case, and leads to its files', async () => {
    const logs = [1, 2, 3].map((n) =>
      write(
        `logs/part${n}.json`,
        logText(record({ eventName: n === 3 ? 'StopInstances' : 'RunInstances', eventID: `${n}` })),
      ),
    );
    const folder = vscode.Uri.joinPath(present(logs[0], 'log'), '..');
    try {
      await vscode.commands.executeCommand('cloudtrail.openCase', folder);
      const document = await openYaml(rule('eventName: StopInstances\n    awsRegon: us-east-1\n  unused:\n    a: b'));
      await titles(document, matches('matches 0 of 3 events'));
      await problemsOf(document, (all) =>
        all.some(({ message }) => message.startsWith('No event of logs has the field awsRegon.')),
      );
      await replace(document, 'awsRegon', 'awsRegion');
      await titles(document, matches('matches 1 of 3 events'));
      const shown = vscode.commands.executeCommand('cloudtrail.showRuleMatches', document.uri, 0);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await shown;
      await eventually(() => {
        const editor = present(vscode.window.activeTextEditor, 'editor');
        assert.equal(editor.document.getText(editor.selection), '"StopInstances"');
      });
    } finally {
      await vscode.commands.executeCommand('cloudtrail.closeCase');
    }
  });

  it('leads to the event that was chosen, also where a log of the case was saved meanwhile and its row is another', async () => {
    const event = (n: number, eventName: string): Record<string, unknown> =>
      record({ eventName, eventID: `${n}`, eventTime: `2026-03-14T08:0${n}:00Z` });
    const first = write('logs/a.json', logText(event(1, 'RunInstances')));
    write('logs/b.json', logText(event(2, 'StopInstances'), event(3, 'RunInstances')));
    try {
      await vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.joinPath(first, '..'));
      const document = await openYaml(rule('eventName: StopInstances'));
      await titles(document, matches('matches 1 of 3 events'));
      const shown = vscode.commands.executeCommand('cloudtrail.showRuleMatches', document.uri, 0);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const log = await vscode.workspace.openTextDocument(first);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(
        log.uri,
        log.positionAt(log.getText().indexOf('[') + 1),
        `${JSON.stringify(event(0, 'DescribeVpcs'))},`,
      );
      await vscode.workspace.applyEdit(edit);
      await log.save();
      await titles(document, matches('matches 1 of 4 events'));
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await shown;
      await eventually(() => {
        const editor = present(vscode.window.activeTextEditor, 'editor');
        assert.equal(editor.document.getText(editor.selection), '"StopInstances"');
      });
    } finally {
      await vscode.commands.executeCommand('cloudtrail.closeCase');
    }
  });

  it('says of an exception that is over when it ended and what it was for', async () => {
    const exception = (more: string): string =>
      `title: Excused\n${more}logsource: { product: aws }\nfilter:\n  rules: any\n  s: { eventName: RunInstances }\n  condition: not s\n`;
    const over = await openYaml(exception('reason: "Move of the backups" # agreed\nexpires: 2026-01-31\n'));
    await titles(
      over,
      matches('expired on 2026-01-31: what it left out is found again · it was for: Move of the backups'),
    );
    const icon = await openYaml(exception('reason: "$(flame) x"\nexpires: 2026-01-31\n'));
    await titles(icon, (found) => found.some((title) => title.endsWith('it was for: \\$(flame) x')));
    const silent = await openYaml(exception("expires: '2026-01-31'\n"));
    await titles(silent, matches('expired on 2026-01-31: what it left out is found again'));
  });

  it('stands above each rule of a file', async () => {
    await openReadable(sample('oneLine'));
    const text = `${rule('eventName: CreateKeyPair')}---\n${rule('eventName: NoSuchCall')}`;
    const document = await openYaml(text);
    const { length } = recordsOf(sample('oneLine'));
    await titles(document, matches(`matches 0 of ${length} events`));
    const lines = new Set((await lensesOf(document.uri)).map(({ range }) => document.lineAt(range.start.line).text));
    assert.deepEqual([...lines], ['title: A rule']);
    assert.equal(new Set((await lensesOf(document.uri)).map(({ range }) => range.start.line)).size, 2);
  });

  it('leads to a dry run that says days and identities, and follows the rule', async () => {
    await openReadable(sample('oneLine'));
    const document = await openYaml(rule('eventName: CreateKeyPair').replace('A rule', "Bob's rule, keys (new)"));
    await vscode.commands.executeCommand('cloudtrail.dryRunRule', document.uri, 0);
    const text = await eventually(() => {
      assert.equal(preview().uri.path, "/Dry run Bob's rule, keys (new).md");
      const shown = preview().getText();
      assert.match(shown, /It matches \*\*\d+\*\* of \d+ events/);
      return shown;
    });
    assert.match(text, /^# Bob's rule, keys \\\(new\\\)\n/);
    assert.match(text, /\| 2026-03-14 \| \d+ \|/);
    assert.match(text, /## Who\n/);
    assert.match(text, /CreateKeyPair/);
    await replace(document, 'CreateKeyPair', 'NoSuchCall');
    await eventually(() => assert.match(preview().getText(), /It matches \*\*0\*\* of/));
    await closeLogs();
    await eventually(() =>
      assert.match(preview().getText(), /^> No log is open any more: .+\n\n# Bob's rule, keys \\\(new\\\)\n/),
    );
    await openReadable(sample('oneLine'));
    await eventually(() => assert.match(preview().getText(), /^# Bob's rule, keys \\\(new\\\)\n/));
  });
});

describe('A rule made from an event', () => {
  afterEach(close);

  const made = (): Promise<vscode.TextDocument> =>
    eventually(() => {
      const { document } = present(vscode.window.activeTextEditor, 'editor');
      assert.equal(document.languageId, 'yaml');
      return document;
    });

  it('is offered on any event, and is true of it', async () => {
    const log = await inspect(sample('pretty'), 'file');
    const at = placeOf(log, '"DeleteFlowLogs"');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      log.uri,
      new vscode.Range(at, at),
    );
    const { command } = present(
      actions.find(({ title }) => title === 'Create rule from this event'),
      'code action',
    );
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
    const document = await made();
    const text = document.getText();
    assert.ok(document.isUntitled);
    assert.match(text, /^title: DeleteFlowLogs by /);
    assert.match(text, /\nid: [\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}\n/);
    assert.match(text, /\n {4}eventName: DeleteFlowLogs\n {4}errorCode: null\n/);
    assert.match(text, /\ntags:\n {2}# .*\n {2}- attack\.defense-evasion\n/);
    const { length } = recordsOf(sample('pretty'));
    await eventually(async () => {
      const titles = (await lensesOf(document.uri)).map(({ command }) => command?.title);
      assert.deepEqual(titles.slice(0, 2), ['draft: use it…', `matches 1 of ${length} events`]);
    });
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('is made of the event at the cursor, and of a row of a log', async () => {
    const log = await openReadable(sample('oneLine'));
    const editor = await vscode.window.showTextDocument(log);
    const at = placeOf(log, '"CreateKeyPair"');
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('cloudtrail.createRule');
    const first = (await made()).getText();
    assert.match(first, /^title: CreateKeyPair by /);
    await vscode.commands.executeCommand('cloudtrail.createRule', log.uri.toString(), 0);
    await eventually(async () => assert.notEqual((await made()).getText(), first));
  });
});

describe('A new rule', () => {
  afterEach(close);

  /** Asks for a new rule, and takes one of the kinds that are offered. */
  async function begin(place: number): Promise<vscode.TextDocument> {
    const before = vscode.window.activeTextEditor?.document;
    const done = vscode.commands.executeCommand('cloudtrail.newRule');
    // the list is there when its context is
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (let n = 0; n < place; n++) await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await done;
    return eventually(() => {
      const document = present(vscode.window.activeTextEditor, 'editor').document;
      assert.ok(document.isUntitled && document !== before);
      return document;
    });
  }

  it('is filled in from the top, counts events of the open log and is right as it stands', async () => {
    await openReadable(sample('oneLine'));
    const document = await begin(0);
    const text = document.getText();
    assert.match(text, /^title: What happened\nid: [\da-f-]{36}\n/);
    const selected = present(vscode.window.activeTextEditor, 'editor').selection;
    assert.equal(document.getText(selected), 'What happened');
    const records = recordsOf(sample('oneLine'));
    const ended = records.filter(({ eventName, errorCode }) => eventName === 'TerminateInstances' && !errorCode);
    await eventually(async () => {
      const titles = (await lensesOf(document.uri)).map(({ command }) => command?.title);
      const counted = `matches ${ended.length} of ${records.length} events`;
      assert.deepEqual(titles.slice(0, 2), ['draft: use it…', counted]);
    });
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('stands beside the log, and in the place of anything else', async () => {
    await openReadable(sample('oneLine'));
    const log = present(vscode.window.activeTextEditor, 'log').viewColumn;
    await begin(1);
    const beside = present(vscode.window.activeTextEditor, 'rule').viewColumn;
    assert.notEqual(beside, log);
    const next = await begin(3);
    assert.equal(present(vscode.window.activeTextEditor, 'rule').viewColumn, beside);
    assert.match(next.getText(), /\n {2}type: first_seen\n/);
    // each of its documents has an id of its own
    const ids = [...next.getText().matchAll(/^id: (.*)$/gm)].map(([, id]) => id);
    assert.equal(new Set(ids).size, 2);
  });
});

describe('Editing a rule that is in force', () => {
  const folder = (): string => present(vscode.workspace.workspaceFolders?.[0], 'folder').uri.fsPath;
  const own = (): string => path.join(folder(), 'own-rules');
  before(wake);
  afterEach(async () => {
    await configure('cloudtrail.detection.rules', undefined);
    await close();
    fs.rmSync(own(), { recursive: true, force: true });
  });

  const findsMine = (log: vscode.TextDocument, title: string): Promise<vscode.Diagnostic[]> =>
    problemsOf(log, (all) => all.some(({ message }) => message.startsWith(title)));

  it('runs it again when it is saved', async () => {
    fs.mkdirSync(own(), { recursive: true });
    const file = path.join(own(), 'mine.yml');
    fs.writeFileSync(file, rule('eventName: NoSuchCall').replace('A rule', 'Mine'));
    await configure('cloudtrail.detection.rules', ['own-rules']);
    const log = await openReadable(sample('oneLine'));
    await problemsOf(log);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    await replace(document, 'NoSuchCall', 'CreateKeyPair');
    await document.save();
    await findsMine(log, 'Mine');
  });

  it('runs it again when it lies outside of the window', async () => {
    const file = write('rules/mine.yml', rule('eventName: NoSuchCall').replace('A rule', 'Outside'));
    await configure('cloudtrail.detection.rules', [path.dirname(file.fsPath)]);
    const log = await openReadable(sample('oneLine'));
    await problemsOf(log);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    await replace(document, 'NoSuchCall', 'CreateKeyPair');
    await document.save();
    await findsMine(log, 'Outside');
  });

  /** A file among one's own rules, in an editor. */
  const openOwn = async (name: string, text: string): Promise<vscode.TextDocument> => {
    fs.mkdirSync(own(), { recursive: true });
    const file = path.join(own(), name);
    fs.writeFileSync(file, text);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    return document;
  };

  /** The first of the lenses, once it is so. */
  const says = (document: vscode.TextDocument, title: string): Promise<void> =>
    eventually(async () => assert.equal((await lensesOf(document.uri))[0]?.command?.title, title));

  it('says above the rule whether it is in force, as it is saved', async () => {
    const document = await openOwn('mine.yml', rule('eventName: NoSuchCall'));
    await says(document, 'not in force: use it…');
    await configure('cloudtrail.detection.rules', ['own-rules']);
    await says(document, 'in force');
    await replace(document, 'NoSuchCall', 'CreateKeyPair');
    await says(document, 'in force as last saved: save');
    await vscode.commands.executeCommand('cloudtrail.putRuleInForce', document.uri, 0);
    await says(document, 'in force');
    assert.equal(document.isDirty, false);
    await configure('cloudtrail.detection.level', 'high');
    await says(document, 'in force, below the level shown (High)');
    await configure('cloudtrail.detection.level', undefined);
    await says(document, 'in force');
    fs.rmSync(own(), { recursive: true });
    await says(document, 'not in force, the file is not there: save it again');
  });

  it('does not say that it is in force where it was broken when it was saved', async () => {
    const document = await openOwn('mended.yml', rule('eventName|nope: CreateKeyPair'));
    await configure('cloudtrail.detection.rules', ['own-rules']);
    await replace(document, '|nope', '');
    await says(document, 'changed since it was saved: save');
    await document.save();
    await says(document, 'in force');
    await configure('cloudtrail.detection.rules', undefined);
    fs.rmSync(own(), { recursive: true });
  });

  it('says so where its file was deleted, and writes it anew', async () => {
    fs.mkdirSync(own(), { recursive: true });
    const file = path.join(own(), 'deleted.yml');
    const content = rule('eventName: CreateKeyPair');
    fs.writeFileSync(file, content);
    await configure('cloudtrail.detection.rules', ['own-rules']);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document, { preview: false });
    await says(document, 'in force');
    fs.rmSync(file);
    await says(document, 'not in force, the file is not there: save it again');
    await vscode.commands.executeCommand('cloudtrail.putRuleInForce', document.uri, 0);
    assert.equal(fs.readFileSync(file, 'utf8'), content);
    await says(document, 'in force');
  });

  it('puts a file in force that no entry names', async () => {
    fs.mkdirSync(own(), { recursive: true });
    const file = path.join(own(), 'a [draft].yml');
    fs.writeFileSync(file, rule('eventName: CreateKeyPair').replace('A rule', 'Put in force'));
    const log = await openReadable(sample('oneLine'));
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    const done = vscode.commands.executeCommand('cloudtrail.putRuleInForce', document.uri, 0);
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      const set = vscode.workspace.getConfiguration('cloudtrail').inspect('detection.rules')?.workspaceValue;
      assert.deepEqual(set, ['own-rules/a [[]draft[]].yml']);
    });
    await done;
    await says(document, 'in force');
    await findsMine(log, 'Put in force');
  });

  it('puts a file in force while VS Code saves it by itself', async () => {
    const document = await openOwn('saved by itself.yml', rule('eventName: NoSuchCall'));
    await replace(document, 'NoSuchCall', 'CreateKeyPair');
    const begun = new Promise<void>((begin) => {
      const participant = vscode.workspace.onWillSaveTextDocument((event) => {
        participant.dispose();
        begin();
        event.waitUntil(new Promise<void>((resolve) => setTimeout(resolve, 700)));
      });
    });
    const saving = document.save();
    await begun;
    const done = vscode.commands.executeCommand('cloudtrail.putRuleInForce', document.uri, 0);
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      const set = vscode.workspace.getConfiguration('cloudtrail').inspect<string[]>('detection.rules')?.workspaceValue;
      assert.equal(set?.at(-1), 'own-rules/saved by itself.yml');
    });
    await Promise.all([saving, done]);
    await says(document, 'in force');
  });

  it('saves a draft where the workspace keeps its rules, and puts it in force', async () => {
    const kept = path.join(folder(), '.cloudtrail', 'rules');
    const content = rule('eventName: CreateKeyPair').replace('A rule', "'Draft: it''s kept'");
    const log = await openReadable(sample('oneLine'));
    try {
      const draft = await vscode.workspace.openTextDocument({ language: 'yaml', content });
      await vscode.window.showTextDocument(draft, { viewColumn: vscode.ViewColumn.Beside, preview: false });
      await says(draft, 'draft: use it…');
      // what a preview is of, without one: it would take the focus from what is asked
      const query = JSON.stringify([draft.uri.toString(), 0]);
      const address = vscode.Uri.from({ scheme: 'cloudtrail-dry-run', path: '/Dry run.md', query });
      await vscode.workspace.openTextDocument(address);
      assert.match(preview().getText(), /It matches \*\*[1-9]/);
      const done = vscode.commands.executeCommand('cloudtrail.putRuleInForce', draft.uri, 0);
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        assert.deepEqual(fs.readdirSync(kept), ['draft_it_s_kept.yml']);
      });
      await done;
      const active = present(vscode.window.activeTextEditor, 'the file').document;
      assert.equal(active.uri.fsPath, path.join(kept, 'draft_it_s_kept.yml'));
      assert.equal(active.getText(), content);
      await eventually(async () =>
        assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === 'untitled')),
      );
      await says(active, 'in force');
      await findsMine(log, "Draft: it's kept");
      await replace(active, 'CreateKeyPair', 'NoSuchCall');
      await eventually(() => assert.match(preview().getText(), /^# Draft.*\n\n.*It matches \*\*0\*\*/));
      await vscode.commands.executeCommand('cloudtrail.dryRunRule', active.uri, 0);
      await eventually(() => assert.match(preview().getText(), /It matches \*\*0\*\*/));
    } finally {
      fs.rmSync(path.join(folder(), '.cloudtrail'), { recursive: true, force: true });
    }
  });
});
