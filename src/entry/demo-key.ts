import { readFile, rename, writeFile } from 'node:fs/promises';

/**
 * The demo firm's key: kept in a file that only the service's account can read, or, on a database that
 * isn't ours, only in memory, to be shown once.
 */
export class DemoKey {
  private key: string | undefined;

  constructor(private readonly file: string | undefined) {}

  async keep(key: string): Promise<void> {
    this.key = key;
    if (this.file === undefined) return;
    await writeFile(`${this.file}.new`, key, { mode: 0o600 });
    await rename(`${this.file}.new`, this.file);
  }

  /** The key as it was kept now or at an earlier start. */
  async read(): Promise<string | undefined> {
    if (this.key !== undefined || this.file === undefined) return this.key;
    return readFile(this.file, 'utf8').catch(() => undefined);
  }
}
