import assert from 'node:assert/strict';
import { exceptionDocument } from '../../../../../src/case/exceptions/exceptions';
import { loadRules, type Rule } from '../../../../../src/detection';
import { writingOn } from './support';

const rule = (title: string, id: string, eventName: string): string =>
  `title: ${title}\nid: ${id}\nlogsource: { product: aws, service: cloudtrail }\n` +
  `detection: { selection: { eventName: ${eventName} }, condition: selection }\n`;
const ID = '81111111-2222-4333-8444-555555555555';
const [ONE, OTHER] = [rule('One', ID, 'RunInstances'), rule('Other', ID, 'StopInstances')];

/** What is wrong with a file that is written, of which other files are in force. */
async function told(path: string, text: string, inForce: Readonly<Record<string, string>>): Promise<unknown[]> {
  const sources = Object.entries(inForce).map(([path, text]) => ({ path, text }));
  const { writing } = await writingOn([], { sources });
  const { problems } = await writing.check(path, text);
  return problems.map(({ line, column, endColumn, severity, message }) => [line, column, endColumn, severity, message]);
}

const also = (title: string, where: string): unknown[] => {
  const message = `The id ${ID} is also that of "${title}" in ${where}: an exception from it is from one of the two.`;
  return [2, 5, 41, 'warning', message];
};

describe('Ids that several rules in force have', () => {
  const both = { 'file:///w/a.yml': ONE, 'file:///w/b.yml': OTHER };

  it('are told in each file of them', async () => {
    assert.deepEqual(await told('file:///w/a.yml', ONE, both), [also('Other', 'b.yml')]);
    assert.deepEqual(await told('file:///w/b.yml', OTHER, both), [also('One', 'a.yml')]);
  });

  it('are told of a draft, and of a rule that would be the third', async () => {
    assert.deepEqual(await told('untitled:Untitled-1', rule('New', ID, 'X'), both), [also('One', 'a.yml')]);
  });

  it('are no mistake of a copy, of a file as it is in force, and of another id', async () => {
    assert.deepEqual(await told('file:///w/c.yml', ONE, { 'file:///w/a.yml': ONE }), []);
    assert.deepEqual(await told('file:///w/a.yml', rule('New', ID, 'X'), { 'file:///w/a.yml': ONE }), []);
    assert.deepEqual(await told('file:///w/c.yml', rule('New', ID.replace('8', '9'), 'X'), both), []);
  });

  const filesOf = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([path, text]) => ({ path, text }));
  const exceptionFrom = (n: number, texts: Readonly<Record<string, string>> = both): string => {
    const rule = loadRules(filesOf(texts)).rules[n] as Rule;
    const by = { author: '', date: '2026-03-14', expires: '', reason: 'known' };
    return exceptionDocument({ ...by, id: 'e', rule, excused: undefined });
  };

  it('get into exceptions with it where the title says no more, as of a copy that was changed', () => {
    const copied = { ...both, 'file:///w/b.yml': rule('One', ID, 'StopInstances') };
    const set = loadRules([...filesOf(copied), { path: 'exceptions.yml', text: exceptionFrom(1, copied) }]);
    const left = set.filters.flatMap(({ ruleIds }) => set.rules.filter(({ id }) => ruleIds.includes(id)));
    assert.deepEqual(
      left.map(({ path }) => path),
      ['file:///w/b.yml'],
    );
  });

  it('do not get into exceptions with the number that tells them apart', () => {
    const files = filesOf(both);
    assert.match(exceptionFrom(0), new RegExp(`rules:\\n    - '${ID}'\\n`));
    assert.match(exceptionFrom(1), /rules:\n {4}- Other\n/);
    // and that one is from this rule, whichever others there are
    for (const sources of [files, files.slice(1)]) {
      const set = loadRules([...sources, { path: 'exceptions.yml', text: exceptionFrom(1) }]);
      const left = set.filters.flatMap(({ ruleIds }) => set.rules.filter(({ id }) => ruleIds.includes(id)));
      assert.deepEqual(
        left.map(({ title }) => title),
        ['Other'],
      );
    }
  });
});
