import type { Page } from 'playwright-core';

/** What the checks use of the browser's own objects, which the types of Node don't know. */
interface PageElement {
  readonly tagName: string;
  readonly id: string;
  readonly lang: string;
  readonly textContent: string | null;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly parentElement: PageElement | null;
  readonly childNodes: ArrayLike<{ readonly nodeType: number; readonly textContent: string | null }>;
  readonly caption?: PageElement | null;
  readonly viewBox?: { readonly baseVal: { readonly width: number } };
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  closest(selector: string): PageElement | null;
  getClientRects(): ArrayLike<unknown>;
  getBoundingClientRect(): { readonly width: number; readonly left: number; readonly right: number };
}

interface Style {
  readonly color: string;
  readonly fill: string;
  readonly backgroundColor: string;
  readonly fontSize: string;
}

declare const document: {
  readonly title: string;
  readonly documentElement: PageElement;
  readonly body: PageElement;
  querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>;
  getElementById(id: string): PageElement | null;
};
declare const getComputedStyle: (element: PageElement) => Style;

/** What a page lacks for whoever can't see it, reads on a phone, or skips through headings. */
export const structureFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const count = (selector: string): number => document.querySelectorAll(selector).length;
    if (count('h1') !== 1) faults.push(`${count('h1')} h1`);
    if (count('main') !== 1) faults.push(`${count('main')} main`);
    if (document.documentElement.lang === '') faults.push('no language');
    if (document.title === '') faults.push('no title');
    if (count('script') + count('[style]') > 0) faults.push('scripts or inline styles');
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.push(`${scrollWidth} pixels wide on a screen of ${clientWidth}`);
    for (const svg of document.querySelectorAll('svg')) {
      const names = (svg.getAttribute('aria-labelledby') ?? '').split(' ');
      const isNamed = names.every((id) => (document.getElementById(id)?.textContent ?? '').length > 5);
      if (svg.getAttribute('role') !== 'img' || !isNamed) faults.push('a picture without a name');
    }
    for (const table of document.querySelectorAll('table')) {
      if (!table.caption || table.querySelector('th[scope]') === null) faults.push('a table without names');
    }
    const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => id);
    if (new Set(ids).size !== ids.length) faults.push('an id twice');
    let level = 0;
    for (const heading of document.querySelectorAll('h1,h2,h3')) {
      const own = Number(heading.tagName.slice(1));
      if (own > level + 1) faults.push(`${heading.textContent ?? ''}: h${own} after h${level}`);
      level = own;
    }
    return faults;
  });

/** Texts that are too faint against what is behind them (WCAG 2.2 AA: under 4.5), too small (under 10 pixels), or cut off. */
export const contrastFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const TEXT_NODE = 3;
    const channels = (css: string): number[] => (css.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = ([r = 0, g = 0, b = 0]: number[]): number => {
      const linear = [r, g, b].map((one) => {
        const share = one / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
    };
    const behind = (element: PageElement): number[] => {
      const svg = element.closest('svg');
      const rect = svg?.querySelector(':scope > rect');
      if (rect) {
        const fill = channels(getComputedStyle(rect).fill);
        if (fill.length === 3) return fill;
      }
      for (let at: PageElement | null = element; at !== null; at = at.parentElement) {
        const background = channels(getComputedStyle(at).backgroundColor);
        if (background.length === 3 || (background[3] ?? 0) > 0) return background;
      }
      return [255, 255, 255];
    };
    const faults: string[] = [];
    for (const element of document.querySelectorAll('*')) {
      const isShown = element.getClientRects().length > 0;
      const own = Array.from(element.childNodes).some(
        (node) => node.nodeType === TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
      if (!isShown || !own || element.closest('title,desc,style,defs')) continue;
      const style = getComputedStyle(element);
      const colour = channels(element.closest('svg') ? style.fill : style.color);
      const [light, dark] = [luminance(colour), luminance(behind(element))].sort((a, b) => b - a);
      const ratio = (light! + 0.05) / (dark! + 0.05);
      const svg = element.closest('svg');
      const scale = svg?.viewBox ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
      const size = Number.parseFloat(style.fontSize) * scale;
      const text = (element.textContent ?? '').trim().slice(0, 40);
      if (ratio < 4.5) faults.push(`${text}: contrast ${ratio.toFixed(2)}`);
      const [box, frame] = [element.getBoundingClientRect(), svg?.getBoundingClientRect()];
      if (frame && (box.left < frame.left - 1 || box.right > frame.right + 1))
        faults.push(`${text}: cut off`);
      if (size < 10) faults.push(`${text}: ${size.toFixed(1)} pixels`);
    }
    return faults;
  });

/** The colours of a page's text and ground, as it is shown now. */
export const groundColours = (page: Page): Promise<{ color: string; backgroundColor: string }> =>
  page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return { color, backgroundColor };
  });

/** How wide the page's only image is by nature, in pixels; rejects where it can't be shown. */
export const imageWidth = (page: Page): Promise<number> =>
  page.getByRole('img').evaluate(async (shown) => {
    const image = shown as unknown as { decode(): Promise<void>; readonly naturalWidth: number };
    await image.decode();
    return image.naturalWidth;
  });
