/** Runs inside the extension host: opens a folder as a case and watches what that does to the host's event loop. */
import fs from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { DONE, FOLDERS_VARIABLE, type HostReport, OPENING, REPORT_VARIABLE } from './report';

/** Node 24 has it, the types of node 20 do not. */
type ThreadClock = { threadCpuUsage?: () => { user: number; system: number } };

const NANO = 1e6;

class Watch {
  private readonly delay = monitorEventLoopDelay({ resolution: 1 });
  private readonly before = process.memoryUsage().rss;
  private peak = this.before;
  private busiest = 0;
  private withoutCore = 0;
  private cpu = threadMilliseconds();
  private active = performance.eventLoopUtilization().active;
  private readonly timer = setInterval(() => {
    const cpu = threadMilliseconds();
    const { active } = performance.eventLoopUtilization();
    const busy = cpu - this.cpu;
    this.busiest = Math.max(this.busiest, busy);
    // it had something to do, and did not get to do it
    this.withoutCore = Math.max(this.withoutCore, active - this.active - busy);
    this.cpu = cpu;
    this.active = active;
  }, 1);
  private readonly memoryTimer = setInterval(() => (this.peak = Math.max(this.peak, process.memoryUsage().rss)), 50);

  constructor() {
    this.delay.enable();
  }

  stop() {
    clearInterval(this.timer);
    clearInterval(this.memoryTimer);
    this.delay.disable();
    return {
      // the monitor's own pause is no lateness
      latest: this.delay.max / NANO - 1,
      late99: this.delay.percentile(99) / NANO - 1,
      busiest: this.busiest,
      withoutCore: this.withoutCore,
      memory: (this.peak - this.before) / 2 ** 20,
    };
  }
}

function threadMilliseconds(): number {
  const { threadCpuUsage } = process as ThreadClock;
  if (threadCpuUsage === undefined) return NaN;
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}

/** So long VS Code's own extensions still look through the folder after its start, in processes that the host starts. */
const START_MILLISECONDS = 8000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function run(): Promise<void> {
  const report = process.env[REPORT_VARIABLE] ?? '';
  const extension = vscode.extensions.all.find(({ packageJSON }) => isOurs(packageJSON));
  await extension?.activate();
  watchTexts(`${report}.texts`);
  const reports: HostReport[] = [];
  await pause(START_MILLISECONDS);
  for (const folder of JSON.parse(process.env[FOLDERS_VARIABLE] ?? '[]') as string[]) {
    await pause(2000);
    const idle = new Watch();
    await pause(2000);
    const { latest: latestIdle, busiest: busiestIdle } = idle.stop();
    const watch = new Watch();
    console.log(OPENING);
    const start = performance.now();
    await vscode.commands.executeCommand('cloudtrail.openCase', vscode.Uri.file(folder));
    const load = performance.now() - start;
    reports.push({ load, latestIdle, busiestIdle, ...watch.stop() });
    await pause(3000);
    await vscode.commands.executeCommand('cloudtrail.closeCase');
  }
  fs.writeFileSync(report, JSON.stringify(reports));
  console.log(DONE);
  while (!fs.existsSync(`${report}.end`)) await pause(100);
}

/** Notes each text that the extension host gets: when, of what, and how many lines. */
function watchTexts(file: string): void {
  const note = ({ uri, lineCount }: vscode.TextDocument): void =>
    fs.appendFileSync(file, `${Date.now()} ${uri.path.slice(uri.path.lastIndexOf('/') + 1)} ${lineCount}\n`);
  vscode.workspace.onDidOpenTextDocument(note);
  vscode.workspace.onDidChangeTextDocument(({ document }) => note(document));
}

function isOurs(manifest: unknown): boolean {
  return (manifest as { name?: string }).name === 'cloudtrail-inspector';
}
