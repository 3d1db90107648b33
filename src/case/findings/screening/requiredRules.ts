import type { Correlation } from '../../../detection';

/** There are two to the power of the rules of ways to have events or none. */
const MOST_RULES = 8;

/**
 * The rules, by place among those of a correlation, that must each have an event within its timespan whenever its
 * condition over rules is true; none where it only counts. Of correlations among them nobody knows beforehand.
 */
export function requiredRules({ rules, plan }: Correlation): readonly number[] {
  const { expression, ways } = plan;
  const places = [...rules.keys()].filter((rule) => rules[rule]?.kind === 'rule');
  if (ways !== undefined) return places.filter((rule) => ways.every(({ present }) => present.includes(rule)));
  if (expression === undefined || rules.length > MOST_RULES) return [];
  const required = new Set(places);
  for (let some = 0; some < 1 << rules.length; some++) {
    if (!expression(rules.map((_, rule) => (some & (1 << rule)) !== 0))) continue;
    for (const rule of required) if ((some & (1 << rule)) === 0) required.delete(rule);
  }
  return [...required];
}
