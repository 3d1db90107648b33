import { gzipSync } from 'node:zlib';

import { aftermath } from './day/aftermath';
import { morning } from './day/morning';
import { probing } from './day/probing';
import { roleChain } from './day/role-chain';
import { rootExample } from './day/root-example';
import { unusedRegion } from './day/unused-region';

/** One file of `samples/`: its text, and whether it is stored compressed. */
export interface SampleFile {
  name: string;
  text: string;
  gzip: boolean;
}

const oneLine = (Records: unknown[]) => JSON.stringify({ Records });
const pretty = (Records: unknown[]) => `${JSON.stringify({ Records }, null, 2)}\n`;

/** Every file of `samples/` but the README, in the order of the story. */
export function sampleFiles(): SampleFile[] {
  return [
    { name: 'root-terminates-instance.json', text: pretty(rootExample()), gzip: false },
    {
      name: '111122223333_CloudTrail_us-east-1_20260314T0920Z_kR7vQ2mXw9LpZ4Td.json.gz',
      text: oneLine(morning()),
      gzip: true,
    },
    {
      name: '111122223333_CloudTrail_us-east-1_20260314T1335Z_Jt5NcY8bHq3WfS1e.json',
      text: oneLine(probing()),
      gzip: false,
    },
    {
      name: '111122223333_CloudTrail_sa-east-1_20260314T1345Z_u6GzPa0VxD2kMo9R.json.gz',
      text: oneLine(unusedRegion()),
      gzip: true,
    },
    {
      name: '111122223333_CloudTrail_us-east-1_20260314T1410Z_E4iBw7TyLs5CnQ8h.json',
      text: pretty(roleChain()),
      gzip: false,
    },
    { name: 'event_history.csv', text: aftermath(), gzip: false },
  ];
}

/** The bytes on disk. The gzip header names no time and no system, so every machine writes the same one. */
export function bytesOf(file: SampleFile): Uint8Array {
  const text = new TextEncoder().encode(file.text);
  if (!file.gzip) return text;
  const zipped = new Uint8Array(gzipSync(text, { level: 9 }));
  zipped.fill(0, 4, 8);
  zipped[9] = 255;
  return zipped;
}
