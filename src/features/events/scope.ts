import type { EventSummary } from '../../case/eventTable';
import type { CaseState } from '../../case/caseState';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';
import type { Facet } from '../../query/facets';
import type { Group } from '../../query/groups';
import { caseHasSeveralDays, hasSeveralDays } from '../eventTimes';
import { rowsOwner } from '../shared';
import type { ReadRecords } from '../signIns';

/** The events that the view shows: those of one log, or of a case. It stands for one reading of them. */
export interface EventScope {
  /** A document's address or a case's key. */
  readonly id: string;
  /** What its rows keep their state by, see `rowsOwner`. */
  readonly owner: string;
  /** Whether events of several days are there, so that times need theirs. */
  readonly withDays: boolean;
  groups(facet: Facet): Promise<Group[]>;
  rows(facet: Facet, value: string | undefined): Promise<Uint32Array>;
  events(rows: Uint32Array): Promise<EventSummary[]>;
  readonly records: ReadRecords;
}

/** The open case, or else the active log; undefined when there is neither, or nothing of it is read yet. */
export function currentScope(logs: OpenLogs, openCase: OpenCase): EventScope | undefined {
  const state = openCase.state;
  if (state !== undefined) return state.generation === 0 ? undefined : caseScope(logs, openCase, state);
  const log = logs.active?.document;
  if (log === undefined) return undefined;
  return {
    ...asked(logs, log.uri),
    owner: rowsOwner(log.uri),
    withDays: hasSeveralDays(log),
    events: async (rows) => Array.from(rows, (row) => log.eventOfRow(row)),
  };
}

/** While a case is read its rows get other numbers: these are those of one generation. */
function caseScope(logs: OpenLogs, openCase: OpenCase, state: CaseState): EventScope {
  const { key, roots, generation } = state;
  return {
    ...asked(logs, key, generation),
    owner: rowsOwner(key, roots),
    withDays: caseHasSeveralDays(state),
    events: (rows) => openCase.events(rows, generation),
  };
}

function asked(
  logs: OpenLogs,
  id: string,
  generation?: number,
): Pick<EventScope, 'id' | 'groups' | 'rows' | 'records'> {
  return {
    id,
    groups: (facet) => logs.worker.groups(id, facet),
    rows: (facet, value) => logs.worker.rows(id, facet, value, generation),
    records: (rows) => logs.worker.records(id, rows, generation),
  };
}
