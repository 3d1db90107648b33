/** The folder outside the checkout that keeps what tests and `npm start` install once: a VS Code server and a web build. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `CLOUDTRAIL_VSCODE_DIR`, or a folder under the user's cache. */
export function cacheDir(): string {
  const override = process.env['CLOUDTRAIL_VSCODE_DIR'];
  if (override) return path.resolve(override);
  const base = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  return path.join(base, 'cloudtrail-inspector', 'vscode');
}

/**
 * Returns the folder `name` of the cache, made by `build` when it is not there yet.
 * `build` fills a folder of its own that is renamed into place, so an interrupted run leaves nothing half made, and of two
 * runs at the same time the first one wins and the other uses its result.
 */
export async function installOnce(name: string, build: (folder: string, scratch: string) => Promise<void>) {
  const dest = path.join(cacheDir(), name);
  if (fs.existsSync(dest)) return dest;
  fs.mkdirSync(cacheDir(), { recursive: true });
  const scratch = fs.mkdtempSync(path.join(cacheDir(), '.installing-'));
  try {
    const folder = path.join(scratch, 'made');
    fs.mkdirSync(folder);
    await build(folder, scratch);
    fs.mkdirSync(path.dirname(dest), { recursive: true });
    try {
      fs.renameSync(folder, dest);
    } catch (error) {
      if (!fs.existsSync(dest)) throw error;
    }
    return dest;
  } catch (error) {
    throw new Error(`could not install ${name} into ${cacheDir()}: ${reason(error)}`);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs npm in `cwd`; its notices about funding and audits are of no use here. Resolves to what it printed. */
export async function npm(args: string[], cwd: string): Promise<string> {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const { stdout } = await run('npm', [...args, ...quiet], { cwd, encoding: 'utf8', maxBuffer: 64 << 20 });
  return stdout.trim();
}

/**
 * Fetches a package from the registry that npm is set to, without installing it, and unpacks the `members` (paths as in
 * the tarball, all when empty) into `into`, dropping their first `strip` folders.
 */
export async function unpackPackage(spec: string, scratch: string, into: string, strip: number, members: string[]) {
  const printed = await npm(['pack', spec, '--pack-destination', scratch], scratch);
  const tarball = path.join(scratch, printed.split('\n').pop() ?? '');
  fs.mkdirSync(into, { recursive: true });
  await run('tar', ['xzf', tarball, '-C', into, `--strip-components=${strip}`, ...members]);
  fs.rmSync(tarball);
}

/** A failed command says more on stderr than in its message. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stderr = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  return stderr ? `${error.message.split('\n')[0]}\n${stderr}` : error.message;
}
