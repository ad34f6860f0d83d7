const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/**
 * So many decimals with commas between them, as PostgreSQL writes them. Digits are gathered as one
 * integer and divided by a power of ten, which is the nearest double as long as both are exact; a number of
 * more digits is left to `Number`. Several times as fast as splitting the text.
 */
export function decimalColumn(text: string | null, count: number): Float64Array {
  const column = new Float64Array(count);
  if (text === null) return column;
  let start = 0;
  for (let i = 0; i < count; i++) {
    let digits = 0;
    let scale = 0;
    const isNegative = text.charCodeAt(start) === MINUS;
    let at = isNegative ? start + 1 : start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === COMMA) break;
      if (code === POINT) scale = 1;
      else {
        digits = digits * 10 + (code - ZERO);
        scale *= 10;
      }
    }
    const isExact = digits <= Number.MAX_SAFE_INTEGER;
    const size = digits / (scale || 1);
    column[i] = isExact ? (isNegative ? -size : size) : Number(text.slice(start, at));
    start = at + 1;
  }
  return column;
}
