import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/vscode/extension';
import { contrasts } from './journeys/contrast';
import { cursor } from './journeys/editor';
import { eventually } from './journeys/eventually';
import { readableTab, UNUSED_REGION } from './journeys/folders';
import { filter } from './journeys/problems';
import { useWorkbench } from './support/session';

/** By the names that the theme picker has for them. */
const THEMES = [
  { name: 'dark', label: 'Dark Modern' },
  { name: 'light', label: 'Light Modern' },
  { name: 'hc', label: 'Dark High Contrast' },
  { name: 'hc-light', label: 'Light High Contrast' },
] as const;

/** Of text of this size, by WCAG's level AA. */
const LEAST_CONTRAST = 4.5;

describe('in a theme', () => {
  const window = useWorkbench();
  const folder = path.join(ROOT, 'out', 'screens');

  for (const theme of THEMES) {
    describe(`like ${theme.label}`, () => {
      const picture = (what: string) => window().screenshot(path.join(folder, `${theme.name}-${what}.png`));

      before(async () => {
        const wb = window();
        fs.mkdirSync(folder, { recursive: true });
        await wb.command('View: Close All Editors');
        await wb.press('Control+K Control+T');
        await eventually(async () =>
          assert.ok((await wb.quickInput.labels()).some((label) => /Light|Dark/.test(label))),
        );
        await wb.quickInput.type(theme.label);
        await wb.quickInput.choose(theme.label);
      });

      it('the container says what to do', async () => {
        const wb = window();
        await wb.openContainer('CloudTrail');
        await wb.view('Events').welcome();
        await picture('welcome');
      });

      it('a log, its events and its findings are there at a glance', async () => {
        const wb = window();
        await wb.openFile(UNUSED_REGION, readableTab(UNUSED_REGION));
        await filter(wb, '');
        await wb.problems.list('Security group was opened');
        await wb.view('Events').expand('RunInstances');
        await wb.view('Events').click(/13:38:02/);
        await eventually(async () => {
          assert.equal((await cursor(wb)).selected, '"RunInstances"'.length);
          assert.ok((await wb.editor.squiggles()).includes('warning'));
        });
        await picture('log');
      });

      it('a hover explains', async () => {
        const wb = window();
        await wb.command('View: Hide Panel');
        await wb.editor.hover('"RunInstances"');
        await picture('hover');
      });

      it('every colour of a log can be read', async () => {
        const wb = window();
        // what is selected has a colour of its own
        await eventually(async () => {
          await wb.page.mouse.move(2, 2);
          await wb.editor.click('"eventTime"');
          assert.equal((await cursor(wb)).selected, 0);
        });
        const poor = (await contrasts(wb)).filter(({ ratio }) => ratio < LEAST_CONTRAST);
        assert.deepEqual(poor, []);
      });
    });
  }
});
