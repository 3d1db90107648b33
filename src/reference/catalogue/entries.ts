/**
 * The shapes of the catalogue's entries: written at build time, read lazily by hovers. Each asset is a table of
 * lines `key TAB json`, sorted by the bytes of the key with ASCII letters in lower case. Arrays stand for objects where
 * names would cost size.
 */

/** Asset file names, all relative to the reference folder of the bundle. */
export const ASSETS = {
  /** EC2 action name → {@link ActionEntry}. */
  actions: 'ec2-actions.tsv',
  /** EC2 structure name → {@link StructureEntry}. */
  structures: 'ec2-structures.tsv',
  /** EC2 enum name → its values, string[]. */
  enums: 'ec2-enums.tsv',
  /** EC2 request structure name → `filter name → Markdown`. */
  filters: 'ec2-filters.tsv',
  /** Documentation shared by several members, by number. */
  texts: 'ec2-texts.tsv',
  /** `prefix:Action` → {@link IamEntry}; `prefix:` → {@link IamService}. */
  iam: 'iam-actions.tsv',
  /** IAM service prefix → the service's name. */
  services: 'iam-services.tsv',
  /** Region code → the Region's place. */
  regions: 'regions.tsv',
} as const;

export interface ActionEntry {
  /** One sentence, Markdown. */
  readonly summary: string;
  /** The documentation that follows the summary, Markdown; may be empty. */
  readonly more: string;
  readonly deprecated?: true;
  /** Names of the request and response structures; absent where there is none. */
  readonly input?: string;
  readonly output?: string;
  /** Title and request of an example, the request as a JavaScript object literal. */
  readonly example?: readonly [title: string, input: string];
}

/** Bits of {@link MemberEntry}'s flags. */
export const MEMBER = { list: 1, required: 2, sensitive: 4, deprecated: 8 } as const;

export type MemberEntry = readonly [
  name: string,
  /** `string`, `number`, `boolean`, `Date`, `Uint8Array`, or a structure's or enum's name. */
  type: string,
  flags: number,
  /** Markdown, or a number that stands for an entry of the shared texts. */
  doc: string | number,
  /** Names on the wire that differ from the member's own, case ignored. */
  wire?: readonly string[],
];

export type StructureEntry = readonly MemberEntry[];

/** The letters that stand for access levels in {@link IamEntry}; an action can have two. */
export const ACCESS_LEVELS = {
  L: 'List',
  R: 'Read',
  W: 'Write',
  P: 'Permissions management',
  T: 'Tagging',
} as const;

/** The value at the key `prefix:`; numbers in the service's {@link IamEntry}s point into it. */
export interface IamService {
  readonly conditionKeys: readonly string[];
  /** Sets of condition keys, each a list of positions in `conditionKeys`. */
  readonly sets: readonly (readonly number[])[];
}

export type IamEntry = readonly [
  /** What the action permits, without the leading "Grants permission to". */
  description: string,
  /** Letters of {@link ACCESS_LEVELS}. */
  accessLevel: string,
  /** Resource types, a required one with a trailing `*`, each with its set of condition keys. */
  resources: readonly (readonly [name: string, set: number])[],
  /** The set of condition keys that hold whatever the resource. */
  set: number,
  /** Further actions that the call can need, `iam:PassRole`; absent where there are none. */
  dependents?: readonly string[],
  /** 1 for a permission that no API call of this name stands for; absent for all others. */
  permissionOnly?: 1,
];
