/** Writes `samples/` anew: `npx tsx scripts/samples/index.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { bytesOf, sampleFiles } from './files';

const folder = join(__dirname, '..', '..', 'samples');
for (const file of sampleFiles()) {
  writeFileSync(join(folder, file.name), bytesOf(file));
  console.log(file.name);
}
