/**
 * What the bundled rules find and what they flag for nothing: `npx tsx scripts/rules/report.ts [SEED]`. Prints a table
 * of attack techniques, where their logs are at hand, one of intrusions that the rules were not made for, and one of a
 * generated day without an attack.
 */
import { loadBundled } from './bundled';
import { cleanDay } from './clean-day';
import { firstSightTable, intrusionResults, intrusionTable } from './intrusions';
import { noiseOf, noiseTable } from './noise';
import { techniqueResults, techniqueTable } from './techniques';

const set = loadBundled();
const techniques = techniqueResults(set);
console.log('Attack techniques, by rules of level medium or higher');
console.log(techniques === undefined ? 'their logs are not at hand' : techniqueTable(techniques));
console.log('\nIntrusions, by rules of level medium or higher');
console.log(intrusionTable(intrusionResults(set)));
console.log(`\nWhat they found when they first saw them\n${firstSightTable()}`);
const seed = Number(process.argv[2] ?? 20260314);
console.log(`\nA generated day without an attack, seed ${seed}`);
console.log(noiseTable(noiseOf(set, cleanDay(seed, 50_000))));
