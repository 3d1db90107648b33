import * as vscode from 'vscode';
import { tableOfNetworks } from '../case/rules/bundledRules';
import { OpenCase } from '../case/openCase';
import { OpenLogs } from '../case/documents/openLogs';
import { WorkerClient, type WorkerHandle } from '../worker/client';
import { workerFacade } from '../worker/facade';
import * as cases from './cases';
import * as documents from './documents';
import * as addresses from './addresses';
import * as events from './events';
import * as explain from './explain';
import * as findings from './findings';
import * as hover from './hover';
import { keptCases } from './keptCases';
import { type LazyModules, importedOnce, lazyReference } from './lazyModules';
import * as inlayHints from './inlayHints';
import * as outline from './outline';
import * as problems from './problems';
import * as readable from './readable';
import { RecordTexts } from './recordTexts';
import { RuleFiles } from './rulesInForce/ruleFiles';
import * as ruleWriting from './ruleWriting';
import * as samples from './samples';
import * as status from './status';
import { listFolders } from './listFolders';

/** What both hosts do: connect the open logs to a worker, and register each feature on them. */
export function start(context: vscode.ExtensionContext, startWorker: () => WorkerHandle, modules: LazyModules): void {
  const asset = async (name: string): Promise<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist', name));
  const rules = new RuleFiles();
  const ruleProgress = new vscode.EventEmitter<findings.RuleProgress>();
  const importReference = importedOnce(modules.reference);
  const known = addresses.register(context, importReference);
  const client = new WorkerClient(startWorker, {
    read: async (_, uri) => vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true)),
    rules: async () => rules.given(asset('rules.json'), known.awsNetworks().then(tableOfNetworks)),
    list: (signal, uris, key = '') =>
      listFolders(uris, { signal, onProgress: (files) => openCase.searched(key, files) }),
    progress: (_, key, progress) => openCase.progressed(key, progress),
    changed: (_, key, generation) => openCase.grew(key, generation),
    ruleProgress: (_, key, share) => ruleProgress.fire({ key, share }),
  });
  const storage = keptCases(context);
  const configure = (): void => {
    const mebibytes = vscode.workspace.getConfiguration('cloudtrail').get('maximumInflatedSize', 2047);
    client.configure({ inflatedCap: mebibytes * 2 ** 20, storage });
  };
  configure();
  // who wakes the extension is about to look at a log
  client.warm();
  const worker = workerFacade(client);
  const logs = new OpenLogs(worker);
  const openCase: OpenCase = new OpenCase(worker);
  client.onDeath(() => {
    logs.reopen();
    void openCase.workerDied();
  });
  const rulesChanged = (): void => {
    worker.reloadRules();
    logs.detectAgain();
  };
  context.subscriptions.push(
    client,
    rules,
    ruleProgress,
    rules.onDidChange(rulesChanged),
    // rules may name AWS's networks
    known.onDidChange(() => rules.reload()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('cloudtrail.maximumInflatedSize')) configure();
    }),
  );
  readable.register(context, logs, openCase, worker);
  documents.register(context, logs);
  outline.register(context, logs);
  cases.register(context, openCase);
  events.register(context, logs, openCase);
  const records = new RecordTexts(logs);
  const reference = lazyReference(importReference, (name) => asset(`reference/${name}`));
  hover.register(context, records, reference, known.describe);
  inlayHints.register(context, records, importReference);
  problems.register(context, logs);
  const { foundOn } = findings.register(context, logs, openCase, rules, ruleProgress.event);
  explain.register(context, logs, records, reference, known.describe, foundOn);
  const language = importedOnce(modules.ruleLanguage);
  ruleWriting.register(context, { logs, openCase, worker, records, reference, language, rules });
  status.register(context, logs);
  samples.register(context);
}
