import type { Everyday } from './activity';
import { closeToAttacks } from './closeToAttacks';
import { limitsAndGuards } from './limitsAndGuards';
import { plain } from './plain';

export { SISTER } from './activity';

/** All that administrators do on any day, for a test that holds the rules to be silent about it. */
export const everyday: readonly Everyday[] = [...plain, ...closeToAttacks, ...limitsAndGuards];
