import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { WRAPPINGS } from '../../fixtures/containers';
import { record } from '../../fixtures/log';
import { CLI, cli, inFolder, LOGS, NAMED, ROOT } from './support';

const text = (value: unknown): string => JSON.stringify(value);

describe('command line', function () {
  this.timeout(60_000);

  it('summary: one object about all sources', () => {
    const { code, lines } = cli('summary', ...LOGS);
    assert.equal(code, 0);
    assert.equal(lines.length, 1);
    const [summary] = lines;
    assert.deepEqual(Object.keys(summary ?? {}), ['sources', 'events', 'duplicates', 'firstTime', 'lastTime']);
    const sources = summary?.['sources'] as Record<string, unknown>[];
    assert.deepEqual(
      sources.map((source) => source['path']),
      LOGS,
    );
    assert.deepEqual(sources[0], {
      path: LOGS[0],
      container: 's3',
      events: 1,
      problems: [],
    });
    assert.equal(summary?.['firstTime'], '2026-03-14T08:27:45Z');
  });

  it('escapes in messages what would forge a line or steer the terminal, and says when a folder holds no log', () => {
    inFolder((folder) => {
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
    });
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
    inFolder((folder) => {
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
    });
  });

  it('reads other containers in a folder, and calls no other file an error', () => {
    inFolder((folder) => {
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
    });
  });

  it('events: in order of time, each where its bytes are', () => {
    const { code, lines } = cli('events', ...LOGS);
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
      ...LOGS,
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
    const { code, lines } = cli('group', 'identity', ...LOGS);
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
    assert.ok(cli('group', 'resource', ...LOGS).lines.some((line) => line['value'] === 'i-1a2b3c4d'));
    assert.ok(cli('group', 'rule', ...LOGS).lines.some((line) => /root user/i.test(String(line['value']))));
  });

  it('events: their places are bytes of the file as it is, in UTF-16 too', () => {
    inFolder((folder) => {
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
    });
  });

  it('a source that cannot be read: exit code 3, the rest is answered, the message says what and where', () => {
    inFolder((folder) => {
      const cut = path.join(folder, 'cut.json');
      const whole = fs.readFileSync(path.join(ROOT, 'samples', NAMED));
      fs.writeFileSync(cut, whole.subarray(0, 9000));
      const { code, lines, messages } = cli('summary', cut, path.join(folder, 'missing.json'), LOGS[0]);
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
    });
  });

  it('a folder may hold other files: they are told, and are no failure', () => {
    inFolder((folder) => {
      fs.writeFileSync(path.join(folder, 'package.json'), '{"name":"x"}');
      fs.copyFileSync(path.join(ROOT, 'samples', NAMED), path.join(folder, NAMED));
      fs.symlinkSync(folder, path.join(folder, 'round'));
      const { code, lines, messages } = cli('summary', folder);
      assert.equal(code, 0, messages);
      assert.match(messages, /package\.json:1:1: warning: .*no CloudTrail record/);
      assert.equal((lines[0]?.['sources'] as unknown[]).length, 2);
      assert.equal(cli('summary', path.join(folder, 'package.json')).code, 3);
    });
  });

  const DAMAGED: readonly (readonly [what: string, name: string, content: string | Buffer])[] = [
    ['that is cut off in its first record', 'cut.json', '{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","ev'],
    ['the same in a list', 'list.json', '[{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","ev'],
    ['of a bucket of which only zeros are left', NAMED, Buffer.alloc(5000)],
  ];

  for (const [what, name, content] of DAMAGED)
    it(`a log in a folder ${what} is a failure, and no other file`, () => {
      inFolder((folder) => {
        fs.writeFileSync(path.join(folder, name), content);
        const { code, messages } = cli('summary', folder);
        assert.deepEqual([code, / error: /.test(messages)], [3, true], messages);
      });
    });

  const WRONG: readonly (readonly string[])[] = [
    [],
    ['nonsense'],
    ['summary'],
    ['summary', 'samples', '--where', 'a:b'],
    ['events', 'samples', '--nonsense'],
    ['events', LOGS[0], '--where', 'eventName:'],
    ['group', 'nonsense', 'samples'],
    ['explain', 'ec2.amazonaws.com'],
    ['findings', LOGS[0], '--rules', '/nowhere/at/all'],
  ];

  for (const args of WRONG) {
    it(`wrong usage: ${args.join(' ') || '(nothing)'} → 2`, () => assert.equal(cli(...args).code, 2));
  }
});
