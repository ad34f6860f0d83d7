import type { EChartsCoreOption } from 'echarts/core';
import { escapeText } from '../html/html.js';
import { DARK_PICTURE_RULES } from './palette.js';

/** What is to be drawn, and how it is told to whoever can't see it. */
export interface Drawing {
  /** Begins every id in the SVG: pictures on one page need different ones. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What the picture shows, in sentences. */
  readonly description: string;
  readonly option: EChartsCoreOption;
}

/** What a shape draws itself on. */
interface PathProxy {
  moveTo(x: number, y: number): unknown;
  lineTo(x: number, y: number): unknown;
  closePath(): unknown;
}

type Engine = (drawing: Drawing) => string;

let engine: Promise<Engine> | undefined;

/** ECharts takes half a second to load, which nobody who asks for no picture should wait for. */
const loadEngine = async (): Promise<Engine> => {
  const [{ graphic, init, use }, charts, components, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  use([
    charts.BarChart,
    charts.LineChart,
    charts.ScatterChart,
    components.GraphicComponent,
    components.GridComponent,
    components.MarkAreaComponent,
    components.MarkLineComponent,
    SVGRenderer,
  ]);
  graphic.registerShape(
    'figures',
    graphic.extendShape({
      shape: { figures: [] },
      buildPath: (path: PathProxy, { figures }: { figures: readonly (readonly number[])[] }) => {
        for (const figure of figures) {
          for (let i = 0; i < figure.length; i += 2) {
            path[i === 0 ? 'moveTo' : 'lineTo'](figure[i]!, figure[i + 1]!);
          }
          path.closePath();
        }
      },
    }),
  );
  return ({ width, height, option }) => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
    try {
      chart.setOption({ animation: false, ...option });
      return chart.renderToSVGString();
    } finally {
      chart.dispose();
    }
  };
};

/**
 * Draws an SVG that holds no script, style or link: the same drawing gives the same bytes. It scales to its
 * container; as a file of its own it needs `standalone`.
 */
export async function renderSvg(drawing: Drawing): Promise<string> {
  engine ??= loadEngine();
  return accessible(plain((await engine)(drawing), drawing.id), drawing);
}

/** The style of a picture that is a file of its own: it follows the reader's theme. */
export const STANDALONE_STYLE = `@media (prefers-color-scheme:dark){${DARK_PICTURE_RULES}}`;

/** The SVG as a file: with its size and the dark theme. */
export const standalone = (svg: string, { width, height }: Pick<Drawing, 'width' | 'height'>): string =>
  svg
    .replace('<svg ', `<svg width="${width}" height="${height}" `)
    .replace('</desc>', `</desc><style>${STANDALONE_STYLE}</style>`);

const FONT_STYLE = /style="([^"]*)"/g;

/**
 * Removes what ECharts adds for a browser's pointer, turns inline styles into attributes, which a policy
 * without inline styles allows, and numbers ids in their order of appearance, since ECharts counts them on
 * from picture to picture.
 */
function plain(svg: string, id: string): string {
  const ids = new Map<string, string>();
  return svg
    .replace(/<style\b[^]*?<\/style>/g, '')
    .replace(/ (?:ecmeta_\w+|class|pointer-events)="[^"]*"/g, '')
    .replace(FONT_STYLE, (_, css: string) =>
      css
        .split(';')
        .map((rule) => rule.split(/:(.*)/))
        .flatMap(([name = '', value]) => (value === undefined ? [] : [`${name.trim()}="${value.trim()}"`]))
        .join(' '),
    )
    .replace(/\bzr\d+-[\w-]+/g, (old) => {
      const renamed = ids.get(old) ?? `${id}-${ids.size}`;
      ids.set(old, renamed);
      return renamed;
    });
}

function accessible(svg: string, { id, width, height, title, description }: Drawing): string {
  const opening =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"` +
    ` aria-labelledby="${id}-title ${id}-desc">` +
    `<title id="${id}-title">${escapeText(title)}</title><desc id="${id}-desc">${escapeText(description)}</desc>`;
  return svg.replace(/<svg\b[^>]*>/, () => opening);
}
