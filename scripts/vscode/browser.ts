/** A headless Chromium that loads the workbench for tests and screenshots. */
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './chromium';

/** Launches it; throws the line of `findChromium` when there is none. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    // No sandbox: Chromium refuses to run as root with it, and it loads nothing but our own server here.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
      .concat(['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'])
      // Screenshots for the README look alike on every machine.
      .concat(['--force-color-profile=srgb', '--font-render-hinting=none']),
  });
}
