import { describe, expect, it } from '@jest/globals';
import { FixedClock } from '../../../platform/clock/clock.js';
import { AppConfig } from '../../../platform/config/app-config.js';
import { LinkTokens } from './link-tokens.service.js';
import type { PageLink } from './page-link.js';

const NOW = new Date('2024-11-28T12:00:00.000Z');
const SECRET = 'a secret of at least thirty-two characters';
const LINK: PageLink = {
  page: 'chart',
  firmId: '6f1f5f0e-2f53-4a5c-9d0a-5b1d5a3c9e11',
  parameters: { symbol: 'IWM', sessions: 100 },
};

const tokens = (now = NOW, linkSecret: string | undefined = SECRET, linkMinutes = 15): LinkTokens =>
  new LinkTokens(
    new AppConfig().with({ linkMinutes, ...(linkSecret !== undefined && { linkSecret }) }),
    new FixedClock(now),
  );
const after = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const refusal = (code: string) => expect.objectContaining({ code, status: 401 });

describe('the token of a link', () => {
  it('carries page, firm and parameters until it expires', async () => {
    const { token, expiresAt } = await tokens().issue(LINK);
    expect(expiresAt).toEqual(after(15));
    expect(await tokens(after(14)).read('chart', token)).toEqual(LINK);
    await expect(tokens(after(15)).read('chart', token)).rejects.toEqual(refusal('link-expired'));
  });

  it('lives as long as is set', async () => {
    const { token } = await tokens(NOW, SECRET, 60).issue(LINK);
    expect(await tokens(after(59)).read('chart', token)).toEqual(LINK);
  });

  it('opens no other page', async () => {
    const { token } = await tokens().issue(LINK);
    await expect(tokens().read('board', token)).rejects.toEqual(refusal('link-invalid'));
  });

  it('is refused once any part of it is changed, another firm above all', async () => {
    const { token } = await tokens().issue(LINK);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'another firm' })).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const changed of [
      `${header}.${forged}.${signature}`,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${header}.${payload}`,
      '',
      'x'.repeat(3000),
    ]) {
      await expect(tokens().read('chart', changed)).rejects.toEqual(refusal('link-invalid'));
    }
    await expect(tokens().read('chart', undefined)).rejects.toEqual(refusal('link-invalid'));
  });

  it('is refused by whoever has another secret, and by other processes where none is set', async () => {
    const { token } = await tokens().issue(LINK);
    await expect(tokens(NOW, `${SECRET}!`).read('chart', token)).rejects.toEqual(refusal('link-invalid'));
    const unset = (): LinkTokens => new LinkTokens(new AppConfig(), new FixedClock(NOW));
    const own = unset();
    const issued = await own.issue(LINK);
    expect(await own.read('chart', issued.token)).toEqual(LINK);
    await expect(unset().read('chart', issued.token)).rejects.toEqual(refusal('link-invalid'));
  });
});
