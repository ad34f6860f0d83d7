// npm test: every project of jest.config.js; arguments go to Jest.
import { alone } from './build-lock.mjs';
import { generateClient } from './generate-client.mjs';
import { runTool } from './run-tool.mjs';

await alone(generateClient);
process.exitCode = (await runTool('jest/bin/jest.js', process.argv.slice(2))) ? 0 : 1;
