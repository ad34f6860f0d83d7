import { DataLoader } from '../../src/modules/market-data/data-loader.service.js';
import { callsByDocument } from './matches-openapi.js';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.js';

export interface LoadedApp {
  readonly app: TestApp;
  /** As `app.call`; every answer is held against the OpenAPI document. */
  readonly call: TestApp['call'];
}

/** The application with its configured data loaded: the sample market, unless the options name files. */
export async function startLoadedApp(options?: TestAppOptions): Promise<LoadedApp> {
  const app = await startTestApp(options);
  await app.nest.get(DataLoader).load(() => undefined);
  return { app, call: await callsByDocument(app) };
}
