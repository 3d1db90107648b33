import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mmdb } from '../../fixtures/mmdb';
import { gzipSync } from 'node:zlib';
import { WRAPPINGS } from '../../fixtures/containers';
import { record } from '../../fixtures/log';

const ROOT = path.resolve(__dirname, '../../..');
const CLI = path.join(ROOT, 'dist/cli.js');
const NAMED = '111122223333_CloudTrail_us-east-1_20260314T1335Z_Jt5NcY8bHq3WfS1e.json';

const text = (value: unknown): string => JSON.stringify(value);

interface Answer {
  readonly code: number | null;
  readonly lines: readonly Record<string, unknown>[];
  readonly text: string;
  readonly messages: string;
}

/** Runs the built program in the checkout. */
function cli(...args: readonly string[]): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8' });
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('{"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code: status, lines, text: stdout, messages: stderr };
}

describe('command line', function () {
  this.timeout(60_000);
  const logs = ['samples/root-terminates-instance.json', `samples/${NAMED}`];

  it('summary: one object about all sources', () => {
    const { code, lines } = cli('summary', ...logs);
    assert.equal(code, 0);
    assert.equal(lines.length, 1);
    const [summary] = lines;
    assert.deepEqual(Object.keys(summary ?? {}), ['sources', 'events', 'duplicates', 'firstTime', 'lastTime']);
    const sources = summary?.['sources'] as Record<string, unknown>[];
    assert.deepEqual(
      sources.map((source) => source['path']),
      logs,
    );
    assert.deepEqual(sources[0], {
      path: logs[0],
      container: 's3',
      events: 1,
      problems: [],
    });
    assert.equal(summary?.['firstTime'], '2026-03-14T08:27:45Z');
  });

  it('escapes in messages what would forge a line or steer the terminal, and says when a folder holds no log', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-names-'));
    try {
      assert.match(cli('summary', folder).messages, /^[^\n]+: warning: There is no log in it\.\n$/);
      fs.writeFileSync(path.join(folder, 'note.md'), 'Nothing.');
      assert.match(
        cli('summary', folder).messages,
        /There is no log in it\.\ninfo: 1 file is neither called nor written like a log, and it was not read: [^\n]*note\.md\n$/,
      );
      fs.rmSync(path.join(folder, 'note.md'));
      for (const name of ['\u001b[31mred.json', 'a\rb.json', 'x: error: y\nz.json', '\u202egnp.json', '\u009b.json'])
        fs.writeFileSync(path.join(folder, name), '{');
      const { messages } = cli('summary', folder);
      assert.equal(messages.split('\n').length, 6);
      assert.doesNotMatch(messages.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
      assert.match(messages, /\/\\u\{1b\}\[31mred\.json:1:2: warning: /);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('summary: every container by its id, and nothing of the samples is unread', () => {
    const { code, lines, messages } = cli('summary', 'samples');
    assert.equal(code, 0);
    const history = (lines[0]?.['sources'] as Record<string, unknown>[]).find(({ container }) =>
      String(container).endsWith('csv'),
    );
    assert.deepEqual([history?.['container'], history?.['events']], ['event-history-csv', 10]);
    assert.match(messages, /event_history\.csv:2:1: info: .*requestParameters/);
  });

  it('lets no text of a log steer the terminal or forge a line, in whatever is answered, and changes none', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-texts-'));
    try {
      const hostile = 'a\u001b[2J\u009b31m\u007f\r\n{"forged":1}\u202e\u2066\u2028\u200b\ufeff\u{e0041}é\u{1f600}';
      const event = record(1, {
        eventName: 'StopLogging',
        eventSource: 'cloudtrail.amazonaws.com',
        userIdentity: { type: 'IAMUser', userName: hostile, arn: hostile },
        userAgent: hostile,
        errorMessage: hostile,
        requestParameters: { [hostile]: hostile },
        resources: [{ ARN: hostile }],
      });
      const file = path.join(folder, 'log.json');
      fs.writeFileSync(file, text({ Records: [event] }));
      const answers: readonly (readonly [args: readonly string[], says: boolean])[] = [
        [['events', file], true],
        [['events', file, '--fields', 'userAgent,requestParameters'], true],
        [['group', 'identity', file], true],
        [['group', 'resource', file], true],
        [['summary', file], false],
        [['findings', file], true],
        [['findings', file, '--format', 'sarif'], true],
        [['explain', '--event', 'id-1', file], false],
      ];
      for (const [args, says] of answers) {
        const { stdout: out } = spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8' });
        const what = `${args.join(' ')}: ${text(out)}`;
        assert.ok(out.length > 0, what);
        assert.doesNotMatch(out.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, what);
        assert.ok(!out.split('\n').some((line) => line.startsWith('{"forged"')), what);
        const json = args.includes('sarif') ? out : `[${out.trim().split('\n').join()}]`;
        if (says) assert.ok(text(JSON.parse(json)).includes(text(hostile).slice(1, -1)), what);
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('reads other containers in a folder, and calls no other file an error', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const records = [record(1, { eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }), record(2)];
      const files = WRAPPINGS.map(({ wrap }, n) => [`${String(n).padStart(2, '0')}.txt`, wrap(records)] as const);
      for (const [name, content] of files) fs.writeFileSync(path.join(folder, name), content);
      fs.writeFileSync(path.join(folder, 'utf16.csv.gz'), gzipSync(Buffer.from(`\ufeff${files[11]?.[1]}`, 'utf16le')));
      fs.writeFileSync(
        path.join(folder, 'zz.log'),
        '192.0.2.1 - - [14/Mar/2026:08:27:45 +0000] "GET / HTTP/1.1" 200 1\n',
      );
      const { code, lines, messages } = cli('summary', folder);
      assert.equal(code, 0, messages);
      const sources = lines[0]?.['sources'] as Record<string, unknown>[];
      assert.deepEqual(
        sources.map(({ container }) => container),
        [...WRAPPINGS.map(({ container }) => container), WRAPPINGS[11]?.container, 'foreign'],
      );
      assert.match(messages, /zz\.log:1:1: warning: This is an access log of a web server/);
      const found = cli('findings', folder).lines.filter(({ rule }) => /logging/i.test(text(rule)));
      const where = new Set(found.map(({ source }) => path.basename(String(source))));
      // a copy of the same event is one event
      assert.ok(where.size >= 3, [...where].join());
      const events = cli('events', folder, '--where', 'eventName:StopLogging').lines;
      const places = events.reduce((sum, { alsoIn }) => sum + 1 + (alsoIn as unknown[]).length, 0);
      assert.equal(places, WRAPPINGS.length + 1);
      for (const { source, start, end } of events) {
        if (path.extname(String(source)) === '.gz') continue;
        const bytes = fs.readFileSync(String(source)).subarray(Number(start), Number(end));
        const { packed } = WRAPPINGS[Number.parseInt(path.basename(String(source)), 10)] ?? {};
        assert.match(bytes.toString('utf8'), packed === true ? /^[\w+/\\=]+$/ : /StopLogging/);
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('events: in order of time, each where its bytes are', () => {
    const { code, lines } = cli('events', ...logs);
    assert.equal(code, 0);
    const times = lines.map((line) => String(line['eventTime']));
    assert.deepEqual(times, [...times].sort());
    for (const line of lines) {
      const bytes = fs.readFileSync(path.join(ROOT, String(line['source'])));
      const record = JSON.parse(bytes.subarray(Number(line['start']), Number(line['end'])).toString('utf8')) as Record<
        string,
        unknown
      >;
      assert.equal(record['eventID'], line['eventID']);
      assert.equal(record['eventName'], line['eventName']);
    }
  });

  it('events --where --fields: only those, only that', () => {
    const { lines } = cli(
      'events',
      ...logs,
      '--where',
      '-readOnly:read eventName:TerminateInstances',
      '--fields',
      'userIdentity.type,nothing.here',
    );
    assert.deepEqual(
      lines.map((line) => line['userIdentity.type']),
      ['Root', 'AssumedRole'],
    );
    assert.deepEqual(Object.keys(lines[0] ?? {}), [
      'source',
      'index',
      'start',
      'end',
      'eventID',
      'userIdentity.type',
      'nothing.here',
    ]);
    assert.equal(lines[0]?.['nothing.here'], null);
  });

  it('group: values by count, with errors', () => {
    const { code, lines } = cli('group', 'identity', ...logs);
    assert.equal(code, 0);
    const counts = lines.map((line) => Number(line['count']));
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => b - a),
    );
    assert.ok(
      lines.some((line) => line['value'] === 'root of 123456789012' && line['count'] === 1 && line['errors'] === 0),
    );
  });

  it('group resource and group rule look into the records', () => {
    assert.ok(cli('group', 'resource', ...logs).lines.some((line) => line['value'] === 'i-1a2b3c4d'));
    assert.ok(cli('group', 'rule', ...logs).lines.some((line) => /root user/i.test(String(line['value']))));
  });

  it('findings: the rule, the event, who', () => {
    const { code, lines } = cli('findings', String(logs[0]));
    assert.equal(code, 0);
    const finding = lines.find((line) =>
      /terminated by the root user/.test(String((line['rule'] as Record<string, unknown>)['title'])),
    );
    assert.ok(finding);
    assert.deepEqual([finding['source'], finding['index'], finding['identity']], [logs[0], 0, 'root of 123456789012']);
    assert.match(String((finding['rule'] as Record<string, unknown>)['id']), /^[0-9a-f-]{36}$/);
  });

  it('findings --format text: one line a finding, however many events', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const rules = path.join(folder, 'rules.yml');
      fs.writeFileSync(
        rules,
        "title: Call\nname: call\nlevel: low\nlogsource: { product: aws }\ndetection: { s: { eventName: '*' }, condition: s }\n---\n" +
          'title: Many \u202e calls\nlevel: high\ncorrelation: { type: value_count, rules: [call], group-by: [eventSource], timespan: 1h, condition: { field: eventName, gte: 3 }, generate: true }\n',
      );
      const log = path.join(folder, 'log.json');
      const at = (n: number): string => `2026-03-14T09:00:0${n}Z`;
      const userIdentity = { type: 'IAMUser', userName: 'al\u001bice' };
      const Records = Array.from({ length: 9 }, (_, n) =>
        record(n, {
          eventName: `Call${n}`,
          eventTime: at(n),
          userIdentity,
          sourceIPAddress: n === 8 ? '203.0.113.9' : '198.51.100.7',
        }),
      );
      fs.writeFileSync(log, JSON.stringify({ Records }));
      const args = [CLI, 'findings', log, '--rules', rules, '--no-bundled'];
      const said = (...more: string[]): string[] =>
        spawnSync(process.execPath, [...args, ...more], { cwd: ROOT, encoding: 'utf8' })
          .stdout.trimEnd()
          .split('\n');
      assert.deepEqual(said('--format', 'text'), [
        `high          6 × Many \\u{202e} calls · al\\u{1b}ice · 198.51.100.0/24 · ${at(2)} to ${at(7)}`,
        `high          1 × Many \\u{202e} calls · al\\u{1b}ice · 203.0.113.0/24 · ${at(8)}`,
        `low           8 × Call · al\\u{1b}ice · 198.51.100.0/24 · ${at(0)} to ${at(7)}`,
        `low           1 × Call · al\\u{1b}ice · 203.0.113.0/24 · ${at(8)}`,
        '4 findings (2 high, 2 low) on 9 events',
      ]);
      // to programs every event that completes a correlation is said
      assert.equal(said().length, 16);
      fs.writeFileSync(rules, '');
      assert.deepEqual(said('--format', 'text'), ['No findings']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings --rules --no-bundled: only one’s own', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      fs.writeFileSync(
        path.join(folder, 'mine.yml'),
        'title: Mine\nid: 00000000-0000-4000-8000-000000000001\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  s: { eventName: TerminateInstances, userIdentity.type: Root }\n  condition: s\nlevel: low\n',
      );
      const { lines } = cli('findings', ...logs, '--rules', folder, '--no-bundled');
      assert.deepEqual(
        lines.map((line) => line['rule']),
        [{ id: '00000000-0000-4000-8000-000000000001', title: 'Mine', level: 'low' }],
      );
      fs.writeFileSync(
        path.join(folder, 'bad.yml'),
        'title: Bad\nlogsource: { product: aws }\ndetection:\n  s: { eventName|nonsense: x }\n  condition: s\n',
      );
      assert.match(
        cli('findings', ...logs, '--rules', folder, '--no-bundled').messages,
        /bad\.yml:4:\d+: error: .*nonsense/,
      );
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings: an exception that expired hides nothing, which is said', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const file = path.join(folder, 'mine.yml');
      const run = (expires: string): Answer => {
        fs.writeFileSync(
          file,
          `title: Mine\nlogsource: { product: aws }\ndetection: { s: { eventName: TerminateInstances }, condition: s }\n---\ntitle: Ours\nexpires: ${expires}\nlogsource: { product: aws }\nfilter: { rules: any, s: { eventName: '*' }, condition: not s }\n`,
        );
        return cli('findings', String(logs[0]), '--rules', folder, '--no-bundled');
      };
      const expired = run('2020-01-01');
      assert.equal(expired.lines.length, 1);
      assert.match(expired.messages, /mine\.yml:6:10: warning: This filter expired on 2020-01-01 and is not applied/);
      const inForce = run('2999-12-31');
      assert.deepEqual([inForce.lines.length, inForce.messages], [0, '']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings --rules: hundreds of rules, the broken ones told of and the rest evaluated', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const rule = (id: string, product: string, condition: string): string =>
        `title: ${id}\nid: ${id}\nlogsource: { product: ${product} }\ndetection:\n  s: { eventName: TerminateInstances }\n  condition: ${condition}\n`;
      for (let n = 0; n < 300; n++) {
        const below = path.join(folder, `part-${n % 3}`);
        fs.mkdirSync(below, { recursive: true });
        const product = n % 10 === 1 ? 'windows' : 'aws';
        fs.writeFileSync(
          path.join(below, `${n}.yaml`),
          rule(`rule-${n}`, product, n % 10 === 2 ? 's and nothing' : 's'),
        );
      }
      // what else lies about in such folders
      fs.mkdirSync(path.join(folder, 'folder.yml'));
      fs.writeFileSync(path.join(folder, 'binary.yml'), Buffer.from([0, 255, 254, 1, 13, 10, 0]));
      fs.symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'gone.yml'));
      const { lines, messages, code } = cli('findings', String(logs[0]), '--rules', folder, '--no-bundled');
      assert.equal(code, 3, 'not all rules could be read');
      const found = new Set(lines.map((line) => String((line['rule'] as Record<string, unknown>)['id'])));
      assert.equal(found.size, 240);
      assert.equal(messages.match(/"nothing", but there is no such selection/g)?.length, 30);
      assert.match(messages, /gone\.yml: error: There is no such file/);
      assert.match(messages, /binary\.yml: error: This is not text in UTF-8/);
      assert.match(messages, /skipped: 30 documents for other logs \(windows 30\)/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings --rules: a folder without rules is told of, however often it is named', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const [none, some] = ['none', 'some'].map((name) => path.join(folder, name)) as [string, string];
      for (const one of [path.join(none, 'deep'), some]) fs.mkdirSync(one, { recursive: true });
      fs.writeFileSync(path.join(none, 'deep', 'notes.txt'), 'title: no rule');
      fs.writeFileSync(
        path.join(some, 'one.yml'),
        'title: T\nlogsource: { product: aws }\ndetection: { s: { eventName: TerminateInstances }, condition: s }\n',
      );
      const args = ['findings', String(logs[0]), '--no-bundled', '--rules', some, '--rules', none, '--rules', some];
      const { lines, messages, code } = cli(...args, '--rules', none);
      assert.equal(messages, `${none}: warning: There is no rule file, *.yml or *.yaml, in it.\n`);
      assert.deepEqual([lines.length, code], [1, 0]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings --rules: a logsource with a mistake is told of, and counted as one of another log', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      for (const product of ['aws', 'asw', 'windows'])
        fs.writeFileSync(
          path.join(folder, `${product}.yml`),
          `title: T\nlogsource: { product: ${product} }\ndetection: { s: { eventName: TerminateInstances }, condition: s }\n`,
        );
      const { lines, messages, code } = cli('findings', String(logs[0]), '--rules', folder, '--no-bundled');
      const file = path.join(folder, 'asw.yml').split(path.sep).join('/');
      const told = [
        `${file}:2:23: error: Documents for the product "asw" are passed over. Did you mean "aws"?`,
        'skipped: 2 documents for other logs (asw 1, windows 1)',
      ];
      assert.deepEqual([lines.length, messages.trimEnd().split('\n'), code], [1, told, 0]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings --rules: links are followed, each folder once, and what leads nowhere is told of', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const [rules, elsewhere] = ['rules', 'elsewhere'].map((name) => path.join(folder, name)) as [string, string];
      for (const [n, below] of [rules, path.join(elsewhere, 'below')].entries()) {
        fs.mkdirSync(below, { recursive: true });
        fs.writeFileSync(
          path.join(below, 'one.yml'),
          `title: Rule ${n}\nlogsource: { product: aws }\ndetection: { s: { eventName: TerminateInstances }, condition: s }\n`,
        );
      }
      fs.symlinkSync(elsewhere, path.join(rules, 'linked'));
      fs.symlinkSync(rules, path.join(elsewhere, 'round'));
      const args = ['findings', String(logs[0]), '--rules', rules, '--no-bundled'];
      const sarif = (): string =>
        spawnSync(process.execPath, [CLI, ...args, '--format', 'sarif'], { cwd: ROOT, encoding: 'utf8' }).stdout;
      const sound = cli(...args);
      assert.deepEqual([sound.lines.length, sound.messages, sound.code], [2, '', 0]);
      assert.match(sarif(), /"executionSuccessful":\s*true/);
      fs.symlinkSync(path.join(folder, 'nowhere'), path.join(rules, 'gone'));
      fs.symlinkSync(path.join(folder, 'nowhere'), path.join(rules, 'gone.txt'));
      const cut = cli(...args);
      assert.deepEqual([cut.lines.length, cut.code], [2, 3]);
      assert.equal(cut.messages, `${path.join(rules, 'gone')}: error: There is no such file.\n`);
      assert.match(sarif(), /"executionSuccessful":\s*false/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings --rules: what is wrong with rules is told before what is wrong with logs, whichever is read first', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const rule = (n: number): string =>
        `title: Rule ${n}\nid: rule-${n}\nlogsource: { product: aws }\ndetection: { s: { eventName: Odd${n} }, condition: s }\n`;
      const [few, many] = [1, 250].map((count) => {
        const rules = path.join(folder, `${count}`);
        fs.mkdirSync(rules);
        for (let n = 0; n < count; n++) fs.writeFileSync(path.join(rules, `${n}.yml`), rule(n));
        fs.writeFileSync(path.join(rules, 'z.yml'), 'logsource: { product: aws }\n');
        return rules;
      }) as [string, string];
      // so large that it is read in a thread of its own beside many rules, and broken off
      const log = path.join(folder, 'log.json');
      const events = Array.from({ length: 9000 }, (_, n) =>
        record(n, { eventName: n === 7 ? 'Odd0' : 'Even', requestParameters: { text: 'x'.repeat(900) } }),
      );
      fs.writeFileSync(log, JSON.stringify({ Records: events }).slice(0, -100));
      assert.ok(fs.statSync(log).size > 8 << 20);
      const small = path.join(folder, 'small.json');
      fs.writeFileSync(small, JSON.stringify({ Records: events.slice(0, 9) }).slice(0, -100));
      for (const [rules, of, lines] of [
        [few, small, 1],
        [few, log, 1],
        [many, small, 1],
        [many, log, 1],
      ] as const) {
        const answer = cli('findings', of, '--rules', rules, '--no-bundled');
        const messages = answer.messages.trimEnd().split('\n');
        assert.match(messages[0] ?? '', /z\.yml:1:1: error: This document has neither/);
        assert.ok(messages[1]?.startsWith(`${of}:1:`), answer.messages);
        assert.deepEqual([messages.length, answer.lines.length, answer.code], [2, lines, 3]);
        assert.equal(answer.lines[0]?.['eventID'], events[7]?.['eventID']);
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings: nothing in the environment mixes with the answers', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      fs.writeFileSync(path.join(folder, 'x.yml'), 'logsource: { product: windows }\n');
      const args = ['findings', ...logs, '--rules', folder, '--no-bundled'];
      // what the library that reads YAML asks for, where it is built for node
      const env = { ...process.env, LOG_TOKENS: '1', LOG_STREAM: '1' };
      assert.equal(spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8', env }).stdout, '');
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings --rules: a single file, and a correlation with its trigger, its group and its events', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const file = path.join(folder, 'burst.yml');
      fs.writeFileSync(
        file,
        `title: Call\nname: call\nlogsource: { product: aws }\ndetection: { s: { eventName: '*' }, condition: s }\n---\ntitle: Calls\nid: calls\nlevel: high\ncorrelation: { type: event_count, rules: [call], group-by: [recipientAccountId], timespan: 1d, condition: { eq: 3 } }\n`,
      );
      const { lines } = cli('findings', ...logs, '--rules', file, '--no-bundled');
      assert.ok(lines.length > 0);
      for (const line of lines) {
        const events = line['events'] as string[];
        assert.deepEqual([events.length, events.at(-1)], [3, line['eventID']]);
        const [group, ...more] = line['group'] as { field: string; value: string }[];
        assert.deepEqual([group?.field, more], ['recipientAccountId', []]);
        assert.match(group?.value ?? '', /^\d{12}$/);
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings --ip-database: credentials of an instance outside of AWS’s own networks', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const write = (name: string, value: unknown): string => {
        fs.writeFileSync(path.join(folder, name), text(value));
        return path.join(folder, name);
      };
      const session = { type: 'AssumedRole', sessionContext: { ec2RoleDelivery: '2.0' } };
      const log = write('role.json', {
        Records: ['192.0.2.10', '203.0.113.7'].map((sourceIPAddress, n) =>
          record(n, { sourceIPAddress, userIdentity: session, errorCode: undefined }),
        ),
      });
      const ranges = write('ip-ranges.json', { prefixes: [{ ip_prefix: '192.0.2.0/28', service: 'EC2' }] });
      const found = (...more: readonly string[]): unknown[] =>
        cli('findings', log, ...more)
          .lines.filter(({ rule }) => /address that is not AWS/.test(text(rule)))
          .map(({ index }) => index);
      assert.deepEqual(found(), []);
      assert.deepEqual(found('--ip-database', ranges), [1]);
      const missing = cli('findings', log, '--ip-database', path.join(folder, 'missing.json'));
      assert.equal(missing.code, 2);
      assert.match(missing.messages, /missing\.json/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('findings --account: what is shared with an account of one’s own is no finding', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const items = [{ userId: '222233334444' }];
      const shared = record(0, {
        eventName: 'ModifySnapshotAttribute',
        requestParameters: { snapshotId: 'snap-1', createVolumePermission: { add: { items } } },
        recipientAccountId: '111122223333',
      });
      const log = path.join(folder, 'shared.json');
      fs.writeFileSync(log, text({ Records: [{ ...shared, errorCode: undefined }] }));
      const isFound = (...more: readonly string[]): boolean =>
        text(cli('findings', log, ...more).lines).includes('EBS snapshot was shared with another account');
      assert.ok(isFound());
      assert.ok(isFound('--account', '333344445555'));
      assert.ok(!isFound('--account', '333344445555', '--account', '222233334444=backup'));
      assert.equal(cli('findings', log, '--account', 'backup').code, 2);
      const page = (...more: readonly string[]): string =>
        cli('explain', '--event', String(shared['eventID']), log, ...more).text;
      assert.match(page(), /EBS snapshot was shared with another account/);
      assert.doesNotMatch(page('--account', '222233334444=backup'), /EBS snapshot was shared with another account/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('explain: an event, a field, a parameter, a value', () => {
    assert.match(cli('explain', 'ec2.amazonaws.com', 'RunInstances').text, /access level \*\*Write\*\*/);
    assert.match(
      cli(
        'explain',
        'ec2.amazonaws.com',
        'RunInstances',
        '--field',
        'userIdentity.sessionContext.attributes.mfaAuthenticated',
      ).text,
      /second factor/,
    );
    assert.match(
      cli('explain', 'ec2.amazonaws.com', 'RunInstances', '--path', 'requestParameters.instancesSet.items[0].imageId')
        .text,
      /\*\*ImageId\*\*/,
    );
    assert.match(cli('explain', 'a', 'b', '--value', 'ASIAY34FZKBOKMUTVV7A').text, /609629065308/);
  });

  it('explain --event: all about one event, with names and address files of the caller’s own', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const [event] = cli('events', String(logs[0])).lines;
      const id = String(event?.['eventID']);
      const ranges = path.join(folder, 'ip-ranges.json');
      const database = path.join(folder, 'city.mmdb');
      fs.writeFileSync(
        ranges,
        JSON.stringify({ prefixes: [{ ip_prefix: '198.51.100.0/24', region: 'eu-west-3', service: 'EC2' }] }),
      );
      fs.writeFileSync(database, mmdb({ '198.51.100.0/24': { city: { names: { en: 'Lyon' } } } }));
      const own = ['--account', '123456789012=the shop', '--ip-database', ranges, '--ip-database', database];
      const { code, text } = cli('explain', '--event', id, ...logs, ...own);
      assert.equal(code, 0);
      for (const part of [
        /^# `TerminateInstances`/,
        /## Suspicious\n\n- \*\*high:\*\* Instances were terminated by the root user/,
        /\*\*Account:\*\* `123456789012` \(the shop\)/,
        /\*\*From:\*\* [^\n]*AWS EC2 in eu-west-3[^\n]* · Lyon/,
      ])
        assert.match(text, part);
      assert.match(
        cli('explain', 'a', 'b', '--value', '198.51.100.1', '--ip-database', ranges).text,
        /AWS EC2 in eu-west-3/,
      );
      for (const wrong of [
        ['--event', 'no such id', ...logs],
        ['--event', id],
        ['a', 'b', '--account', 'shop=123456789012'],
        ['a', 'b', '--ip-database', path.join(folder, 'missing.mmdb')],
      ])
        assert.equal(cli('explain', ...wrong).code, 2, wrong.join(' '));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('explain --event: an event whose id is anything', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const ids = ['a\nb', 'tab\there', '\u0001"quoted" \\ back', 'a*', '\u202e\u00a0'];
      const log = path.join(folder, 'log.json');
      const records = ids.map((eventID, n) => ({
        eventVersion: '1.08',
        eventTime: '2026-03-14T08:00:00Z',
        eventSource: 'ec2.amazonaws.com',
        eventName: `Odd${n}`,
        eventID,
      }));
      fs.writeFileSync(log, JSON.stringify({ Records: records }));
      for (const [n, id] of ids.entries()) {
        const { code, text } = cli('explain', '--event', id, log);
        assert.deepEqual([code, /`Odd\d`/.exec(text)?.[0]], [0, `\`Odd${n}\``], JSON.stringify(id));
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('explain: what the hovers say of a signed-in person, a filter, a range, an encoded reason', () => {
    const said = (...args: readonly string[]): string => cli('explain', ...args).text;
    assert.match(said('signin.amazonaws.com', 'ConsoleLogin'), /Someone signed in/);
    const filter = ['--path', 'requestParameters.filterSet.items[0].name', '--value', 'tag:Name'];
    assert.match(said('ec2.amazonaws.com', 'DescribeInstances', ...filter), /\*\*Filter\*\* `tag:Name`/);
    assert.match(said('a', 'b', '--value', '0.0.0.0/0'), /every address on the Internet/);
    const message = `Encoded authorization failure message: ${'a'.repeat(40)}`;
    const field = ['--field', 'errorMessage', '--value', message];
    assert.match(
      said('ec2.amazonaws.com', 'RunInstances', ...field),
      /decode-authorization-message --encoded-message a{40}$/m,
    );
  });

  it('events: their places are bytes of the file as it is, in UTF-16 too', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const text = fs.readFileSync(path.join(ROOT, 'samples', NAMED), 'utf8').replace('deploy-bot', 'dépl\u{1f600}y');
      const log = path.join(folder, 'log.json');
      fs.writeFileSync(log, `\ufeff${text}`, 'utf16le');
      const { lines } = cli('events', log);
      assert.ok(lines.length > 5);
      const file = fs.readFileSync(log);
      for (const { start, end, eventID } of lines as { start: number; end: number; eventID: string }[]) {
        const { eventID: found } = JSON.parse(file.subarray(start, end).toString('utf16le')) as { eventID: string };
        assert.equal(found, eventID);
      }
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('a source that cannot be read: exit code 3, the rest is answered, the message says what and where', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      const cut = path.join(folder, 'cut.json');
      const whole = fs.readFileSync(path.join(ROOT, 'samples', NAMED));
      fs.writeFileSync(cut, whole.subarray(0, 9000));
      const { code, lines, messages } = cli('summary', cut, path.join(folder, 'missing.json'), String(logs[0]));
      assert.equal(code, 3);
      const sources = lines[0]?.['sources'] as {
        path: string;
        container: string;
        events: number;
        problems: Record<string, unknown>[];
      }[];
      assert.deepEqual(
        sources.map(({ container }) => container),
        ['s3', 'unreadable', 's3'],
      );
      assert.ok((sources[0]?.events ?? 0) > 0);
      assert.deepEqual([sources[0]?.problems[0]?.['line'], sources[0]?.problems[0]?.['offset']], [1, 9000]);
      assert.match(messages, /cut\.json:1:\d+: error: The file is cut off .* \(byte 9000\)$/m);
      assert.match(messages, /missing\.json: error: There is no such file/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('a folder may hold other files: they are told, and are no failure', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
    try {
      fs.writeFileSync(path.join(folder, 'package.json'), '{"name":"x"}');
      fs.copyFileSync(path.join(ROOT, 'samples', NAMED), path.join(folder, NAMED));
      fs.symlinkSync(folder, path.join(folder, 'round'));
      const { code, lines, messages } = cli('summary', folder);
      assert.equal(code, 0, messages);
      assert.match(messages, /package\.json:1:1: warning: .*no CloudTrail record/);
      assert.equal((lines[0]?.['sources'] as unknown[]).length, 2);
      assert.equal(cli('summary', path.join(folder, 'package.json')).code, 3);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  const DAMAGED: readonly (readonly [what: string, name: string, content: string | Buffer])[] = [
    ['that is cut off in its first record', 'cut.json', '{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","ev'],
    ['the same in a list', 'list.json', '[{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","ev'],
    ['of a bucket of which only zeros are left', NAMED, Buffer.alloc(5000)],
  ];
  for (const [what, name, content] of DAMAGED)
    it(`a log in a folder ${what} is a failure, and no other file`, () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-cli-'));
      try {
        fs.writeFileSync(path.join(folder, name), content);
        const { code, messages } = cli('summary', folder);
        assert.deepEqual([code, / error: /.test(messages)], [3, true], messages);
      } finally {
        fs.rmSync(folder, { recursive: true });
      }
    });

  const WRONG: readonly (readonly string[])[] = [
    [],
    ['nonsense'],
    ['summary'],
    ['summary', 'samples', '--where', 'a:b'],
    ['events', 'samples', '--nonsense'],
    ['events', String(logs[0]), '--where', 'eventName:'],
    ['group', 'nonsense', 'samples'],
    ['explain', 'ec2.amazonaws.com'],
    ['findings', String(logs[0]), '--rules', '/nowhere/at/all'],
  ];
  for (const args of WRONG) {
    it(`wrong usage: ${args.join(' ') || '(nothing)'} → 2`, () => assert.equal(cli(...args).code, 2));
  }
});
