// npm start: builds if there is something to build, then becomes the service.
import { buildService } from './build-service.mjs';

try {
  await buildService((line) => process.stdout.write(`${line} …\n`));
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
await import('../dist/src/main.js');
