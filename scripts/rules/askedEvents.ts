import { MEMBER_COLUMNS } from '../../src/index/columns';
import { fieldsOfRule, possibleNames, type Rule, type RuleSet } from '../../src/detection';
import { screen } from '../../src/detection/match/screen';

/** A rule that may be true of more names says little of which records it will ask. */
const FEW = 20;

/** Whether an index has no column of a field. */
function isBeyondColumns(field: string): boolean {
  return !MEMBER_COLUMNS.some((column) => column === field) && !field.startsWith('userIdentity.');
}

/**
 * The names of events, without their case, of which rules or the correlations over them ask more than an index tells.
 * @param known names of events that may be asked by their beginnings alone, such as those with a date at their end
 */
export function askedEvents(set: RuleSet, known: Iterable<string>): string[] {
  const counted = new Map<Rule, string[]>();
  for (const { rules, groupBy, plan } of set.correlations) {
    for (const [place, rule] of rules.entries()) {
      if (rule.kind !== 'rule') continue;
      const fields = [...groupBy, ...plan.fields].map((field) => plan.aliases[place]?.get(field) ?? field);
      counted.set(rule, [...(counted.get(rule) ?? []), ...fields]);
    }
  }
  const isAsking = (rule: Rule): boolean =>
    [...fieldsOfRule(rule).map(({ field }) => field), ...(counted.get(rule) ?? [])].some(isBeyondColumns);
  const names = set.rules.filter(isAsking).flatMap(({ logic }) => possibleNames(logic.expression) ?? []);
  const byBeginning = set.rules.filter(
    (rule) =>
      isAsking(rule) &&
      possibleNames(rule.logic.expression) === undefined &&
      fieldsOfRule(rule).some(({ field }) => field === 'eventName'),
  );
  const others = byBeginning.flatMap(({ logic }) => {
    const own = [...known].filter((eventName) => screen(logic.expression, { eventName }) !== false);
    return own.length <= FEW ? own : [];
  });
  return [...new Set([...names, ...others.map((name) => name.toLowerCase())])].sort();
}

/** The file that holds them. */
export function askedEventsFile(set: RuleSet, known: Iterable<string>): string {
  const names = askedEvents(set, known).map((name) => `  '${name}',\n`);
  return `/**
 * Names of events, without their case, of which bundled rules ask more than an index tells: their records are kept when a
 * log is scanned. Written by \`npx tsx scripts/rules/index.ts\`; do not edit it.
 */
export const ASKED_EVENTS: readonly string[] = [
${names.join('')}];
`;
}
