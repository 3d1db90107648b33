/** The extension as it is shipped. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../../scripts/vscode/extension';

/** What is no part of the sources: the packaging has to get along without it. */
const NOT_SOURCES = new Set(['.git', 'node_modules', 'out', 'dist']);

/**
 * Runs `npm run package` on a copy of the sources, because it builds for production into dist/, which other tests run.
 * Returns the path of the .vsix.
 */
export async function makeVsix(): Promise<string> {
  const stage = path.join(ROOT, 'out', 'package');
  fs.rmSync(stage, { recursive: true, force: true });
  fs.mkdirSync(stage, { recursive: true });
  for (const name of fs.readdirSync(ROOT)) {
    if (!NOT_SOURCES.has(name) && !name.endsWith('.vsix'))
      fs.cpSync(path.join(ROOT, name), path.join(stage, name), { recursive: true });
  }
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(stage, 'node_modules'), 'dir');
  try {
    await promisify(execFile)('npm', ['run', 'package'], { cwd: stage, maxBuffer: 1 << 24 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm run package failed:\n${stdout}\n${stderr}`);
  }
  const vsix = fs.readdirSync(stage).find((name) => name.endsWith('.vsix'));
  if (vsix === undefined) throw new Error('npm run package made no .vsix');
  return path.join(stage, vsix);
}

/** The files of an installed extension, relative to its folder, sorted. */
export function installedFiles(extensionFolder: string): string[] {
  const files = fs.readdirSync(extensionFolder, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(extensionFolder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
