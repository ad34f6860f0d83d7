/** Jest's globalTeardown: stops what globalSetup started. */
export default async function stopDatabase(): Promise<void> {
  await globalThis.stopTestDatabase?.();
}
