/** A desktop VS Code: the installed one, or a downloaded one where VS Code's servers can be reached. */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheDir } from './cache';
import { ROOT } from './extension';
import { temporaryFolder } from './temporary';

/** Where @vscode/test-electron keeps what it downloads. */
export function desktopCache(): string {
  return path.join(cacheDir(), 'desktop');
}

/** Opens `folder` in a window of its own with the extension; resolves when that window is closed. */
export async function openDesktop(folder: string): Promise<void> {
  const development = `--extensionDevelopmentPath=${ROOT}`;
  if (spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0) {
    return finished('code', ['--wait', '--new-window', development, folder]);
  }
  const executable = await downloadAndUnzipVSCode({ cachePath: desktopCache() });
  // A profile that goes with the window: a downloaded VS Code is not the one that the person works in.
  const profile = temporaryFolder('desktop');
  const own = [`--user-data-dir=${path.join(profile, 'data')}`, `--extensions-dir=${path.join(profile, 'extensions')}`];
  await finished(executable, ['--new-window', '--disable-workspace-trust', development, ...own, folder]);
}

function finished(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`VS Code ended with ${code}`))));
  });
}
