import { findMatches } from '../case/findings';
import { Turns } from '../case/turns';
import { Detector, loadRules, type RuleSet } from '../detection';
import { isoTime } from '../record/time';
import { member } from '../record/types';
import { type CliCase, loadPaths } from './load';
import type { Output } from './output';
import { bundledRules, readRules } from './rules';
import type { Options } from './run';

/** `findings PATH… [--rules DIR]… [--no-bundled]` */
export async function findings(paths: readonly string[], options: Options, output: Output): Promise<boolean> {
  const set = await readRules(options.rules ?? [], !options['no-bundled'], output);
  const loaded = await loadPaths(paths, output);
  for (const { row, record, matches } of await matchesIn(loaded, set)) {
    const { source, index } = loaded.index.place(row);
    for (const { rule } of matches) {
      if (!rule.standalone) continue;
      output.json({
        rule: { id: rule.id, title: rule.title, level: rule.level },
        source: loaded.paths[source],
        index,
        eventID: member(record, 'eventID') ?? null,
        eventTime: isoTime(loaded.index.time(row)) || null,
        identity: loaded.reader.value('identity', row) ?? null,
      });
    }
    await output.breathe();
  }
  return loaded.complete;
}

/** The titles of the bundled rules that each row matched: the facet `rule`. */
export async function findMatchedRules(loaded: CliCase): Promise<Map<number, string[]>> {
  const matched = await matchesIn(loaded, loadRules(await bundledRules()));
  const titles = matched.map(({ row, matches }): [number, string[]] => [
    row,
    matches.filter(({ rule }) => rule.standalone).map(({ rule }) => rule.title),
  ]);
  return new Map(titles.filter(([, list]) => list.length > 0));
}

function matchesIn(loaded: CliCase, set: RuleSet): ReturnType<typeof findMatches> {
  return findMatches(new Detector(set), loaded.index, loaded.bytesOf, new Turns());
}
