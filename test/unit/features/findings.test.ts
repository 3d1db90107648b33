import assert from 'node:assert/strict';
import manifest from '../../../package.json';
import words from '../../../package.nls.json';
import type { FindingHit, Findings } from '../../../src/case/engine';
import type { FindingGroup } from '../../../src/case/findings/findingGroups';
import { nextTo } from '../../../src/features/findings/tree/goOn';
import { contextOf, contextOfFinding } from '../../../src/features/findings/exceptions/meant';
import { arrange } from '../../../src/features/findings/tree/model';
import type { Node } from '../../../src/features/findings/tree/nodes';
import { Places } from '../../../src/features/findings/tree/places';
import { placesInFindings } from '../../../src/features/findings/marks/placesInFindings';

/** Findings of one rule, of as many identities as a log was made to have, each of one event. */
function findingsOf(count: number): Findings {
  const groups = Array.from({ length: count }, (_, n): FindingGroup => ({
    rule: 0,
    identity: `i${n}`,
    network: '',
    from: '',
    hits: [n],
    first: n,
    last: n,
  }));
  const rules = [{ id: 'r', title: 'r', level: 'high', tags: [] }];
  const hits = groups.map((_, row) => ({ rule: 0, row }));
  return { rules, groups, hits, problems: [], unread: 0 } as unknown as Findings;
}

describe('the events of a level and of its parts', () => {
  it('count once, however many findings are about them', () => {
    const group = (rule: number, ...hits: number[]) => ({ rule, identity: 'alice', network: '', hits });
    const rules = [['attack.impact'], ['attack.impact'], ['attack.discovery']].map((tags) => ({ level: 'high', tags }));
    const hits = [4, 7, 7, 4].map((row) => ({ row }));
    const groups = [group(0, 0, 1), group(1, 2), group(2, 3)];
    const findings = { rules, groups, hits } as unknown as Findings;
    const [level] = arrange(findings, ['high'], 'tactic');
    assert.equal(level?.events, 2);
    assert.deepEqual(
      level?.parts.map(({ name, events }) => [name, events]),
      [
        ['discovery', 1],
        ['impact', 2],
      ],
    );
    assert.deepEqual(
      arrange(findings, ['high'], 'identity')[0]?.parts.map(({ events }) => events),
      [2],
    );
  });
});

describe('a hundred thousand findings and more', () => {
  const many = findingsOf(200_000);

  it('are put behind the ones that stand there already without a copy for each', () => {
    const places = new Places();
    const few = findingsOf(1);
    places.kept('tactic', arrange(few, ['high'], 'tactic'), few);
    const [level] = places.kept('tactic', arrange(many, ['high'], 'tactic'), many);
    assert.deepEqual(level?.parts[0]?.findings, many.groups);
  });

  it('of one row lead on to the ones beside them', () => {
    const own = many.groups.slice(1, -1);
    const node = { kind: 'rule', part: { findings: own }, scope: { findings: many } } as unknown as Node;
    assert.deepEqual(nextTo(node, many.groups), ['["r","i199999",""]', '["r","i0",""]']);
    assert.deepEqual(nextTo({ ...node, part: { findings: [] } } as unknown as Node, many.groups), []);
  });
});

describe('places of marks in their findings', () => {
  it('are counted with the events that have no mark because there are too many, and know whose it is', () => {
    const hits = Array.from({ length: 6 }, (_, row) => ({ rule: 0, row }) as FindingHit);
    const groups = [
      { hits: [0, 1, 2, 4, 5], identity: 'alice' },
      { hits: [3], identity: '' },
    ];
    const marks = hits.map((hit, record) => ({ hit, record }));
    const found = placesInFindings({ hits, groups } as unknown as Findings, marks.slice(0, 4), marks.slice(4));
    assert.deepEqual(found, [
      { place: 0, of: 5, identity: 'alice' },
      { place: 1, of: 5, identity: 'alice' },
      { place: 2, of: 5, identity: 'alice' },
      { place: 0, of: 1, identity: '' },
    ]);
  });
});

describe('the menu of an event that a rule found', () => {
  const { menus, commands } = manifest.contributes;
  const texts = words as Readonly<Record<string, string>>;

  /** The words of a row's menu in the Findings view. */
  function menuOf(contextValue: string): string[] {
    const shown = menus['view/item/context'].filter(({ when }) => {
      const item = /^view == cloudtrail\.findings && viewItem =~ \/(.*)\/$/.exec(when)?.[1];
      return item !== undefined && new RegExp(item).test(contextValue);
    });
    return shown.map(({ command }) => {
      const title = commands.find((one) => one.command === command)?.title ?? '';
      return texts[title.replaceAll('%', '')] ?? title;
    });
  }

  const hit = (chain: number, more: Partial<FindingHit> = {}) => ({
    chain: Array.from({ length: chain }, (_, n) => n),
    isCut: false,
    value: undefined,
    ...more,
  });
  const of = (...[chain, more]: Parameters<typeof hit>): string => contextOf(hit(chain, more));
  const rows = [
    ['an event', of(0), 'Except This Event…'],
    ['an event alone that a correlation counted', of(1), 'Except This Event…'],
    ['what completes a correlation', of(3), 'Except All Events of This Finding…'],
    ['one of more events than are listed', of(100, { isCut: true }), 'Except All Events of This Finding…'],
    ['a value that is new', of(1, { value: 'eu-north-1' }), 'Except This Value…'],
    ['a finding of one event', contextOfFinding(hit(0)), 'Except This Event…'],
    ['a finding that one event completes', contextOfFinding(hit(3)), 'Except All Events of This Finding…'],
    ['a finding of one value that is new', contextOfFinding(hit(1, { value: 'eu-north-1' })), 'Except This Value…'],
  ] as const;
  for (const [title, contextValue, words] of rows) {
    it(`names what is excepted of ${title}, and has all else`, () => {
      const menu = menuOf(contextValue);
      assert.deepEqual(
        menu.filter((item) => /^Except (?!This Identity)/.test(item)),
        [words],
      );
      const others = menuOf('findingEvent').filter((item) => item !== 'Except This Event…');
      assert.ok(others.length >= 8, others.join());
      assert.deepEqual(
        menu.filter((item) => item !== words),
        others,
      );
    });
  }
});
