/** Writes `rules/README.md` and `src/case/loading/askedEvents.ts` anew: `npx tsx scripts/rules/index.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadAllBundled, namesInExamples, rulesFolder } from './bundled';
import { askedEventsFile } from './askedEvents';
import { readme } from './readme';

const set = loadAllBundled();
writeFileSync(join(rulesFolder, 'README.md'), readme(set));
writeFileSync(join(rulesFolder, '../src/case/loading/askedEvents.ts'), askedEventsFile(set, namesInExamples()));
