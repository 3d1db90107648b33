import type { Findings } from '../../../case/engine';
import type { RuleFacts } from '../../../case/rules/ruleBook';
import type { RuleLevel } from '../../../detection';
import { isShown } from '../../levels';

interface Flagged {
  readonly lowest: RuleLevel;
  readonly rows: Uint32Array;
}

/** There may be hundreds of thousands, and people press the keys again and again. */
const known = new WeakMap<Findings, Flagged>();

/** The rows of the events with findings that are shown when `lowest` is the lowest level that is, in order. */
export function flaggedRows(findings: Findings, lowest: RuleLevel): Uint32Array {
  const before = known.get(findings);
  if (before?.lowest === lowest) return before.rows;
  const { hits, rules } = findings;
  const isRuleShown = rules.map(({ level }) => isShown(level, lowest));
  const isFlagged = new Uint8Array(hits.reduce((most, { row }) => Math.max(most, row), -1) + 1);
  let count = 0;
  for (const { rule, row } of hits) {
    if (isRuleShown[rule] !== true || isFlagged[row] === 1) continue;
    isFlagged[row] = 1;
    count++;
  }
  const rows = new Uint32Array(count);
  for (let row = 0, n = 0; n < count; row++) if (isFlagged[row] === 1) rows[n++] = row;
  known.set(findings, { lowest, rows });
  return rows;
}

/** The rules that are shown with an event, each once. */
export function rulesOn({ hits, rules }: Findings, row: number, lowest: RuleLevel): RuleFacts[] {
  const here = new Set(hits.filter((hit) => hit.row === row).map(({ rule }) => rules[rule] as RuleFacts));
  return [...here].filter(({ level }) => isShown(level, lowest));
}
