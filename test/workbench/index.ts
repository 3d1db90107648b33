/** Mocha loads this file before the workbench tests: what holds for all of them. */
import { exitOnSignals } from '../../scripts/vscode/server';
import { closeBrowser } from './support/session';

exitOnSignals();

export const mochaHooks = {
  afterAll: closeBrowser,
};
