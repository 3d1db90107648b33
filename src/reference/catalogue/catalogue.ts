import {
  ASSETS,
  type ActionEntry,
  type IamEntry,
  type IamService,
  type MemberEntry,
  type StructureEntry,
} from './entries';
import { LineTable } from './lineTable';

/** Reads one asset of the reference folder by its file name. */
export type LoadAsset = (asset: string) => Promise<Uint8Array>;

/** The catalogue that the build makes; every table is read on first use, once, however many ask at the same time. */
export class Catalogue {
  private readonly tables = new Map<string, Promise<LineTable>>();
  private readonly whole = new Map<string, Promise<ReadonlyMap<string, string>>>();

  constructor(private readonly load: LoadAsset) {}

  async action(name: string): Promise<{ readonly name: string; readonly entry: ActionEntry } | undefined> {
    const found = (await this.table(ASSETS.actions)).get(name);
    return found === undefined ? undefined : { name: found.key, entry: found.value as ActionEntry };
  }

  async actionNames(): Promise<string[]> {
    return [...(await this.table(ASSETS.actions)).keys()];
  }

  async structure(name: string): Promise<StructureEntry | undefined> {
    return (await this.table(ASSETS.structures)).get(name)?.value as StructureEntry | undefined;
  }

  async enumValues(name: string): Promise<readonly string[] | undefined> {
    return (await this.table(ASSETS.enums)).get(name)?.value as readonly string[] | undefined;
  }

  async filters(structure: string): Promise<Readonly<Record<string, string>> | undefined> {
    return (await this.table(ASSETS.filters)).get(structure)?.value as Readonly<Record<string, string>> | undefined;
  }

  /** The member's documentation as Markdown. */
  async documentation(member: MemberEntry): Promise<string> {
    const doc = member[3];
    if (typeof doc === 'string') return doc;
    return ((await this.table(ASSETS.texts)).get(String(doc))?.value as string | undefined) ?? '';
  }

  /** The IAM action `prefix:name` with the service's condition keys, letter case ignored. */
  async iam(
    prefix: string,
    name: string,
  ): Promise<{ readonly name: string; readonly entry: IamEntry; readonly service: IamService } | undefined> {
    const table = await this.table(ASSETS.iam);
    const found = name === '' ? undefined : table.get(`${prefix}:${name}`);
    if (found === undefined) return undefined;
    const service = (table.get(`${prefix}:`)?.value ?? { conditionKeys: [], sets: [] }) as IamService;
    return { name: found.key.slice(found.key.indexOf(':') + 1), entry: found.value as IamEntry, service };
  }

  /** `prefix:Action` of all services. */
  async iamNames(): Promise<string[]> {
    return [...(await this.table(ASSETS.iam)).keys()].filter((key) => !key.endsWith(':'));
  }

  async serviceName(prefix: string): Promise<string | undefined> {
    return (await this.table(ASSETS.services)).get(prefix)?.value as string | undefined;
  }

  /** Every Region code with its place. */
  regions(): Promise<ReadonlyMap<string, string>> {
    return this.names(ASSETS.regions);
  }

  /** Every IAM prefix with the name of its service. */
  services(): Promise<ReadonlyMap<string, string>> {
    return this.names(ASSETS.services);
  }

  /** Reads every table that was not read yet, so that no later question waits for it. */
  async readAll(): Promise<void> {
    await Promise.all([...Object.values(ASSETS).map((asset) => this.table(asset)), this.regions(), this.services()]);
  }

  /** The whole of a small table of names. */
  private names(asset: string): Promise<ReadonlyMap<string, string>> {
    let names = this.whole.get(asset);
    if (names === undefined) {
      names = this.table(asset).then((table) => new Map(table.entries().map(([key, name]) => [key, String(name)])));
      this.whole.set(asset, names);
      names.catch(() => this.whole.delete(asset));
    }
    return names;
  }

  private table(asset: string): Promise<LineTable> {
    let table = this.tables.get(asset);
    if (table === undefined) {
      table = this.load(asset).then((bytes) => new LineTable(bytes));
      this.tables.set(asset, table);
      // A failed read must not stick: the next hover tries again.
      table.catch(() => this.tables.delete(asset));
    }
    return table;
  }
}
