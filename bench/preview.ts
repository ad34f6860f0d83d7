import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { previewOnce, previews } from './load.js';
import { compareInTurn } from './measure.js';
import { report, thousands } from './report.js';
import { freePort, startService, stop } from './service.js';

const LEAST_RATIO = 0.4;
const PAIRS = 15;
const SECONDS = 1;

const folder = await mkdtemp(join(tmpdir(), 'advisor-bench-'));
await chmod(folder, 0o711);
const service = await startService({ DATA_DIR: join(folder, 'data') });
try {
  const key = await service.demoKey();
  const answer = await previewOnce(service.url, key);
  const answerFile = join(folder, 'answer.json');
  await writeFile(answerFile, answer);
  const port = await freePort();
  const bare = fork(fileURLToPath(new URL('bare-route.js', import.meta.url)), [String(port), answerFile]);
  await once(bare, 'message');
  try {
    const bareUrl = `http://127.0.0.1:${port}`;
    await previews(service.url, key, { duration: SECONDS });
    await previews(bareUrl, key, { duration: SECONDS });
    const { ours, peer, ratio } = await compareInTurn(
      PAIRS,
      () => previews(service.url, key, { duration: SECONDS }),
      () => previews(bareUrl, key, { duration: SECONDS }),
    );
    report({
      what: `POST /v1/recommendations/preview (${thousands(answer.length)} bytes), against a bare Fastify route that parses the same body and serialises the same answer`,
      measured: `${(ratio * 100).toFixed(0)} % of its requests a second: ${thousands(ours)} against ${thousands(peer)}`,
      target: `at least ${LEAST_RATIO * 100} %`,
      meets: ratio >= LEAST_RATIO,
    });
  } finally {
    await stop(bare);
  }
} finally {
  await service.stop();
  await rm(folder, { recursive: true, force: true });
}
