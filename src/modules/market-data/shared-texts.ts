/** Texts that many rows have, each held in memory once. */
export class SharedTexts {
  private readonly known = new Map<string, string>();

  /** The texts of a list with commas between them. */
  split(list: string): string[] {
    return list.split(',').map((text) => {
      const shared = this.known.get(text);
      if (shared === undefined) this.known.set(text, text);
      return shared ?? text;
    });
  }
}
