/**
 * A phone as the portal compares it: digits alone; with ten or more a leading 8 becomes 7 (not of 80, 81, 82, nor when it was
 * written `+8`); leading 00, 011 and 0 are dropped; what follows `ext`, `доб`, `;` or `,` is left out.
 */
export function phoneKey(text: string): string {
  const main = text.split(/(?:ext|доб|[;,#x])/i, 1)[0] ?? '';
  const digits = main.replace(/\D/g, '');
  if (digits.length < 10) return digits;
  const isPlus = main.trim().startsWith('+');
  if (!isPlus && /^8(?![012])/.test(digits)) return `7${digits.slice(1)}`;
  return isPlus ? digits : digits.replace(/^(?:00|011|0)/, '');
}
