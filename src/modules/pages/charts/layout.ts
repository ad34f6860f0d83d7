import type { Scale } from './scale.js';

export const LAYOUTS = {
  wide: 'for a page or a screen: 960 by 640 pixels',
  narrow: 'for a phone held upright: 340 by 600 pixels',
} as const;
export type Layout = keyof typeof LAYOUTS;

/** Pixels of a layout. */
export interface Measures {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  /** Room beside the plot for the labels of its last values. */
  readonly right: number;
  readonly font: number;
  readonly head: number;
}

export const MEASURES: Readonly<Record<Layout, Measures>> = {
  wide: { width: 960, height: 640, left: 58, right: 168, font: 12, head: 84 },
  narrow: { width: 340, height: 600, left: 36, right: 112, font: 11, head: 96 },
};

/** One plot of several that share their sessions. */
export interface Panel {
  readonly top: number;
  readonly height: number;
  readonly scale: Scale;
  readonly decimals: number;
}
