import type { Correlation, Rule, RuleSet } from '../../src/detection';
import { SEMANTICS } from './semantics';

type Document = Rule | Correlation;

/** ATT&CK's tactics in the order of an attack, as Sigma tags spell them. */
const TACTICS: readonly (readonly [tag: string, name: string])[] = [
  ['resource-development', 'Resource development'],
  ['initial-access', 'Initial access'],
  ['execution', 'Execution'],
  ['persistence', 'Persistence'],
  ['privilege-escalation', 'Privilege escalation'],
  ['defense-evasion', 'Defense evasion'],
  ['credential-access', 'Credential access'],
  ['discovery', 'Discovery'],
  ['lateral-movement', 'Lateral movement'],
  ['collection', 'Collection'],
  ['command-and-control', 'Command and control'],
  ['exfiltration', 'Exfiltration'],
  ['impact', 'Impact'],
];

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

/** The tactic a document is listed under: its first tag. */
export function tacticOf(document: Document): string {
  const known = document.tags.map((tag) => tag.replace(/^attack\./, ''));
  return TACTICS.find(([tag]) => tag === known[0])?.[1] ?? 'Other';
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
  const tactics = TACTICS.map(([, name]) => name).filter((name) => documents.some((d) => tacticOf(d) === name));
  const count = (service: string | undefined, tactic: string | undefined): string => {
    const found = documents.filter(
      (d) => (service === undefined || serviceOf(d) === service) && (tactic === undefined || tacticOf(d) === tactic),
    );
    return found.length === 0 ? '' : String(found.length);
  };
  const matrix = table(
    ['service', ...tactics, 'all'],
    [...services, undefined].map((service) => [
      service === undefined ? '**all**' : `[${service}](#${service})`,
      ...tactics.map((tactic) => count(service, tactic)),
      count(service, undefined),
    ]),
  );
  const lists = services.map((service) => {
    const rows = documents
      .filter((d) => serviceOf(d) === service)
      .map((d) => [`[${d.title}](${d.path})`, d.level, tacticOf(d), d.kind === 'rule' ? '' : d.type]);
    return `## ${service}\n\n${table(['rule', 'level', 'tactic', 'correlation'], rows)}\n`;
  });
  return `${INTRODUCTION}\n${matrix}\n\n${lists.join('\n')}\n${SEMANTICS}`;
}
