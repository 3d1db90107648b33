/** `npm run test:desktop`: the editor suite in a desktop VS Code, for those who can download one or have one. */
import fs from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { argumentsOf, runScript } from './usage';
import { countsLine, GREP_VARIABLE, readCounts, RESULT_VARIABLE } from './vscode/counts';
import { desktopCache } from './vscode/desktop';
import { ROOT } from './vscode/extension';
import { temporaryFolder } from './vscode/temporary';

const HELP = `npm run test:desktop [-- OPTIONS]
  --version V    the VS Code to download: stable (when not given), insiders or a version such as 1.91.0
  --code PATH    the executable of an installed VS Code instead
  --grep TEXT    only tests whose title has this text
  --help`;

async function main(): Promise<number> {
  const { version, code, grep, help } = options();
  if (help) {
    console.log(HELP);
    return 0;
  }
  const temporary = temporaryFolder('desktop');
  const resultFile = path.join(temporary, 'counts.json');
  const folder = path.join(temporary, 'samples');
  fs.cpSync(path.join(ROOT, 'samples'), folder, { recursive: true });
  await runTests({
    ...(code ? { vscodeExecutablePath: path.resolve(code) } : { version: version ?? 'stable' }),
    cachePath: desktopCache(),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(ROOT, 'out', 'test', 'editor', 'index'),
    extensionTestsEnv: { CLOUDTRAIL_ROOT: ROOT, [RESULT_VARIABLE]: resultFile, [GREP_VARIABLE]: grep },
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', `--user-data-dir=${temporary}/data`],
  }).catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
  const counts = readCounts(resultFile);
  if (!counts) throw new Error('the suite did not run; without a network, name an installed VS Code with --code PATH');
  console.log(countsLine(counts));
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

function options() {
  return argumentsOf({
    options: {
      version: { type: 'string' },
      code: { type: 'string' },
      grep: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
}

runScript(HELP, main);
