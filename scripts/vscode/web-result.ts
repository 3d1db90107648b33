/** How the web suite talks with the web extension host, which has neither files nor variables of the environment. */

/** Starts the console line with the counts. */
export const RESULT_MARK = '##cloudtrail-test-result ';

/** The global with the text that `--grep` was given; the runner puts it in front of the test bundle. */
export const GREP_GLOBAL = 'CLOUDTRAIL_TEST_GREP';
