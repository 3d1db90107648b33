import type { Platform } from '../case/platform';
import { versionIn } from '../case/sources/version';

/** What stands at an address that only the editor reaches: see {@link Platform.versionOf}. */
export async function versionElsewhere({ list }: Pick<Platform, 'list'>, uri: string): Promise<string | undefined> {
  const [file] = (await list([uri])).files;
  return file && versionIn(file);
}
