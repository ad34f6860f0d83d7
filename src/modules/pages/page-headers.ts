import { STANDALONE_STYLE } from './charts/render-svg.js';
import { PAGE_STYLE, styleHash } from './html/styles.js';

/** Nothing may be loaded, run, submitted or framed; one style is known by its hash. */
const policyWith = (style: string): string =>
  [
    "default-src 'none'",
    `style-src ${styleHash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const PRIVATE = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

export const PAGE_HEADERS = {
  ...PRIVATE,
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-store',
  'content-security-policy': policyWith(PAGE_STYLE),
} as const;

/** A picture may be kept, and asked for again by its ETag. */
export const PICTURE_HEADERS = {
  ...PRIVATE,
  'content-type': 'image/svg+xml; charset=utf-8',
  'cache-control': 'private, no-cache',
  'content-security-policy': policyWith(STANDALONE_STYLE),
} as const;
