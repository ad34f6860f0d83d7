import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where Debian's package puts it; CHROMIUM_PATH says where it is elsewhere. */
const CHROMIUM_PATH = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Whether there is a Chromium. Absent, it says so once, and fails where CI demands it. */
export function hasChromium(): boolean {
  if (existsSync(CHROMIUM_PATH)) return true;
  const reason = `no Chromium at CHROMIUM_PATH (${CHROMIUM_PATH})`;
  if (process.env['CI'] === 'true') throw new Error(`${reason}, and CI=true demands it`);
  process.stderr.write(`skipped: ${reason}\n`);
  return false;
}

/** A headless Chromium that asks nothing of the network by itself; whoever launches it closes it. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
