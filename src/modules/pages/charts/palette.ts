/**
 * The colours of every picture and page: Okabe and Ito's palette, which colour-blind readers tell apart
 * (Color Universal Design, 2008), on neutral greys. Each has one value for light and one for dark, and each light value
 * is used for one purpose only, since the dark theme finds elements by it.
 */
const COLOURS = {
  surface: ['#ffffff', '#14181d'],
  ink: ['#1f2933', '#e8ebef'],
  muted: ['#56616d', '#a7b1bd'],
  rule: ['#e1e6eb', '#2c343d'],
  axis: ['#b9c2cb', '#4a545f'],
  rise: ['#0072b2', '#56b4e9'],
  fall: ['#d55e00', '#ff8f45'],
  sma50: ['#b87a00', '#f0b43c'],
  sma100: ['#008763', '#35c79d'],
  sma200: ['#a8477f', '#e39ac2'],
  base: ['#55b4e8', '#3a86b0'],
  flag: ['#c98b00', '#e6b23c'],
  signal: ['#b97b00', '#f0b53d'],
  baseline: ['#8b96a2', '#7d8894'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

type Colour = keyof typeof COLOURS;

const NAMES = Object.keys(COLOURS) as Colour[];

const themed = (theme: 0 | 1): Readonly<Record<Colour, string>> =>
  Object.fromEntries(NAMES.map((name) => [name, COLOURS[name][theme]])) as Record<Colour, string>;

export const LIGHT = themed(0);
export const DARK = themed(1);

/** Rules that turn a picture drawn in the light colours into the dark ones; CSS goes before attributes. */
export const DARK_PICTURE_RULES = NAMES.map((name) => {
  const [light, dark] = COLOURS[name];
  return `svg [fill="${light}"]{fill:${dark}}svg [stroke="${light}"]{stroke:${dark}}`;
}).join('');
