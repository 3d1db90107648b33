/** The tactics of MITRE ATT&CK for the cloud in the order of its matrix, as Sigma tags name them. */
export const TACTICS: readonly string[] = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'defense-evasion',
  'stealth',
  'defense-impairment',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'impact',
];

/** The tactic that a tag of a rule names, as `attack.initial_access` does; undefined when it names none. */
export function tacticNamed(tag: string): string | undefined {
  const name = tag
    .toLowerCase()
    .replace(/^attack\./, '')
    .replaceAll('_', '-');
  return TACTICS.includes(name) ? name : undefined;
}

/** The first tactic that a rule is tagged with; empty where there is none. */
export function tacticOf({ tags }: { readonly tags: readonly string[] }): string {
  for (const tag of tags) {
    const tactic = tacticNamed(tag);
    if (tactic !== undefined) return tactic;
  }
  return '';
}

const TECHNIQUE = /^attack\.(t\d{4}(?:\.\d{3})?)$/i;

/** The technique that a tag of a rule names, such as `T1562.008`; undefined when it names none. */
export function techniqueNamed(tag: string): string | undefined {
  return TECHNIQUE.exec(tag)?.[1]?.toUpperCase();
}

/** By what tags are the same: in any case, and a tactic however its words are joined, which Sigma changed. */
export function tagKey(tag: string): string {
  const tactic = /^attack\./i.test(tag) ? tacticNamed(tag) : undefined;
  return tactic === undefined ? tag.toLowerCase() : `attack.${tactic}`;
}
