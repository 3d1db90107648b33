import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { headProblems } from '../../../../../src/case/rules/ruleWriting/headProblems';
import { readRules } from '../../../../../src/detection';

const told = (text: string): unknown[] =>
  headProblems('a.yml', text, readRules(text)).map(({ severity, line, column, endColumn, message }) => {
    return [severity, line, column, endColumn, message];
  });

const date = (written: string, column: number, end: number, name = `"${written}"`): unknown[] => {
  return ['warning', 2, column, end, `${name} is no day of the calendar as YYYY-MM-DD.`];
};

describe('The head of a rule that is written', () => {
  const ids = ['6f2ac0b2-27a2-4f7c-9f1c-8b1f3f0d2a11', "'6F2AC0B2-27A2-4F7C-9F1C-8B1F3F0D2A11'", '', '~'];
  const days = ['2026-03-14', '2024-02-29', '2021/08/26', '2021/8/6', "'2026-03-14'", '', 'null'];
  for (const id of ids)
    it(`takes the id ${id}`, () => {
      assert.deepEqual(told(`title: a\nid: ${id}\n`), []);
    });
  for (const day of days)
    it(`takes the date ${day}`, () => {
      assert.deepEqual(told(`date: ${day}\nmodified: ${day}\n`), []);
    });

  for (const id of ['not-a-uuid', '6f2ac0b2-27a2-4f7c-9f1c-8b1f3f0d2a1', '12'])
    it(`warns of the id ${id}`, () => {
      const message = `"${id}" is not a UUID, which other Sigma tools expect as an id.`;
      assert.deepEqual(told(`title: a\nid: ${id}\n`), [['warning', 2, 5, 5 + id.length, message]]);
    });

  for (const day of ['2026-13-40', '2023-02-29', '2026-04-31', '14.3.2026', 'yesterday', '20260314', '2026-03/14'])
    it(`warns of the date ${day}`, () => {
      assert.deepEqual(told(`title: a\ndate: ${day}\n`), [date(day, 7, 7 + day.length)]);
      assert.deepEqual(told(`title: a\nmodified: ${day}\n`), [date(day, 11, 11 + day.length)]);
    });

  it('warns of a list, of each document, and of none that cannot be read', () => {
    assert.deepEqual(told('title: a\ndate: [x]\n'), [date('', 7, 10, 'A list')]);
    assert.equal(told('id: a\n---\nid: b\n---\nid: c: d\n---\nid: e\n').length, 3);
  });

  it('has nothing against those of the bundled rules', () => {
    const folder = path.join(__dirname, '../../../../../rules');
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
    assert.ok(files.length > 100);
    for (const file of files) assert.deepEqual(told(fs.readFileSync(path.join(folder, file), 'utf8')), [], file);
  });
});
