import type { ScanPool } from '../case/loading/caseLoader';
import { CaseEngine } from '../case/engine';
import type { Platform, SourceFile } from '../case/platform';
import type { CaseStorage } from '../case/loading/savedCase';
import { Conversation } from './conversation';
import { type HostRequests, type Port, type Requests, engineHandlers } from './protocol';

/** What the editor reaches for the worker. */
export type Elsewhere = Pick<Platform, 'read' | 'list'>;

/** What a host gives the worker's start: its file systems, and how sources of a case are scanned there. */
export interface WorkerHost {
  readonly platform: (elsewhere: Elsewhere) => Platform;
  readonly storageIn?: (folder: string) => CaseStorage;
  readonly poolFor: (files: readonly SourceFile[], platform: Platform, elsewhere: Elsewhere) => Promise<ScanPool>;
}

/** The worker's common start: an engine that answers on `port` and reads what it cannot reach through the editor. */
export function serve(port: Port, { platform: platformOver, poolFor, storageIn }: WorkerHost): void {
  const elsewhere: Elsewhere = {
    read: (uri, signal) => host.ask('read', [uri], signal),
    list: (uris, signal, key) => host.ask('list', [uris, key], signal),
  };
  const platform = platformOver(elsewhere);
  const tell = (told: Promise<unknown>): void => void told.catch(() => undefined);
  const engine: CaseEngine = new CaseEngine(
    platform,
    () => host.ask('rules', []),
    {
      progress: (key, progress) => tell(host.ask('progress', [key, progress])),
      changed: (key, generation) => tell(host.ask('changed', [key, generation])),
    },
    (files) => poolFor(files, platform, elsewhere),
  );
  const ruleProgress = (key: string, share: number): void => tell(host.ask('ruleProgress', [key, share]));
  const host: Conversation<HostRequests, Requests> = new Conversation(
    port,
    engineHandlers(engine, ruleProgress, storageIn),
  );
}
