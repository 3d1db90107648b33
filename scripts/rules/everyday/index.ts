import type { Everyday } from './activity';
import { closeToAttacks } from './closeToAttacks';
import { closeToSet5 } from './closeToSet5';
import { closeToSet6 } from './closeToSet6';
import { closeToSet7 } from './closeToSet7';
import { company } from './company';
import { delivery } from './delivery';
import { deploy } from './deploy';
import { endings } from './endings';
import { hardDays } from './hardDays';
import { jobs } from './jobs';
import { limitsAndGuards } from './limitsAndGuards';
import { network } from './network';
import { operations } from './operations';
import { organization } from './organization';
import { people } from './people';
import { plain } from './plain';
import { platform } from './platform';
import { security } from './security';
import { storage } from './storage';
import { teams } from './teams';
import { tools } from './tools';
import { vendors } from './vendors';

export { SISTER, type Everyday } from './activity';

/** All that administrators do on any day, for a test that holds the rules to be silent about it. */
export const everyday: readonly Everyday[] = [...plain, ...closeToAttacks, ...limitsAndGuards, ...delivery, ...deploy, ...platform, ...jobs, ...operations, ...network, ...organization, ...security, ...people, ...storage, ...teams, ...hardDays, ...endings, ...closeToSet5, ...tools, ...closeToSet6, ...vendors, ...closeToSet7, ...company];
