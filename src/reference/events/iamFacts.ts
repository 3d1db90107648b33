import { ACCESS_LEVELS, type IamEntry, type IamService } from '../catalogue/entries';
import { code } from '../markdown';

/** An IAM action with all that a hover says of it. */
export interface IamFacts {
  /** `ec2:RunInstances`. */
  readonly action: string;
  readonly description: string;
  /** `Write`, or `Permissions management, Write`. */
  readonly accessLevel: string;
  readonly resources: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly keys: readonly string[];
  }[];
  /** Condition keys that hold whatever the resource. */
  readonly keys: readonly string[];
  /** Further actions that the call can need. */
  readonly dependents: readonly string[];
  /** Whether no API call has the permission's name. */
  readonly permissionOnly: boolean;
}

/** A hover with every condition key of every resource would be unreadable; the IAM page has them all. */
const MAX_KEYS = 40;

/** Resolves the numbers of a catalogue entry. */
export function iamFacts(prefix: string, name: string, entry: IamEntry, service: IamService): IamFacts {
  const keysOf = (set: number): string[] =>
    (service.sets[set] ?? []).flatMap((position) => service.conditionKeys[position] ?? []);
  const [description, letters, resources, set, dependents = [], permissionOnly] = entry;
  return {
    action: `${prefix}:${name}`,
    description,
    accessLevel: [...letters].map((letter) => ACCESS_LEVELS[letter as keyof typeof ACCESS_LEVELS] ?? letter).join(', '),
    resources: resources.map(([resource, keys]) => ({
      name: resource.replace(/\*$/, ''),
      required: resource.endsWith('*'),
      keys: keysOf(keys),
    })),
    keys: keysOf(set),
    dependents,
    permissionOnly: permissionOnly === 1,
  };
}

function list(items: readonly string[], limit: number): string {
  const shown = items.slice(0, limit).map((item) => code(item));
  return shown.join(', ') + (items.length > limit ? ` and ${items.length - limit} more` : '');
}

/** `on instance, volume`: the resource types for the line of facts, the required ones first. */
export function resourceLine(facts: IamFacts): string | undefined {
  if (facts.resources.length === 0) return undefined;
  const sorted = [...facts.resources].sort((a, b) => Number(b.required) - Number(a.required));
  return `on ${list([...new Set(sorted.map(({ name }) => name))], 4)}`;
}

/** The paragraphs about resource types and condition keys. */
export function iamDetails(facts: IamFacts): string[] {
  const required = facts.resources.filter((resource) => resource.required).map(({ name }) => name);
  const optional = facts.resources.filter((resource) => !resource.required).map(({ name }) => name);
  const keys = [...new Set([...facts.keys, ...facts.resources.flatMap((resource) => resource.keys)])].sort();
  return [
    facts.permissionOnly
      ? '**Permission only:** no public API call has this name; other calls or the console ask for it.'
      : '',
    required.length === 0 ? '' : `**Resource types** a policy must cover: ${list([...new Set(required)], 30)}`,
    optional.length === 0 ? '' : `**Other resource types** a policy may name: ${list([...new Set(optional)], 30)}`,
    keys.length === 0 ? '' : `**Condition keys:** ${list(keys, MAX_KEYS)}`,
  ];
}
