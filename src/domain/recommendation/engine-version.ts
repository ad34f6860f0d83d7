/** Raised whenever the same inputs would give other numbers. */
export const ENGINE_VERSION = '1.3.0';
