import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSETS } from '../../src/reference/catalogue/entries';
import { writeTable } from './table';

interface Partitions {
  readonly partitions: readonly { readonly regions: Readonly<Record<string, { readonly description: string }>> }[];
}

const SOURCE = ['dist-es', 'submodules', 'client', 'util-endpoints', 'lib', 'aws', 'partitions.js'];

/** Writes the places of all Regions from the endpoint data that the pinned SDK brings along. */
export function writeRegions(packageDir: string, outDir: string): void {
  const source = readFileSync(join(packageDir, ...SOURCE), 'utf8');
  const json = source.slice(source.indexOf('{'), source.lastIndexOf('}') + 1);
  const { partitions } = JSON.parse(json) as Partitions;
  const regions = partitions.flatMap((partition) =>
    Object.entries(partition.regions).map(([region, { description }]) => [region, description] as const),
  );
  writeTable(
    join(outDir, ASSETS.regions),
    regions.filter(([region]) => !region.endsWith('-global')),
  );
}
