/**
 * `npm test`: all the tests, from node alone to clicks in a real VS Code. Ends with the counts over all suites; the exit
 * code is 1 when a test failed, when a suite ran no test or when one died.
 */
import { availableParallelism } from 'node:os';
import { runCheckSuite } from './check-suite';
import { argumentsOf, runScript, UsageError } from './usage';
import { findChromium } from './vscode/chromium';
import { countsLine, sum, type Counts } from './vscode/counts';
import { runEditorSuite } from './vscode/editor-suite';
import { runMochaSuite } from './vscode/mocha-suite';
import { installRuntime } from './vscode/runtime';
import { exitOnSignals } from './vscode/server';
import { runWebSuite } from './vscode/web-suite';

type Suite = (grep: string | undefined) => Promise<Counts | undefined>;

/** Each is a VS Code with a browser, which takes over a gigabyte. */
const MOST_WINDOWS = 4;

const SUITES: Record<string, Suite> = {
  check: runCheckSuite,
  unit: (grep) =>
    runMochaSuite({ files: 'test/unit/**/*.test.ts', timeout: 60_000, grep, jobs: availableParallelism() }),
  editor: (grep) => runEditorSuite({ grep }),
  web: (grep) => runWebSuite(grep),
  workbench: async (grep) => {
    // before several windows need both at once
    findChromium();
    await installRuntime();
    return runMochaSuite({
      files: 'test/workbench/**/*.test.ts',
      require: ['./test/workbench/index.ts'],
      timeout: 120_000,
      grep,
      jobs: Math.min(MOST_WINDOWS, availableParallelism()),
    });
  },
};

const HELP = `npm test [-- OPTIONS]
  --suite NAME   only this suite (may be repeated): ${Object.keys(SUITES).join(', ')}
  --grep TEXT    only tests whose title has this text
  --times N      so many times in a row: a test that fails now and then is found so
  --help`;

async function main(): Promise<number> {
  const { suite, grep, times = '1', help } = options();
  if (help) {
    console.log(HELP);
    return 0;
  }
  const names = suite ?? Object.keys(SUITES);
  const unknown = names.filter((name) => !(name in SUITES));
  if (unknown.length > 0) throw new UsageError(`no such suite: ${unknown.join(', ')}`);
  if (!/^[1-9]\d*$/.test(times)) throw new UsageError(`--times ${times}: it is a number from 1`);

  exitOnSignals();
  const all: Counts[] = [];
  const lines: string[] = [];
  const runs = Array.from({ length: Number(times) }, (_, n) => (times === '1' ? '' : ` ${n + 1} of ${times}`));
  for (const [name, which] of runs.flatMap((one) => names.map((name) => [name, one] as const))) {
    console.log(`\n── ${name}${which}`);
    const start = Date.now();
    const counts = await run(name, grep);
    all.push(counts);
    lines.push(`${name}${which}: ${countsLine(counts)} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    // said again at the end: what is kept of a long output may be its end alone
    for (const failure of counts.failures ?? []) lines.push(`  ✘ ${failure}`);
  }
  const total = sum(all);
  console.log(['', ...lines, countsLine(total)].join('\n'));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** A suite that dies, or that runs nothing though all was asked for, is a failure of its own. */
async function run(name: string, grep: string | undefined): Promise<Counts> {
  const failed = (why: string) => {
    console.error(`${name}: ${why}`);
    return { passed: 0, failed: 1, skipped: 0, failures: [why] };
  };
  try {
    const counts = await SUITES[name]?.(grep);
    if (!counts) return failed('the suite ended before its tests did');
    const ran = counts.passed + counts.failed;
    return ran === 0 && grep === undefined ? failed('the suite ran no test') : counts;
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function options() {
  return argumentsOf({
    options: {
      suite: { type: 'string', multiple: true },
      grep: { type: 'string' },
      times: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
}

runScript(HELP, main, { withStack: true });
