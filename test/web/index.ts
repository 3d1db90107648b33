/**
 * What the web extension host calls. The build puts this file first in one bundle with every test/web/*.test.ts, because
 * that host loads a single file: mocha's browser build has to be set up before the tests call `describe`.
 */
import 'mocha/mocha.js';
import { countsOf } from '../../scripts/vscode/mocha-counts';
import { GREP_GLOBAL, RESULT_MARK } from '../../scripts/vscode/web-result';

/** Says on the console what mocha's own reporters say on a page or a terminal, neither of which a worker has. */
class ConsoleReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => console.log(`    ✔ ${test.fullTitle()}`));
    runner.on('pending', (test) => console.log(`    - ${test.fullTitle()}`));
    runner.on('fail', (test, error: Error) => {
      console.error(`    ✘ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
    runner.on('end', () => console.log(RESULT_MARK + JSON.stringify(countsOf(this))));
  }
}

mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: ConsoleReporter });
const grep: unknown = Reflect.get(globalThis, GREP_GLOBAL);
if (typeof grep === 'string') mocha.fgrep(grep);

/** Rejects when a test fails, which is what the extension host's exit code is made of. */
export async function run(): Promise<void> {
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
