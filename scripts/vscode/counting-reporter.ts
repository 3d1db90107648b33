/** Mocha's spec reporter that also writes the counts to the file in CLOUDTRAIL_TEST_RESULT. */
import Mocha from 'mocha';
import { writeCounts } from './counts';
import { countsOf } from './mocha-counts';

class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => writeCounts(countsOf(this)));
  }
}

// Mocha takes the module itself for the class.
export = CountingReporter;
