import type { RuleSource } from '../../detection';

/** Lists that rules may name with `|expand`, by name. */
export type Tables = Readonly<Record<string, readonly string[]>>;

/** The list of networks that only a person's own copy of AWS's `ip-ranges.json` gives. */
const AWS_NETWORKS = 'aws_networks';

/** What `|cidr|expand: '%aws_networks%'` stands for; nothing without networks. */
export function tableOfNetworks(networks: readonly string[]): Tables {
  return networks.length === 0 ? {} : { [AWS_NETWORKS]: networks };
}

/** The bundled rules but those that need a list which nobody named: without it they would say nothing true. */
export function usableRules(bundled: readonly RuleSource[], tables: Tables): RuleSource[] {
  return bundled.filter(({ text }) => AWS_NETWORKS in tables || !text.includes(`%${AWS_NETWORKS}%`));
}

/** By what the bundled rules that are not in force may be referred to: their ids, names and titles. */
export function namesOfOthers(bundled: readonly RuleSource[], inForce: readonly RuleSource[]): Set<string> {
  const known = new Set(inForce);
  const setAside = bundled.filter((rule) => !known.has(rule));
  const lines = setAside.flatMap(({ text }) => [...text.matchAll(/^(?:id|name|title):[ \t]*(.+?)[ \t]*$/gm)]);
  return new Set(lines.map(([, name = '']) => name.replace(/^(['"])(.*)\1$/, '$2')));
}
