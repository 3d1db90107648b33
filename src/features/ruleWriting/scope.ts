import { Emitter } from '../../case/emitter';
import type { EventSummary } from '../../case/eventTable';
import type { OpenCase } from '../../case/openCase';
import type { OpenLogs } from '../../case/documents/openLogs';

/** The events that rules are tried on; another object when they are others. */
export interface TrialScope {
  /** Names them in questions to the worker. */
  readonly key: string;
  /** What a person calls them: the folder or the file. */
  readonly name: string;
  events(rows: Uint32Array): Promise<EventSummary[]>;
}

/** What rules are tried on: the case once it is read, or else the log that was looked at last. */
export class TrialScopes {
  private readonly changes = new Emitter<void>();
  /** Rules are to be tried on other events. */
  readonly onDidChange = this.changes.event;
  private from: unknown;
  private wasReading = false;
  private scope: TrialScope | undefined;
  private readonly parts;

  constructor(
    private readonly logs: OpenLogs,
    private readonly openCase: OpenCase,
  ) {
    const look = (): void => this.look();
    this.parts = [openCase.onDidChange(look), logs.onDidActivate(look), logs.onDidChange(look)];
    this.look();
  }

  get current(): TrialScope | undefined {
    return this.scope;
  }

  /** There will be some as soon as they are read. */
  get isReading(): boolean {
    const folder = this.openCase.state;
    const log = folder ?? this.logs.active;
    return this.scope === undefined && log !== undefined && log.failure === undefined;
  }

  dispose(): void {
    this.parts.forEach((part) => part.dispose());
  }

  private look(): void {
    const { openCase, logs } = this;
    const folder = openCase.state;
    // a case that is being read has other events every second
    const from = folder === undefined ? logs.active?.document : folder.summary;
    if (from !== this.from) this.scope = undefined;
    else if (this.scope !== undefined || this.isReading === this.wasReading) return;
    this.from = from;
    if (folder?.summary !== undefined)
      this.scope = { key: folder.key, name: folder.name, events: (rows) => openCase.events(rows) };
    const log = folder === undefined ? logs.active?.document : undefined;
    if (log !== undefined) {
      const events = async (rows: Uint32Array): Promise<EventSummary[]> =>
        Array.from(rows, (row) => log.eventOfRow(row));
      this.scope = { key: log.uri, name: nameOf(log.uri), events };
    }
    this.wasReading = this.isReading;
    this.changes.fire();
  }
}

/** The last part of an address's path. */
function nameOf(uri: string): string {
  const path = uri.replace(/[?#][^]*$/, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
