import { html, trusted, type Content, type Html } from './html.js';
import { PAGE_STYLE } from './styles.js';

export interface PageParts {
  readonly title: string;
  readonly body: Content;
}

/** Byte for byte what its hash is of. */
const STYLE = trusted(`<style>${PAGE_STYLE}</style>`);

/** A whole page: no script, no link to anything, one style. */
export const page = ({ title, body }: PageParts): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${STYLE}
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;

/** Terms with what they are; a term without anything is left out. */
export const facts = (rows: readonly (readonly [term: string, what: Content])[]): Html =>
  html`<dl>
    ${rows.flatMap(([term, what]) =>
      what === undefined
        ? []
        : [
            html`<dt>${term}</dt>
              <dd>${what}</dd>`,
          ],
    )}
  </dl>`;

/** A column of a table; numbers are set right. */
export interface Column {
  readonly name: string;
  readonly isNumber?: boolean;
}

/** A table whose first column names its rows. */
export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Html =>
  html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ name, isNumber }) => html`<th scope="col" ${numbered(isNumber)}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, i) =>
                i === 0
                  ? html`<th scope="row">${cell}</th>`
                  : html`<td${numbered(columns[i]?.isNumber)}>${cell}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const numbered = (isNumber: boolean | undefined): Html => trusted(isNumber === true ? ' class="number"' : '');
