import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import { loadRules, type RuleSet } from '../../src/detection';
import { awsNetworks } from '../catalogue/awsNetworks';

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

/** All of them, compiled, as in a window whose settings name no account. */
export function loadBundled(): RuleSet {
  networks ??= awsNetworks(join(rulesFolder, '../node_modules/@ip-location-db/asn'));
  return loadRules(ruleFiles(), { placeholders: new Map([['aws_networks', networks]]) });
}

let networks: string[] | undefined;

/** The examples beside a rule file, or undefined when there are none. */
export function examplesOf(path: string): Examples | undefined {
  const file = join(rulesFolder, path.replace(/\.yml$/, '.test.json'));
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Examples) : undefined;
}
