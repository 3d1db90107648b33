/** Double-clicks on files of about 10 MB: what a person waits for, ours beside VS Code's own on the same text. */
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { readableLayout } from '../../../src/reading/json/layout';
import type { Goals } from '../goals';
import { median } from '../measure';

const ROUNDS = 4;
/** So long a hand holds each of two clicks: a file is in preview for a moment, before the second keeps its tab. */
const CLICK_MILLISECONDS = 70;

interface Opened {
  readonly what: string;
  readonly name: string;
  /** Lines of the text that is shown in the end. */
  readonly lines: number;
}

/** Milliseconds after the double-click. */
export interface Screens {
  readonly what: string;
  /** Until a screen of lines is drawn. */
  readonly first: number;
  /** Until the extension host has all of the text, and with it every feature. */
  readonly whole: number;
}

const SMALL_LINES = 1000;
export const PACKED = 'a compressed log on one line';
export const ONE_LINE = 'a log on one line';

/** Files to open, written into `folder`: the log `packed` in two ways, and its laid out text as one that is no log. */
export function writeFiles(folder: string, packed: string): readonly Opened[] {
  const raw = gunzipSync(fs.readFileSync(packed));
  const laidOut = Buffer.from(readableLayout(raw)).toString();
  const lines = laidOut.split('\n').length;
  // nobody takes it for a log
  const plain = laidOut.replace(/"(event|user|aws)/g, '"_$1');
  const write = (what: string, name: string, content: string | Buffer, count: number): Opened => {
    fs.writeFileSync(path.join(folder, name), content);
    return { what, name, lines: count };
  };
  const log = (minute: string, ending: string): string =>
    `111122223333_CloudTrail_us-east-1_20260314T${minute}Z_AbCdEfGhIjKlMnOp.${ending}`;
  return [
    write('VS Code’s own: 1,000 lines of JSON', 'small.json', first(plain, SMALL_LINES), SMALL_LINES),
    write('VS Code’s own: the same text as JSON', 'plain.json', plain, lines),
    write(PACKED, log('1000', 'json.gz'), fs.readFileSync(packed), lines),
    write(ONE_LINE, log('0900', 'json'), raw, lines),
  ];
}

function first(text: string, lines: number): string {
  return text.split('\n').slice(0, lines).join('\n');
}

/** Opens each file in turns; `textsSeen` are lines `time name lines` of what the extension host has. Medians. */
export async function doubleClicks(page: Page, files: readonly Opened[], textsSeen: string): Promise<Screens[]> {
  const all = new Map<string, { first: number[]; whole: number[] }>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const file of files) {
      const { first, whole } = await doubleClick(page, file, textsSeen);
      const kept = all.get(file.what) ?? { first: [], whole: [] };
      all.set(file.what, kept);
      // the first time of each starts what later ones find running
      if (round === 0) continue;
      kept.first.push(first);
      kept.whole.push(whole);
    }
  }
  return [...all].map(([what, { first, whole }]) => ({ what, first: median(first), whole: median(whole) }));
}

async function doubleClick(page: Page, { name, lines }: Opened, textsSeen: string) {
  await page.keyboard.press('Control+Shift+E');
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  await row.waitFor({ timeout: 30_000 });
  await page.evaluate(WATCH);
  // the first of the clicks opens it, and a small one may be there before the second
  const begun = Date.now();
  await row.dblclick({ delay: CLICK_MILLISECONDS });
  const drawn = await page.waitForFunction(SCREEN, undefined, { timeout: 60_000 });
  const { clicked, at } = (await drawn.jsonValue()) as { clicked: number; at: number };
  const shown = name.replace(/\.gz$/, '');
  const whole = await until(shown, () => timeOf(textsSeen, shown, lines, begun));
  for (const key of ['Control+K', 'Control+W']) await page.keyboard.press(key);
  await page.locator('.editor-instance .view-line').first().waitFor({ state: 'hidden', timeout: 30_000 });
  // what one leaves to be done is no burden of the next
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return { first: at - clicked, whole: Math.max(0, whole - clicked) };
}

/** Runs in the page: notes the double-click, and the frame in which more than ten lines of an editor are drawn. */
const WATCH = `(() => {
  globalThis.benchScreen = {};
  document.addEventListener('dblclick', () => { benchScreen.clicked = Date.now(); }, { once: true, capture: true });
  const look = () => {
    if (benchScreen.clicked && document.querySelectorAll('.editor-instance .view-line').length > 10) benchScreen.at = Date.now();
    else requestAnimationFrame(look);
  };
  look();
})()`;
const SCREEN = `globalThis.benchScreen.at && globalThis.benchScreen`;

function timeOf(textsSeen: string, name: string, lines: number, after: number): number | undefined {
  const seen = fs.existsSync(textsSeen) ? fs.readFileSync(textsSeen, 'utf8').trim().split('\n') : [];
  for (const line of seen) {
    const [time, of, count] = line.split(' ');
    if (of === name && Number(time) >= after && Number(count) >= lines) return Number(time);
  }
  return undefined;
}

async function until<T>(what: string, ask: () => T | undefined): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`The extension host never had the whole text of ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function tellScreens(screens: readonly Screens[], goals: Goals): void {
  console.log(`\n10 MB on one line by a double-click, milliseconds, medians of ${ROUNDS - 1}`);
  console.log(`  ${''.padEnd(52)} ${'first screen'.padStart(13)} ${'all of it'.padStart(10)}`);
  for (const { what, first, whole } of screens)
    console.log(`  ${what.padEnd(52)} ${first.toFixed(0).padStart(13)} ${whole.toFixed(0).padStart(10)}`);
  const firstOf = (what: string): number | undefined => screens.find((one) => one.what === what)?.first;
  goals.atMost('10 MB on one line, compressed: first screen', 500, 'ms', firstOf(PACKED));
  goals.atMost('10 MB on one line: first screen', 500, 'ms', firstOf(ONE_LINE));
}
