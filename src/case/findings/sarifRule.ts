import type { RuleLevel } from '../../detection';
import { capital } from '../../record/capital';
import type { RuleFacts } from '../rules/ruleBook';
import { inMarkdown, isPage, listInMarkdown, paragraphsOf, referenceInMarkdown } from '../rules/ruleInMarkdown';
import { messageText } from './sarifText';

/** How severe a result is. */
export const LEVELS: Readonly<Record<RuleLevel, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  informational: 'note',
};

/** By what GitHub tells how severe an alert of security is: critical over 9, high from 7, medium from 4. */
const SEVERITIES: Readonly<Record<RuleLevel, string | undefined>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  informational: undefined,
};

/** A rule as a run describes it. Source: SARIF 2.1.0, section 3.49; the severity and the tag are read by GitHub. */
export function descriptor(rule: RuleFacts): unknown {
  const { id, title, description, level, tags, references } = rule;
  const page = references.find(isPage);
  const name = nameOf(title);
  return {
    id,
    ...(name === '' ? {} : { name }),
    shortDescription: { text: messageText(title) },
    fullDescription: { text: messageText(description.trim() || title) },
    help: helpOf(rule),
    ...(page === undefined ? {} : { helpUri: page }),
    defaultConfiguration: { level: LEVELS[level] },
    properties: {
      level,
      ...(SEVERITIES[level] === undefined ? {} : { 'security-severity': SEVERITIES[level] }),
      tags: [...new Set(['security', ...tags])],
    },
  };
}

/** What a reader of the result is told beside its message: as text, and laid out for who shows Markdown. */
function helpOf({ title, description, falsepositives, references }: RuleFacts): unknown {
  const more = [
    falsepositives.length > 0 ? `What else it may be: ${falsepositives.join('; ')}.` : '',
    references.length > 0 ? `To read on: ${references.join(' ')}` : '',
  ].filter((part) => part !== '');
  const text = messageText(more.join('\n') || description.trim() || title);
  if (more.length === 0) return { text };
  const list = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`**${heading}**`, listInMarkdown(lines)];
  const markdown = [
    ...paragraphsOf(description),
    ...list('What else it may be', falsepositives.map(inMarkdown)),
    ...list('To read on', references.map(referenceInMarkdown)),
  ].join('\n\n');
  return { text, markdown };
}

/** `Trail was stopped` → `TrailWasStopped`: a name of SARIF is an identifier. */
function nameOf(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map(capital).join('');
}
