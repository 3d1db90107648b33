import { readFile } from 'node:fs/promises';
import { reasonInWords } from '../platform/reasons';
import { type AddressDatabase, awsNetworks, openDatabase } from '../reference/addresses/database';
import { UsageError } from './output';

/** A file of `--ip-database`. */
export interface AddressFile {
  readonly describe: AddressDatabase;
  /** AWS's networks, where it is its list of them. */
  readonly networks: readonly string[];
}

/** Opens the files of `--ip-database`; one that says nothing of addresses is a mistake, whoever asks. */
export async function addressFiles(paths: readonly string[] = []): Promise<AddressFile[]> {
  const files: AddressFile[] = [];
  for (const path of paths) {
    const wrong = (why: string): UsageError => new UsageError(`--ip-database ${path}: ${why}`);
    const bytes = await readFile(path).catch((error: unknown) => {
      throw wrong(reasonInWords(error));
    });
    const describe = await openDatabase(bytes).catch(() => {
      throw wrong('It is neither AWS’s ip-ranges.json nor a MaxMind database, or it holds no address ranges.');
    });
    files.push({ describe, networks: awsNetworks(bytes) });
  }
  return files;
}
