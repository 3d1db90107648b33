import { UsageError } from './output';

/** Account id → name, of `111122223333=production`, as often as there are accounts; a name may be left out. */
export function accountsOf(named: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    named.map((text) => {
      const [, id, name = ''] = /^(\d{12})(?:=(.+))?$/.exec(text) ?? [];
      if (id === undefined) throw new UsageError(`--account ${text}: it is ID or ID=NAME`);
      return [id, name];
    }),
  );
}
