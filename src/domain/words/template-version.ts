/** Raised whenever the same facts would be told in other words. */
export const TEMPLATE_VERSION = '1.3.0';
