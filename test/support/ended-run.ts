import { setTimeout as sleep } from 'node:timers/promises';
import type { RunProgressDto } from '../../src/modules/runs/dto/run.dto.js';
import type { TestApp } from './test-app.js';

const POLL_MS = 20;

/** Polls where work on a book is found until it has ended. */
export async function ended<Run extends RunProgressDto>(
  call: TestApp['call'],
  url: string,
  key?: string,
): Promise<Run> {
  for (;;) {
    const { body } = await call<Run>('GET', url, key === undefined ? {} : { key });
    if (body.state !== 'running') return body;
    await sleep(POLL_MS);
  }
}
