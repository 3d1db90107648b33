import type { RecordObject, RuleSet } from '../../../src/detection';
import { findingsIn } from '../findings';
import * as set1 from './set1';
import { set2 } from './set2';
import { set3 } from './set3';
import * as set4 from './set4';
import * as set5 from './set5';
import * as set6 from './set6';
import * as set7 from './set7';
import { recordsOf, type Intrusion } from './step';

/** Intrusions that were written down together, without a look at the rules. */
interface IntrusionSet {
  readonly intrusions: readonly Intrusion[];
  /** What the rules found when they first saw it; undefined of the first, after which they were made. */
  readonly atFirst?: {
    readonly hit: number;
    readonly steps: number;
    readonly known: number;
    /** So many of the steps that were missed had rules written or widened for them since, where that was counted. */
    readonly since?: number;
  };
}

/**
 * Intrusions written down from what is publicly told of real ones: they say how the rules do on what they were not made
 * for. Whoever mends a rule after a miss makes it a regression test, so what each set said at first is kept.
 */
const SETS: readonly IntrusionSet[] = [
  { intrusions: Object.values(set1).flat() },
  { intrusions: set2, atFirst: { hit: 42, steps: 57, known: 8 } },
  { intrusions: set3, atFirst: { hit: 52, steps: 79, known: 10, since: 24 } },
  { intrusions: Object.values(set4).flat(), atFirst: { hit: 69, steps: 117, known: 12, since: 42 } },
  { intrusions: Object.values(set5).flat(), atFirst: { hit: 28, steps: 85, known: 8, since: 39 } },
  { intrusions: Object.values(set6).flat(), atFirst: { hit: 37, steps: 133, known: 10, since: 79 } },
  { intrusions: Object.values(set7).flat(), atFirst: { hit: 183, steps: 227, known: 53, since: 20 } },
];

export const intrusions: readonly Intrusion[] = SETS.flatMap((set) => set.intrusions);

/** What the rules say of an intrusion's harmful steps. */
export interface IntrusionResult {
  readonly name: string;
  readonly steps: readonly { readonly call: string; readonly harm: string; readonly rules: readonly string[] }[];
}

const NAMING = ['medium', 'high', 'critical'];

/** By rules of level medium or higher. A tool's name in the user agent does not count: it says who, not what. */
export function intrusionResults(set: RuleSet): IntrusionResult[] {
  return intrusions.map((intrusion) => {
    const log = recordsOf(intrusion);
    const found = findingsIn(set, log as RecordObject[]).filter(
      ({ rule }) => NAMING.includes(rule.level) && rule.path !== 'general/attack-tool.yml',
    );
    const steps = intrusion.steps.flatMap((step, place) => {
      if (step.harm === undefined) return [];
      const rules = found.filter(({ event }) => event === place).map(({ rule }) => rule.path.replace(/\.yml$/, ''));
      return [{ call: step.call, harm: step.harm, rules: [...new Set(rules)] }];
    });
    return { name: intrusion.name, steps };
  });
}

/** The results as lines of a table. */
export function intrusionTable(results: readonly IntrusionResult[]): string {
  const lines = results.flatMap(({ name, steps }) => [
    `${steps.filter(({ rules }) => rules.length > 0).length} of ${steps.length}  ${name}`,
    ...steps.filter(({ rules }) => rules.length === 0).map(({ call, harm }) => `  MISS ${call.padEnd(48)} ${harm}`),
  ]);
  const steps = results.flatMap((result) => result.steps);
  const hit = steps.filter(({ rules }) => rules.length > 0).length;
  const known = results.filter((result) => result.steps.some(({ rules }) => rules.length > 0)).length;
  return [...lines, `${known} of ${results.length} intrusions known; ${hit} of ${steps.length} harmful steps hit`].join('\n');
}

/** What the rules found of each set when they first saw it, as lines of a table. */
export function firstSightTable(): string {
  return SETS.flatMap(({ intrusions: own, atFirst }, n) => {
    if (atFirst === undefined) return [];
    const { hit, steps, known, since } = atFirst;
    const later = since === undefined ? '' : `; of the ${steps - hit} missed ${since} had rules made or widened since`;
    return `set ${n + 1}: ${known} of ${own.length} intrusions known, ${hit} of ${steps} harmful steps hit${later}`;
  }).join('\n');
}
