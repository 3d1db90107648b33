/** Starts and ends the VS Code server of `installRuntime`. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { installRuntime } from './runtime';
import { SETTINGS, type Settings } from './settings';
import { temporaryFolder } from './temporary';

export interface ServerOptions {
  /** User settings on top of SETTINGS. */
  settings?: Settings;
  /** Variables for the server, which its extension hosts inherit. */
  env?: Record<string, string>;
  /** Where installed extensions are; an empty folder that goes with the server when not given. */
  extensionsDir?: string;
  /** A secret that every request has to carry; none for tests, which are over before anybody finds the port. */
  token?: string;
  /** 0, the default, takes any free port. */
  port?: number;
  /**
   * Whether a built workbench obeys `extensionDevelopmentPath` and `extensionTestsPath` in its URL and offers
   * `globalThis.driver`. It then shows no toasts, only the notification centre. True when not given.
   */
  driver?: boolean;
}

export interface Server {
  /** Like http://127.0.0.1:4711 */
  origin: string;
  token: string | undefined;
  /** The folder of its settings, logs and storage, removed by `close`. */
  dataDir: string;
  /** The URI by which the workbench knows a file of this machine. */
  remoteUri(file: string): string;
  /** Ends the server with all it started. */
  close(): Promise<void>;
}

/** Servers that run now, each with its folder: a process that ends before it closed them takes them along. */
const running = new Map<ChildProcess, string>();
process.on('exit', () => {
  for (const [child, dataDir] of running) {
    signalGroup(child, 'SIGKILL');
    fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** For a process that runs servers and has no better answer to Ctrl+C: ends it in a way that ends them too. */
export function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
}

/** Starts a server on this machine's own address; ready in half a second once installed. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const runtime = await installRuntime();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'cloudtrail-vscode-'));
  const userDir = path.join(dataDir, 'data', 'User');
  fs.mkdirSync(userDir, { recursive: true });
  fs.writeFileSync(path.join(userDir, 'settings.json'), JSON.stringify({ ...SETTINGS, ...options.settings }, null, 2));
  const args = ['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--telemetry-level', 'off'];
  args.push('--accept-server-license-terms', '--server-data-dir', dataDir);
  args.push('--extensions-dir', options.extensionsDir ?? path.join(dataDir, 'extensions'));
  if (options.driver ?? true) args.push('--enable-smoke-test-driver');
  if (options.token) {
    const file = path.join(dataDir, 'token');
    fs.writeFileSync(file, options.token, { mode: 0o600 });
    args.push('--connection-token-file', file);
  } else {
    args.push('--without-connection-token');
  }
  const child = spawn(runtime.node, [runtime.serverMain, ...args], {
    env: { ...process.env, XDG_RUNTIME_DIR: dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: the server's extension hosts and watchers end with it.
    detached: true,
  });
  running.set(child, dataDir);
  const close = () => end(child, dataDir);
  try {
    const authority = `127.0.0.1:${await listeningPort(child)}`;
    return {
      origin: `http://${authority}`,
      token: options.token,
      dataDir,
      remoteUri: (file) => `vscode-remote://${authority}${path.resolve(file)}`,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Installs a .vsix into an extensions folder, with the server's own command line. */
export async function installVsix(vsix: string, extensionsDir: string): Promise<void> {
  const runtime = await installRuntime();
  const args = [runtime.serverMain, '--accept-server-license-terms', '--server-data-dir', temporaryFolder('vsix')];
  args.push('--extensions-dir', extensionsDir, '--install-extension', path.resolve(vsix));
  await promisify(execFile)(runtime.node, args);
}

/** The port in the line that the server prints once it listens. */
function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => reject(new Error(`the VS Code server did not start in 60 s: ${printed}`)), 60_000);
    const read = (data: Buffer) => {
      if (printed.length < 10_000) printed += data.toString();
      const match = /Extension host agent listening on (\d+)/.exec(printed);
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the VS Code server ended with ${code}: ${printed}`));
    });
  });
}

/** Ends the process group and waits until nothing of it is left: a dying extension host still writes into the folder. */
async function end(child: ChildProcess, dataDir: string): Promise<void> {
  for (
    let attempt = 0;
    attempt < 100 && signalGroup(child, attempt === 0 ? 'SIGTERM' : attempt > 30 ? 'SIGKILL' : 0);
    attempt++
  ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  running.delete(child);
}

/** False when no process of the group is left. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return child.pid !== undefined && process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}
