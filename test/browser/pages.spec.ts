import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { LinkDto } from '../../src/modules/pages/dto/link.dto.js';
import type { RunDto } from '../../src/modules/runs/dto/run.dto.js';
import { RunWorker } from '../../src/modules/runs/run-worker.service.js';
import { accountRequest } from '../factories/account.factory.js';
import { hasChromium, launchChromium } from '../support/chromium.js';
import { ended } from '../support/ended-run.js';
import { startLoadedApp } from '../support/loaded-app.js';
import { contrastFaults, groundColours, imageWidth, structureFaults } from '../support/page-checks.js';
import type { TestApp } from '../support/test-app.js';

const STARTING_MS = 60_000;
const READING_MS = 60_000;
/** Where screenshots are kept for people to look at; none are kept without it. */
const SCREENSHOTS = process.env['SCREENSHOTS_DIR'];

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [390, 1280] as const;
const PAGES = ['board', 'report', 'statement', 'chart'] as const;

type PageName = (typeof PAGES)[number];

(hasChromium() ? describe : describe.skip)('pages in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let links: Readonly<Record<PageName, string>>;

  beforeAll(async () => {
    ({ app } = await startLoadedApp());
    await app.nest.listen(0, '127.0.0.1');
    browser = await launchChromium();
    links = await makeLinks();
  }, STARTING_MS);
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  async function makeLinks(): Promise<Readonly<Record<PageName, string>>> {
    const origin = new URL(await app.nest.getUrl());
    const post = async <T>(url: string, body: object): Promise<T> =>
      (await app.call<T>('POST', url, { body, headers: { host: origin.host } })).body;
    await app.call('PATCH', '/v1/firm', {
      headers: { 'if-match': '*' },
      body: { name: 'Ridgeline & Sons <Advisers>', disclosures: 'First line.\nAll investing involves risk.' },
    });
    const account = await post<{ id: string }>(
      '/v1/accounts',
      accountRequest({
        name: 'Doe joint',
        riskProfile: 'aggressive',
        cash: '25000.00',
        positions: [
          { symbol: 'SPY', quantity: '120' },
          { symbol: 'QQQ', quantity: '60' },
        ],
      }),
    );
    const { id } = await post<{ id: string }>(`/v1/accounts/${account.id}/recommendations`, {});
    const runId = await adviseBook(post);
    const link = async (body: object): Promise<string> => (await post<LinkDto>('/v1/links', body)).url;
    return {
      board: await link({ page: 'board' }),
      report: await link({ page: 'report', recommendationId: id }),
      statement: await link({ page: 'statement', runId }),
      chart: await link({ page: 'chart', symbol: 'IWM' }),
    };
  }

  /** A run over a book in which accounts differ in why they are not fully invested. */
  async function adviseBook(post: <T>(url: string, body: object) => Promise<T>): Promise<string> {
    const profiles = ['conservative', 'moderate', 'growth', 'aggressive'];
    for (let i = 1; i <= 40; i++) {
      await post(
        '/v1/accounts',
        accountRequest({
          name: i === 39 ? 'The irrevocable trust of A. Doe for the benefit of her children' : `Account ${i}`,
          riskProfile: profiles[i % profiles.length]!,
          cash: i % 9 === 0 ? '0.00' : `${i * i}0250.00`,
          ...(i % 3 === 0 && { constraints: { CASH: { minBps: 6000 } } }),
          ...(i % 5 === 0 && { constraints: { SPY: { maxBps: 500 }, QQQ: { maxBps: 500 } } }),
        }),
      );
    }
    const { id } = await post<RunDto>('/v1/recommendation-runs', {});
    await app.nest.get(RunWorker).start();
    await ended((...call) => app.call(...call), `/v1/recommendation-runs/${id}`);
    return id;
  }

  async function open(
    name: PageName,
    width: number,
    colorScheme: (typeof THEMES)[number],
    faults: string[] = [],
  ): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith('data:') && !request.isNavigationRequest()) faults.push(request.url());
    });
    const answer = await page.goto(links[name]);
    expect(answer?.status()).toBe(200);
    if (SCREENSHOTS !== undefined && name !== 'chart') {
      await page.screenshot({ path: `${SCREENSHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
    return page;
  }

  for (const name of PAGES) {
    for (const theme of THEMES) {
      it(
        `shows the ${name} on a phone and on a screen in the ${theme} theme, legibly and by itself`,
        async () => {
          const faults: string[] = [];
          for (const width of WIDTHS) {
            const page = await open(name, width, theme, faults);
            faults.push(...(await contrastFaults(page)));
            if (name !== 'chart') faults.push(...(await structureFaults(page)));
            await page.close();
          }
          expect(faults).toEqual([]);
        },
        READING_MS,
      );
    }
  }

  it.each(['report', 'statement'] as const)(
    'prints the %s on a few pages, black on white whatever the theme',
    async (name) => {
      const page = await open(name, 1280, 'dark');
      const pdf = await page.pdf({
        preferCSSPageSize: true,
        ...(SCREENSHOTS && { path: `${SCREENSHOTS}/${name}.pdf` }),
      });
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      expect(pages).toBeGreaterThanOrEqual(2);
      expect(pages).toBeLessThanOrEqual(6);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await groundColours(page)).toEqual({
        color: 'rgb(0, 0, 0)',
        backgroundColor: 'rgb(255, 255, 255)',
      });
      await page.close();
    },
    READING_MS,
  );

  it('shows the chart as an image of another page', async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 680 }, colorScheme: 'dark' });
    await page.setContent(`<img alt="The chart of IWM" src="${links.chart}">`);
    expect(await imageWidth(page)).toBe(960);
    if (SCREENSHOTS !== undefined) await page.screenshot({ path: `${SCREENSHOTS}/chart-dark.png` });
    await page.close();
  });

  it('shows names and disclosures as text, whatever they hold', async () => {
    const page = await open('report', 1280, 'light');
    expect(await page.getByText('Ridgeline & Sons <Advisers>').count()).toBe(1);
    expect(await page.locator('advisers').count()).toBe(0);
    await page.close();
  });
});
