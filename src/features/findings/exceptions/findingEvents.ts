import * as vscode from 'vscode';
import type { OpenLogs } from '../../../case/documents/openLogs';
import type { OpenCase } from '../../../case/openCase';
import type { FindingCalls } from '../../../case/exceptions/calls';
import type { EventsBehind } from '../../../case/exceptions/eventsBehind';
import { type EventsRead, eventsRead } from '../../../case/exceptions/eventsToExcuse';
import { Turns } from '../../../case/turns';
import { addressOf, READABLE_SCHEME } from '../../shared';
import type { FindingReference } from '../reference';
import { Wait } from '../steps/wait';

/** The events of findings, as an exception is to speak of them: never those that have their numbers since the case was read anew. */
export class FindingEvents {
  private running: { readonly about: string; readonly abort: AbortController } | undefined;

  constructor(
    private readonly logs: OpenLogs,
    private readonly openCase: OpenCase,
  ) {}

  /** Whether the rows of a finding are still those of its events. */
  private isThere({ scope, generation }: FindingReference): boolean {
    const { state } = this.openCase;
    return generation === undefined || (state?.key === scope && state.generation === generation);
  }

  /** The records of some of a finding's events; undefined where it is no longer there. */
  async read(finding: FindingReference, rows: readonly number[]): Promise<EventsRead | undefined> {
    if (!this.isThere(finding)) return undefined;
    const texts = await this.logs.worker.records(finding.scope, rows, finding.generation);
    return this.isThere(finding) ? eventsRead(texts) : undefined;
  }

  /**
   * All events of a finding: its chain has no more than a person looks at. Of one with more the rules run again, which a
   * person may cancel; asking for another one cancels it, too.
   */
  async behind(finding: FindingReference): Promise<EventsBehind | 'gone' | 'cancelled'> {
    const { scope, rule, row, hit, generation } = finding;
    const { chain, isCut, group, value } = hit;
    if (!this.isThere(finding)) return 'gone';
    if (!isCut && value === undefined) return { rows: chain.length > 0 ? chain : [row], seen: undefined };
    const about = JSON.stringify([scope, generation, rule.id, row, group, value]);
    // it is being looked for, and whoever asked first is answered
    if (this.running?.about === about) return 'cancelled';
    this.running?.abort.abort();
    const abort = new AbortController();
    const running = (this.running = { about, abort });
    try {
      const asked = this.logs.worker.eventsBehind(scope, rule.id, { row, group, value }, generation, abort.signal);
      const isDone = await new Wait(vscode.l10n.t('Looking for all events of the finding…')).for(asked);
      if (isDone) return (this.isThere(finding) && (await asked)) || 'gone';
      abort.abort();
      return 'cancelled';
    } catch (error) {
      if (abort.signal.aborted) return 'cancelled';
      throw error;
    } finally {
      if (this.running === running) this.running = undefined;
    }
  }

  /** The calls of a finding's events: see the worker. */
  async calls(finding: FindingReference): Promise<FindingCalls | undefined> {
    const { scope, rule, generation } = finding;
    return this.logs.worker.calls(scope, rule.id, await rowsOf(finding), generation);
  }

  /** The file that the finding's event lies in. */
  async source({ scope, row, generation }: FindingReference): Promise<vscode.Uri | undefined> {
    if (generation !== undefined) {
      const place = scope === this.openCase.state?.key ? await this.openCase.place(row, generation) : undefined;
      return place && vscode.Uri.parse(place.uri, true);
    }
    const uri = vscode.Uri.parse(scope, true);
    return uri.scheme === READABLE_SCHEME ? vscode.Uri.parse(addressOf(uri).source, true) : uri;
  }
}

/** All events of a finding, each once; of one that has many hits there may be many. */
async function rowsOf({ hits }: FindingReference): Promise<number[]> {
  const rows = new Set<number>();
  const turns = new Turns();
  for (const { row, chain } of hits) {
    if (turns.due(1 + chain.length)) await turns.next();
    rows.add(row);
    for (const one of chain) rows.add(one);
  }
  return [...rows];
}
