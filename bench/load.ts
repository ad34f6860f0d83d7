import autocannon from 'autocannon';
import { PREVIEW_EXAMPLES } from '../src/modules/recommendations/examples.js';

const CONNECTIONS = 32;

/** Swagger's first example: an aggressive account with three positions and cash. */
const BODY = JSON.stringify(PREVIEW_EXAMPLES.aggressive.value);

const requestOf = (url: string, key: string) => ({
  url: `${url}/v1/recommendations/preview`,
  method: 'POST' as const,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
  body: BODY,
});

/** The answer to one preview, as text. */
export async function previewOnce(url: string, key: string): Promise<string> {
  const { url: to, ...request } = requestOf(url, key);
  const answer = await fetch(to, request);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status} ${text}`);
  return text;
}

/** Previews from 32 connections for so many seconds, or so many in all. Answers requests a second. */
export async function previews(
  url: string,
  key: string,
  howMany: { readonly duration: number } | { readonly amount: number },
): Promise<number> {
  const result = await autocannon({ ...requestOf(url, key), connections: CONNECTIONS, ...howMany });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} failed`);
  return result.requests.total / result.duration;
}
