// npm run build: dist, if the sources have changed.
import { buildService } from './build-service.mjs';

await buildService();
