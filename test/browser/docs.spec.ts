import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { AdviceDto } from '../../src/modules/recommendations/dto/recommendation.dto.js';
import { hasChromium, launchChromium } from '../support/chromium.js';
import { startLoadedApp } from '../support/loaded-app.js';
import type { TestApp } from '../support/test-app.js';

const STARTING_MS = 60_000;
const READING_MS = 60_000;
const STEP_MS = 20_000;

(hasChromium() ? describe : describe.skip)('the documentation in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    ({ app } = await startLoadedApp());
    await app.nest.listen(0, '127.0.0.1');
    browser = await launchChromium();
    const context = await browser.newContext({ viewport: { width: 1280, height: 1600 } });
    context.setDefaultTimeout(STEP_MS);
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).hostname !== '127.0.0.1') {
        faults.push(`${request.url()} is not of this service`);
      }
    });
    page.on('requestfailed', (request) => faults.push(`${request.url()} failed`));
    page.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.url()} ${response.status()}`);
    });
  }, STARTING_MS);
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  it(
    'lets a reader authorize, try the preview and see the split',
    async () => {
      await page.goto(`${await app.nest.getUrl()}/docs`);
      await page.getByRole('heading', { name: /Allocation Advisor/ }).waitFor();

      await page.getByRole('button', { name: 'Authorize' }).first().click();
      const dialog = page.locator('.dialog-ux');
      await dialog.getByRole('textbox').fill(app.firm.apiKey);
      await dialog.getByRole('button', { name: 'Apply credentials' }).click();
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await dialog.waitFor({ state: 'detached' });

      const preview = page.locator('.opblock', { hasText: '/v1/recommendations/preview' });
      await preview.locator('.opblock-summary-control').click();
      await preview.getByRole('button', { name: 'Execute' }).click();
      const answer = preview.locator('.live-responses-table .response');
      await answer.waitFor();

      expect(await answer.locator('.response-col_status').innerText()).toMatch(/^200/);
      const text = await answer.locator('.response-col_description pre').first().innerText();
      const { targets } = JSON.parse(text) as AdviceDto;
      expect(targets.map(({ symbol }) => symbol)).toEqual(['IWM', 'MDY', 'SPY', 'QQQ', 'CASH']);
      expect(targets.reduce((sum, { weightBps }) => sum + weightBps, 0)).toBe(10_000);
      expect(targets.find(({ symbol }) => symbol === 'IWM')?.weightBps).toBeGreaterThan(0);
      expect(faults).toEqual([]);
    },
    READING_MS,
  );
});
