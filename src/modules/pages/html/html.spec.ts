import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeText, html, trusted } from './html.js';

describe('markup', () => {
  it('escapes whatever is put into it, in elements and in attributes', () => {
    const name = `"><script>alert('1')</script>&`;
    expect(html`<p title="${name}">${name}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</p>',
    );
  });

  it('leaves markup alone, once or in lists, and shows nothing for what is absent', () => {
    const parts = ['a', '<b>'].map((text) => html`<i>${text}</i>`);
    expect(html`<p>${parts}${undefined}</p>`.text).toBe('<p><i>a</i><i>&lt;b&gt;</i></p>');
    expect(html`<p>${0}${trusted('<b>x</b>')}</p>`.text).toBe('<p>0<b>x</b></p>');
  });

  it('lets no text open a tag or end an attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeText(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});
