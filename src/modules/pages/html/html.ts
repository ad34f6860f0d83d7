/** Markup that may stand in a page as it is. Only `html`, `join` and `trusted` make it. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may be put between markup: text is escaped, markup is not, and nothing is nothing. */
export type Content = Html | string | number | undefined | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or in a quoted attribute. */
export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char]!);

/** A template whose every interpolation is escaped, unless it is markup itself. */
export const html = (parts: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  new Html(parts.reduce((before, part, i) => before + rendered(contents[i - 1]) + part));

/** Markup that was made elsewhere and holds no text of others unescaped, such as a picture's. */
export const trusted = (text: string): Html => new Html(text);

function rendered(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(rendered).join('');
  return escapeText(String(content));
}
