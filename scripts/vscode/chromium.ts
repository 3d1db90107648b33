/** Finds a Chromium to drive, or gets one from the system's packages: Playwright's own download is out of reach in CI. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const COMMANDS = ['chromium', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chromium-browser'];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/**
 * The path of a Chromium: `CHROMIUM`, else one on PATH or in the usual place, else one installed with apt-get where this
 * user may. Throws one line that says what to install when there is none.
 */
export function findChromium(): string {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (!fs.existsSync(named)) throw new Error(`CHROMIUM names a file that does not exist: ${named}`);
    return named;
  }
  const found = installed() ?? (installWithApt() ? installed() : undefined);
  if (!found) {
    throw new Error(
      'no Chromium found: install the package "chromium" (or Google Chrome), or set CHROMIUM to the path of one',
    );
  }
  return found;
}

function installed(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => path.join(folder, command)));
  return [...onPath, ...MAC_APPS, chromium.executablePath()].find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Whether apt-get could be used and ended well; false when there is no apt-get or it would ask for a password. */
function installWithApt(): boolean {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const may = (args: string[]) => spawnSync(args[0] ?? '', args.slice(1), { stdio: 'ignore' }).status === 0;
  if (!may([...prefix, 'apt-get', '--version'])) return false;
  console.error('No Chromium found, installing it with apt-get …');
  const apt = (...args: string[]) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
    execFileSync(command ?? '', rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
    return true;
  } catch {
    return false;
  }
}
