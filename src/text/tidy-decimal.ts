/** A decimal without zeros at the end of its fraction. */
export function tidyDecimal(decimal: string): string {
  const text = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
  return text === '-0' || text === '' ? '0' : text;
}
