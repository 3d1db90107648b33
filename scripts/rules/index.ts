/** Writes `rules/README.md` anew: `npx tsx scripts/rules/index.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadAllBundled, rulesFolder } from './bundled';
import { readme } from './readme';

writeFileSync(join(rulesFolder, 'README.md'), readme(loadAllBundled()));
