import type { Correlation, Rule, RuleSet } from '../../src/detection';
import { TACTICS, tacticOf } from '../../src/case/rules/tactics';
import { SEMANTICS } from './semantics';

type Document = Rule | Correlation;

const INTRODUCTION = `# Bundled rules

Sigma rules for CloudTrail, one file a rule, foldered by service. Beside each lies a \`.test.json\` with events that it
must match and events that it must not; beside a correlation these are whole logs. A title says what happened: rules
whose title speaks of something done ask for success, attempts and refusals have rules of their own. At the end stands
[how rules are read](#how-rules-are-read).

This page is written by \`npx tsx scripts/rules/index.ts\`; do not edit it.
`;

/** Documents that give findings of their own, by path. */
export function standalone(set: RuleSet): Document[] {
  return [...set.rules, ...set.correlations]
    .filter((document) => document.standalone)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `privilege-escalation` → `Privilege escalation`. */
function inWords(tactic: string): string {
  return tactic.charAt(0).toUpperCase() + tactic.slice(1).replaceAll('-', ' ');
}

function serviceOf(document: Document): string {
  return document.path.split('/')[0] ?? '';
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n');
}

/** `rules/README.md`: how many rules there are by service and tactic, then each of them. */
export function readme(set: RuleSet): string {
  const documents = standalone(set);
  const services = [...new Set(documents.map(serviceOf))].sort();
  const tactics = TACTICS.filter((tactic) => documents.some((document) => tacticOf(document) === tactic));
  const count = (service: string | undefined, tactic: string | undefined): string => {
    const found = documents.filter(
      (d) => (service === undefined || serviceOf(d) === service) && (tactic === undefined || tacticOf(d) === tactic),
    );
    return found.length === 0 ? '' : String(found.length);
  };
  const matrix = table(
    ['service', ...tactics.map(inWords), 'all'],
    [...services, undefined].map((service) => [
      service === undefined ? '**all**' : `[${service}](#${service})`,
      ...tactics.map((tactic) => count(service, tactic)),
      count(service, undefined),
    ]),
  );
  const lists = services.map((service) => {
    const rows = documents
      .filter((d) => serviceOf(d) === service)
      .map((d) => [`[${d.title}](${d.path})`, d.level, inWords(tacticOf(d)), d.kind === 'rule' ? '' : d.type]);
    return `## ${service}\n\n${table(['rule', 'level', 'tactic', 'correlation'], rows)}\n`;
  });
  return `${INTRODUCTION}\n${matrix}\n\n${lists.join('\n')}\n${SEMANTICS}`;
}
