/** What the SDK's runtime schema adds to a member: its names on the wire and whether its value is a secret. */
export interface Wire {
  readonly names: readonly string[];
  readonly sensitive: boolean;
}

const STRUCTURE = 3;
const SIMPLE = 0;
const SENSITIVE_BIT = 8;

interface Traits {
  readonly xmlName?: string;
  readonly ec2QueryName?: string;
}

const isTraits = (value: unknown): value is Traits =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member is a reference, or a pair of a reference and traits; references may be thunks. */
function takeApart(member: unknown): { target: unknown; traits: Traits } {
  let target = member;
  let traits: Traits = {};
  if (Array.isArray(member) && member.length === 2) {
    target = member[0];
    if (isTraits(member[1])) traits = member[1];
  }
  return { target: typeof target === 'function' ? (target as () => unknown)() : target, traits };
}

/**
 * Reads structure → member → wire facts from the schema exports (`RunInstancesRequest$`) of the SDK's runtime.
 * @param sdk the module object of the client package.
 */
export function readWire(sdk: Readonly<Record<string, unknown>>): Map<string, Map<string, Wire>> {
  const structures = new Map<string, Map<string, Wire>>();
  for (const schema of Object.values(sdk)) {
    if (!Array.isArray(schema) || schema[0] !== STRUCTURE) continue;
    const [, , name, , members, references] = schema as [number, string, string, unknown, string[], unknown[]];
    const wires = new Map<string, Wire>();
    members.forEach((member, index) => {
      const { target, traits } = takeApart(references[index]);
      const names = [traits.xmlName, traits.ec2QueryName].filter((wire): wire is string => typeof wire === 'string');
      const sensitive =
        Array.isArray(target) &&
        target[0] === SIMPLE &&
        typeof target[3] === 'number' &&
        (target[3] & SENSITIVE_BIT) !== 0;
      wires.set(member, { names, sensitive });
    });
    structures.set(name, wires);
  }
  return structures;
}
