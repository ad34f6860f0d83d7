import { performance } from 'node:perf_hooks';
import { closeOnSignal, fail } from './entry/exit.js';
import { startService } from './entry/service.js';
import { loadConfig } from './platform/config/load-config.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const starting = startService(loadConfig(), (line) => say(`${line} …`));
  closeOnSignal(async () => (await starting).close());
  const { url, demoKey } = await starting;
  say(`ready in ${(performance.now() / 1000).toFixed(1)} s\n`);
  say(`  Docs:     ${url}/docs`);
  if (demoKey !== undefined) say(`  Demo key: ${demoKey}`);
  say('');
} catch (error) {
  fail(error);
}
