import assert from 'node:assert/strict';
import { messageOf } from '../../src/features/findings/tree/message';
import type { Shown } from '../../src/features/findings/scope';
import { configure } from './support/logs';

type State = Parameters<typeof messageOf>;
interface Given {
  readonly groups?: number;
  readonly shown?: number;
  readonly unread?: number;
  readonly uncounted?: number;
  readonly events?: number;
  readonly broken?: number;
  readonly lacking?: number;
  readonly isStopped?: boolean;
  readonly isOfCase?: boolean;
  readonly leftOut?: number;
  readonly brokenFiles?: typeof NONE_BROKEN;
  readonly areSetAside?: boolean;
  readonly settingsSetAside?: readonly string[];
  readonly withoutRules?: readonly string[];
  readonly areNone?: boolean;
  readonly withoutEffect?: Parameters<typeof messageOf>[4]['withoutEffect'];
}

const NONE_BROKEN = { exceptions: 0, rules: 0 };

/** What the view says when the rules found so many groups, so many of them of a level that is shown. */
function message({
  groups = 0,
  shown = groups,
  unread = 0,
  uncounted = 0,
  leftOut = 0,
  ...more
}: Given): string | undefined {
  const group = { rule: 0, identity: '', network: '', from: '', hits: [], first: 0, last: 0 };
  const found = { rules: [], hits: [], groups: Array.from({ length: groups }, () => group), problems: [] };
  const findings = { ...found, unread, uncounted };
  const { events = 7, broken = 0, lacking = 0, isStopped = false, isOfCase = true } = more;
  const coverage = { events, broken, lacking, isStopped };
  const about = { id: 'log', owner: 'log', withDays: false, coverage, isOfCase };
  const scope: Shown = {
    kind: 'found',
    scope: { ...about, findings, events: async () => [], records: async () => [] },
  };
  const levels = [{ level: 'high', findings: shown, events: shown, parts: [] }] as unknown;
  const tree = { levels: () => levels as ReturnType<State[1]['levels']> };
  const {
    brokenFiles = NONE_BROKEN,
    areSetAside = false,
    withoutRules = [],
    settingsSetAside = [],
    areNone = false,
  } = more;
  const rules = { areNone, areSetAside, settingsSetAside, withoutRules };
  const { withoutEffect = [] } = more;
  return messageOf(scope, tree, { leftOut: () => leftOut, brokenFiles }, rules, { withoutEffect });
}

describe('The Findings view says above its rows', () => {
  const rows: readonly (readonly [Given, string | undefined])[] = [
    [{ groups: 3 }, undefined],
    [{}, 'Nothing suspicious was found'],
    [{ events: 0 }, 'There are no events to look at'],
    [{ events: 0, broken: 1 }, 'There are no events to look at · 1 file with problems: see Sources'],
    [{ broken: 1200 }, 'Nothing suspicious was found in what was read · 1,200 files with problems: see Sources'],
    [
      { broken: 1, isOfCase: false },
      'Nothing suspicious was found in what was read · this log could not be read whole: see Problems',
    ],
    [{ isStopped: true }, 'Nothing suspicious was found in what was read · reading was stopped before all was read'],
    [{ groups: 1, broken: 1 }, '1 file with problems: see Sources'],
    [
      { lacking: 1, isOfCase: false },
      'Nothing suspicious was found in what was read · the events of this log may not be whole: see Problems',
    ],
    [{ groups: 1, lacking: 1 }, '1 file whose events may not be whole: see Sources'],
    [
      { lacking: 1200 },
      'Nothing suspicious was found in what was read · 1,200 files whose events may not be whole: see Sources',
    ],
    [{ groups: 3, shown: 2 }, '1 finding below level Low not shown'],
    [{ groups: 3, shown: 0 }, 'No findings of level Low or above · 3 findings below level Low not shown'],
    [{ groups: 1, leftOut: 1 }, '1 event left out by exceptions'],
    [
      { groups: 1, leftOut: 1, areSetAside: true, settingsSetAside: [] },
      '1 event left out by exceptions of this window · The exceptions of this folder are not applied in Restricted Mode · "Manage Workspace Trust" changes that',
    ],
    [{ groups: 1, leftOut: 1200 }, '1,200 events left out by exceptions'],
    [
      { groups: 1, areSetAside: true },
      'The exceptions of this folder are not applied in Restricted Mode · "Manage Workspace Trust" changes that',
    ],
    [
      { settingsSetAside: ['cloudtrail.detection.bundled', 'cloudtrail.detection.level'] },
      'Nothing suspicious was found · The settings of this folder are not applied in Restricted Mode: detection.bundled, detection.level · "Manage Workspace Trust" changes that',
    ],
    [
      { groups: 1, areSetAside: true, settingsSetAside: ['cloudtrail.accounts'] },
      'The exceptions of this folder are not applied in Restricted Mode · nor are its settings: accounts · "Manage Workspace Trust" changes that',
    ],
    [
      { groups: 1, withoutEffect: [{ folder: 'a\n', names: ['cloudtrail.detection.level', 'cloudtrail.accounts'] }] },
      'Settings of a single folder do not count in this workspace: a\ufffd (detection.level, accounts) · "Open Workspace Settings" is the place for them',
    ],
    [
      { withoutEffect: ['a', 'b', 'c', 'd'].map((folder) => ({ folder, names: ['cloudtrail.accounts'] })) },
      'Nothing suspicious was found · Settings of a single folder do not count in this workspace: a (accounts), b (accounts), c (accounts), … · "Open Workspace Settings" is the place for them',
    ],
    [{ areNone: true }, 'No rule is in force: see the settings for cloudtrail.detection'],
    [
      { areNone: true, withoutRules: ['rules'] },
      'No rule is in force: see the settings for cloudtrail.detection · No rules at rules',
    ],
    [{ areNone: true, events: 0 }, 'There are no events to look at'],
    [{ groups: 1, withoutRules: ['rules/aws'] }, 'No rules at rules/aws'],
    [{ groups: 1, withoutRules: ['a', 'b\n$(flame)'] }, 'No rules at a, b\ufffd$(flame)'],
    [{ groups: 1, brokenFiles: { exceptions: 0, rules: 1 } }, 'One rule file has errors: see Problems'],
    [{ groups: 1, brokenFiles: { exceptions: 0, rules: 2 } }, '2 rule files have errors: see Problems'],
    [{ groups: 1, brokenFiles: { exceptions: 1, rules: 0 } }, 'The file of exceptions has errors: see Problems'],
    [
      { unread: 4 },
      'Nothing suspicious was found in what could be looked at · 4 events could not be looked at: their files were changed or can no longer be read',
    ],
    [{ groups: 1, unread: 4 }, '4 events could not be looked at: their files were changed or can no longer be read'],
    [{ groups: 1, uncounted: 1 }, '1 event without a time: no correlation counts it'],
    [{ uncounted: 1200 }, 'Nothing suspicious was found · 1,200 events without a time: no correlation counts them'],
    [{ groups: 1, unread: 1 }, '1 event could not be looked at: its file was changed or can no longer be read'],
    [
      { brokenFiles: { exceptions: 1, rules: 2 }, withoutRules: ['x'], leftOut: 2 },
      'Nothing suspicious was found · 2 events left out by exceptions · No rules at x · The file of exceptions has errors: see Problems · 2 rule files have errors: see Problems',
    ],
  ];
  for (const [given, said] of rows) {
    it(`${said ?? 'nothing'}`, () => {
      assert.equal(message(given), said);
    });
  }

  it('the lowest level that is shown, as the setting has it', async () => {
    const said = {
      high: 'No findings of level High or above · 2 findings below level High not shown',
      critical: 'No critical findings · 2 findings below level Critical not shown',
    };
    try {
      for (const [level, text] of Object.entries(said)) {
        await configure('cloudtrail.detection.level', level);
        assert.equal(message({ groups: 2, shown: 0 }), text);
      }
    } finally {
      await configure('cloudtrail.detection.level', undefined);
    }
  });

  it('what it waits for and what went wrong', () => {
    const of = (shown: Shown): string | undefined =>
      messageOf(
        shown,
        { levels: () => [] },
        { leftOut: () => 0, brokenFiles: NONE_BROKEN },
        { areNone: false, areSetAside: false, settingsSetAside: [], withoutRules: [] },
        { withoutEffect: [] },
      );
    assert.equal(of({ kind: 'nothing' }), undefined);
    assert.match(of({ kind: 'reading' }) ?? '', /once everything is read/);
    assert.match(of({ kind: 'running' }) ?? '', /Running the rules…$/);
    assert.match(of({ kind: 'running', share: 0.4399 }) ?? '', /Running the rules… 43 %$/);
    assert.equal(of({ kind: 'failed', message: 'No more memory.' }), 'No more memory.');
  });
});
