/** Mocha's spec reporter that also writes the counts to the file in CLOUDTRAIL_TEST_RESULT. */
import Mocha from 'mocha';
import { writeCounts } from './counts';
import { failureLine } from './failure-line';

class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      // Failed hooks are among the failures, so that a suite whose preparation breaks does not look passed.
      const { passes, failures, pending } = this.stats;
      writeCounts({
        passed: passes,
        failed: failures,
        skipped: pending,
        failures: this.failures.map((test) => failureLine(test.fullTitle(), test.err)),
      });
    });
  }
}

// Mocha takes the module itself for the class.
export = CountingReporter;
