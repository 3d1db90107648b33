import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RecordObject, RuleSet } from '../../src/detection';
import { findingsIn } from './findings';

/** Published logs of attack techniques, one file each; they lie beside the checkout, or nowhere. */
const techniquesFolder = join(__dirname, '..', '..', '..', 'shared', 'data', 'stratus');

/** What the rules say about the log of one technique. */
export interface TechniqueResult {
  readonly technique: string;
  readonly events: number;
  /** Paths of rules of level medium or higher that name what was done, with how often they fired. */
  readonly hits: ReadonlyMap<string, number>;
}

const NAMING = ['medium', 'high', 'critical'];

/** Undefined when the logs are not there. A tool's name in the user agent does not count: it says who, not what. */
export function techniqueResults(set: RuleSet): TechniqueResult[] | undefined {
  if (!existsSync(techniquesFolder)) return undefined;
  const files = readdirSync(techniquesFolder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => {
    const log = JSON.parse(readFileSync(join(techniquesFolder, name), 'utf8')) as RecordObject[];
    const hits = new Map<string, number>();
    for (const { rule } of findingsIn(set, log)) {
      if (!NAMING.includes(rule.level) || rule.path === 'general/attack-tool.yml') continue;
      hits.set(rule.path, (hits.get(rule.path) ?? 0) + 1);
    }
    return { technique: name.replace(/^aws\.|\.json$/g, ''), events: log.length, hits };
  });
}

/** The results as lines of a table. */
export function techniqueTable(results: readonly TechniqueResult[]): string {
  const lines = results.map(({ technique, hits }) => {
    const rules = [...hits].map(([path, count]) => `${path.replace(/\.yml$/, '')}${count > 1 ? ` ×${count}` : ''}`);
    return `${hits.size > 0 ? 'hit ' : 'MISS'} ${technique.padEnd(56)} ${rules.join(', ')}`;
  });
  const hit = results.filter(({ hits }) => hits.size > 0).length;
  return [...lines, `${hit} of ${results.length} techniques hit`].join('\n');
}
