import assert from 'node:assert/strict';
import { exceptionDocument } from '../../../../../src/case/exceptions/exceptions';
import type { RuleSource } from '../../../../../src/detection';
import { record } from '../../../../fixtures/log';
import { writingOn } from './support';

const MINE = 'file:///rules/mine.yml';
const EXCEPTIONS = 'file:///.cloudtrail/exceptions.yml';

const rule = (id: string, more = ''): string =>
  `title: Rule ${id}\nid: ${id}\n${more}logsource:\n  product: aws\n  service: cloudtrail\ndetection:\n` +
  '  selection:\n    eventName: RunInstances\n  condition: selection\n';
const counting = (id: string, of: string): string =>
  `title: Correlation ${id}\nid: ${id}\ncorrelation:\n  type: event_count\n  rules: [${of}]\n  timespan: 1h\n  condition:\n    gte: 2\n`;
const exception = (id: string, who: string | undefined): string =>
  exceptionDocument({
    id: `exception-${who ?? 'all'}`,
    rule: { reference: id, title: `Rule ${id}` },
    excused: who === undefined ? undefined : { label: who, fields: [{ field: 'userIdentity.userName', values: [who] }] },
    reason: 'A test',
    author: '',
    date: '2026-03-14',
    expires: '',
  });
const filter = (selection: string, condition = 'not selection'): string =>
  `title: A filter\nlogsource:\n  product: aws\nfilter:\n  rules: any\n  selection:${selection}\n  condition: ${condition}\n`;

async function standingsOf(text: string, sources: readonly RuleSource[]) {
  const { writing } = await writingOn([record(1)], { sources });
  return (await writing.check(MINE, text)).standings;
}

describe('whether a rule is in force', () => {
  it('is said of none whose file is not among the rules', async () => {
    assert.equal(await standingsOf(rule('a'), []), undefined);
    assert.equal(await standingsOf(rule('a'), [{ path: 'file:///rules/other.yml', text: rule('a') }]), undefined);
  });

  it('is said of each document of a file, with its level and whether it is only counted', async () => {
    const text = [rule('a', 'level: high\n'), rule('b'), counting('c', 'a')].join('---\n');
    const found = await standingsOf(text, [{ path: MINE, text }]);
    assert.deepEqual(
      found?.map(({ line, level, isOnlyCounted }) => [line, level, isOnlyCounted]),
      [
        [1, 'high', true],
        [12, 'medium', false],
        [22, 'high', false],
      ],
    );
  });

  it('is said with the exceptions from it, apart from those that turn it off', async () => {
    const text = [rule('a'), rule('b')].join('---\n');
    const sources = [
      { path: MINE, text },
      { path: EXCEPTIONS, text: [exception('a', 'alice'), exception('a', undefined)].join('---\n') },
    ];
    const [a, b] = (await standingsOf(text, sources)) ?? [];
    assert.deepEqual(a?.except, [{ path: EXCEPTIONS, line: 1 }]);
    assert.deepEqual(a.off.map(({ path }) => path), [EXCEPTIONS]);
    assert.deepEqual([b?.except, b?.off], [[], []]);
  });

  it('is said of an exception that is from no rule', async () => {
    const text = [exception('a', 'alice'), exception('gone', 'alice'), filter('\n    a: b')].join('---\n');
    const sources = [
      { path: 'file:///rules/a.yml', text: rule('a') },
      { path: MINE, text },
    ];
    const found = await standingsOf(text, sources);
    assert.deepEqual(
      found?.map(({ isFromNone }) => isFromNone),
      [false, true, false],
    );
  });

  it('is said of a copy by the file whose rule counts', async () => {
    const other = { path: 'file:///rules/first.yml', text: `# the same\n${rule('a')}` };
    const [a] = (await standingsOf(rule('a'), [other, { path: MINE, text: rule('a') }])) ?? [];
    assert.deepEqual(a?.copyOf, { path: other.path, line: 2 });
  });

  it('is not said of one that cannot be used', async () => {
    const text = rule('a').replace('eventName:', 'eventName|nonsense:');
    assert.deepEqual(await standingsOf(text, [{ path: MINE, text }]), []);
  });

  const EITHER = '\n    - a|exists: true\n    - a|exists: false';
  const FILTERS: readonly [what: string, text: string, isOff: boolean][] = [
    ['either way', filter(EITHER), true],
    ['either way, denied twice', filter(EITHER, 'not (not (not selection))'), true],
    ['either way, or more', filter(`${EITHER}\n    - b: 1`), true],
    ['either way of different fields', filter('\n    - a|exists: true\n    - b|exists: false'), false],
    ['one way', filter('\n    - a|exists: true'), false],
    ['both ways at once', filter('\n    a|exists: true\n    b: 1'), false],
    ['either way, kept', filter(EITHER, 'selection'), false],
    ['either way with more in one of them', filter('\n    - a|exists: true\n      b: 1\n    - a|exists: false'), false],
  ];
  for (const [what, text, isOff] of FILTERS) {
    it(`a filter of ${what} ${isOff ? 'turns rules off' : 'leaves something'}`, async () => {
      const sources = [
        { path: MINE, text: rule('a') },
        { path: EXCEPTIONS, text },
      ];
      const [a] = (await standingsOf(rule('a'), sources)) ?? [];
      assert.equal(a?.off.length, isOff ? 1 : 0);
      assert.equal(a?.except.length, isOff ? 0 : 1);
    });
  }
});
