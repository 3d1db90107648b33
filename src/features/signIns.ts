import type { EventSummary } from '../case/eventTable';
import { parseRecord } from '../record/place';
import { isSignIn, type SignInFactor, signInFactor } from '../record/signIn';
import { isObject } from '../record/types';

/** The texts of records by their rows, undefined where one cannot be read any more. */
export type ReadRecords = (rows: readonly number[]) => Promise<readonly (string | undefined)[]>;

/** So many sign-ins are read for a tooltip. */
const MOST = 100;

/** What sign-ins among some events say of a second factor, by row: their records alone do, so that these are read. */
export async function factorsOfSignIns(
  events: readonly Pick<EventSummary, 'row' | 'eventName'>[],
  read: ReadRecords,
): Promise<ReadonlyMap<number, SignInFactor>> {
  const rows = events.filter(({ eventName }) => isSignIn(eventName)).map(({ row }) => row);
  if (rows.length === 0 || rows.length > MOST) return new Map();
  // the case may have been closed meanwhile, or the file changed
  const texts = await read(rows).catch(() => []);
  return new Map(
    texts.flatMap((text, n) => {
      const record = text === undefined ? undefined : parseRecord(text)?.record;
      const factor = isObject(record) ? signInFactor(record) : undefined;
      return factor === undefined ? [] : [[rows[n] as number, factor] as const];
    }),
  );
}
