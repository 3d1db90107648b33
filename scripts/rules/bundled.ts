import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import { tableOfNetworks, usableRules } from '../../src/case/rules/bundledRules';
import { loadRules, type RuleSet } from '../../src/detection';

export const rulesFolder = join(__dirname, '..', '..', 'rules');

/** What lies beside a rule: events it must and must not match; beside a correlation whole logs, as arrays of events. */
export interface Examples {
  match: unknown[];
  noMatch: unknown[];
}

export interface RuleFile {
  /** Path under `rules/`, with slashes. */
  path: string;
  text: string;
}

/** Every bundled rule file, in the order of the paths. */
export function ruleFiles(): RuleFile[] {
  return readdirSync(rulesFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(rulesFolder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Those that run in a window whose settings name no account and no list of networks, compiled. */
export function loadBundled(): RuleSet {
  return loadRules(usableRules(ruleFiles(), {}));
}

/** All of them, compiled: those too that rest until a person names AWS's own list of networks. */
export function loadAllBundled(): RuleSet {
  return loadRules(ruleFiles(), { placeholders: new Map(Object.entries(tableOfNetworks(SOME_AWS_NETWORKS))) });
}

/** Networks of AWS in which the made-up logs have their machines, in place of a person's copy of AWS's list. */
export const SOME_AWS_NETWORKS = ['52.95.96.0/19', '2600:1f18::/32'];

/** The names of all events in the examples beside rules. */
export function namesInExamples(): Set<string> {
  const events = ruleFiles().flatMap(({ path }) => [examplesOf(path) ?? []].flat().flatMap(({ match, noMatch }) => [match, noMatch].flat(2)));
  return new Set(events.map((event) => String((event as { eventName?: unknown }).eventName)));
}

/** The examples beside a rule file, or undefined when there are none. */
export function examplesOf(path: string): Examples | undefined {
  const file = join(rulesFolder, path.replace(/\.yml$/, '.test.json'));
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Examples) : undefined;
}
