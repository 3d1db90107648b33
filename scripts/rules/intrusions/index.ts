import type { RecordObject, RuleSet } from '../../../src/detection';
import { findingsIn } from '../findings';
import { computeIntrusions } from './compute';
import { dataIntrusions } from './data';
import { fifthIntrusions } from './fifth';
import { fifthIntrusionsBeyond } from './fifthBeyond';
import { fourthIntrusions } from './fourth';
import { fourthIntrusionsBeyond } from './fourthBeyond';
import { identityIntrusions } from './identity';
import { laterIntrusions } from './later';
import { sixthIntrusions } from './sixth';
import { sixthIntrusionsBeyond } from './sixthBeyond';
import { seventhIntrusions } from './seventh';
import { seventhDataIntrusions } from './seventhData';
import { seventhIdentityIntrusions } from './seventhIdentity';
import { seventhServiceIntrusions } from './seventhServices';
import { recordsOf, type Intrusion } from './step';
import { thirdIntrusions } from './third';

/**
 * Intrusions written down from what is publicly told of real ones, without a look at the rules: they say how the rules
 * do on what they were not made for. Whoever mends a rule after a miss makes it a regression test: of the later set the
 * rules hit 42 of 57 harmful steps when they first saw it, and knew 8 of 9 intrusions. Of the 12 steps of both sets that
 * were still missed, 7 had rules written for them since (what was done before the step tells it from everyday use).
 * Of the third set they hit 52 of 79 when they first saw it, and knew 10 of 10 intrusions; 24 of the 27 had rules
 * written for them since. Of the fourth set they hit 69 of 117 when they first saw it, and knew 12 of 12 intrusions; 42
 * of the 48 had rules written or widened for them since. Of the fifth set they hit 28 of 85 when they first saw it, and
 * knew 8 of 8 intrusions; 39 of the 57 had rules written or widened for them since. Of the sixth set they hit 37 of 133
 * when they first saw it, and knew 10 of 10 intrusions; 79 of the 96 had rules written or widened for them since. Of the
 * seventh set they hit 183 of 227 when they first saw it, and knew 53 of 55 intrusions; 20 of the 44
 * had rules written or widened for them since.
 */
export const intrusions: readonly Intrusion[] = [
  ...computeIntrusions,
  ...identityIntrusions,
  ...dataIntrusions,
  ...laterIntrusions,
  ...thirdIntrusions,
  ...fourthIntrusions,
  ...fourthIntrusionsBeyond,
  ...fifthIntrusions,
  ...fifthIntrusionsBeyond,
  ...sixthIntrusions,
  ...sixthIntrusionsBeyond,
  ...seventhIntrusions,
  ...seventhIdentityIntrusions,
  ...seventhDataIntrusions,
  ...seventhServiceIntrusions,
];

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
