import type { Everyday } from './activity';
import { closeToAttacks } from './closeToAttacks';
import { company } from './company';
import { delivery } from './delivery';
import { deploy } from './deploy';
import { edges } from './edges';
import { endings } from './endings';
import { hardDays } from './hardDays';
import { jobs } from './jobs';
import { limitsAndGuards } from './limitsAndGuards';
import { network } from './network';
import { newer } from './newer';
import { operations } from './operations';
import { organization } from './organization';
import { people } from './people';
import { plain } from './plain';
import { platform } from './platform';
import { security } from './security';
import { closeToSeventh } from './seventhClose';
import { storage } from './storage';
import { teams } from './teams';
import { tools } from './tools';
import { vendors } from './vendors';

export { SISTER, type Everyday } from './activity';

/** All that administrators do on any day, for a test that holds the rules to be silent about it. */
export const everyday: readonly Everyday[] = [...plain, ...closeToAttacks, ...limitsAndGuards, ...delivery, ...deploy, ...platform, ...jobs, ...operations, ...network, ...organization, ...security, ...people, ...storage, ...teams, ...hardDays, ...endings, ...newer, ...tools, ...edges, ...vendors, ...closeToSeventh, ...company];
