import { groupFindings } from '../case/findings/findingGroups';
import type { Hit } from '../case/findings/findings';
import { ruleLevels, type RuleLevel } from '../detection';
import { isoTime } from '../record/time';
import type { CliCase } from './load';
import type { Output } from './output';

/**
 * Findings for people: a line for each rule, identity and network, however many events there are in it, as in the
 * editor; the most severe first, then in the order in which they began. The last line says how many there are.
 */
export async function writeFindingLines({ reader }: CliCase, hits: readonly Hit[], output: Output): Promise<void> {
  const numbers = new Map([...new Set(hits.map(({ rule }) => rule))].map((rule, number) => [rule, number]));
  const groups = groupFindings(hits, ({ rule }) => numbers.get(rule) ?? 0, reader);
  const rules = [...numbers.keys()];
  const levelOf = ({ rule }: { readonly rule: number }): RuleLevel => rules[rule]?.level ?? 'medium';
  const rank = (group: { readonly rule: number }): number => ruleLevels.indexOf(levelOf(group));
  const widest = Math.max(0, ...groups.map(({ hits: own }) => String(own.length).length));
  for (const group of [...groups].sort((a, b) => rank(b) - rank(a))) {
    const { identity, from: address, first, last } = group;
    const count = String(group.hits.length);
    const [from, to] = [isoTime(first), isoTime(last)];
    const parts = [
      `${levelOf(group).padEnd('informational'.length)} ${count.padStart(widest)} × ${rules[group.rule]?.title ?? ''}`,
      identity === '' ? 'no identity' : identity,
      ...(address === '' ? [] : [address]),
      from === '' ? 'no time' : from === to || to === '' ? from : `${from} to ${to}`,
    ];
    output.text(parts.join(' · '));
    await output.breathe();
  }
  output.text(totals(groups.map(levelOf), new Set(hits.map(({ row }) => row)).size));
}

/** `3 findings (1 high, 2 low) on 27 events`, of which one may be in several */
function totals(levels: readonly RuleLevel[], events: number): string {
  if (levels.length === 0) return 'No findings';
  const each = [...ruleLevels]
    .reverse()
    .map((level) => [level, levels.filter((one) => one === level).length] as const)
    .filter(([, count]) => count > 0)
    .map(([level, count]) => `${count} ${level}`);
  const findings = levels.length === 1 ? '1 finding' : `${levels.length} findings`;
  return `${findings} (${each.join(', ')}) on ${eventsInWords(events)}`;
}

export function eventsInWords(events: number): string {
  return events === 1 ? '1 event' : `${events} events`;
}
