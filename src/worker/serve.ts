import { CaseEngine } from '../case/engine';
import type { Platform } from '../case/platform';
import { Conversation } from './conversation';
import { type HostRequests, type Port, type Requests, engineHandlers } from './protocol';

/** The worker's common start: an engine that answers on `port` and reads what it cannot reach through the editor. */
export function serve(port: Port, platformOver: (read: Platform['read']) => Platform): void {
  const platform = platformOver((uri, signal) => host.ask('read', [uri], signal));
  const engine: CaseEngine = new CaseEngine(platform, () => host.ask('rules', []));
  const host: Conversation<HostRequests, Requests> = new Conversation<HostRequests, Requests>(
    port,
    engineHandlers(engine),
  );
}
