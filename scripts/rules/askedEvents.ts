import { isOfColumn } from '../../src/case/findings/screening/fieldColumns';
import { Correlator, fieldsOfRule, possibleNames, type RuleSet } from '../../src/detection';
import { screen } from '../../src/detection/match/screen';

/** A rule that may be true of more names says little of which records it will ask. */
const FEW = 20;

/**
 * The names of events, without their case, of which rules or the correlations over them ask more than an index tells.
 * @param known names of events that may be asked by their beginnings alone, such as those with a date at their end
 */
export function askedEvents(set: RuleSet, known: Iterable<string>): string[] {
  const { excerpts } = new Correlator(set);
  const asking = set.rules.filter((rule) =>
    [...fieldsOfRule(rule).map(({ field }) => field), ...excerpts.fieldsOf([rule])].some((field) => !isOfColumn(field)),
  );
  const names = asking.flatMap(({ logic }) => possibleNames(logic.expression) ?? []);
  const byBeginning = asking.filter(
    (rule) =>
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
