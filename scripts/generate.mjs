// npm run generate: the Prisma client, if the schema has changed.
import { alone } from './build-lock.mjs';
import { generateClient } from './generate-client.mjs';

await alone(generateClient);
