/** Exact sum of decimals written as text; what is not a decimal is left out. */
export class ExactSum {
  /** In ten-thousandths. */
  #total = 0n;

  add(text: string): void {
    const match = /^(-?)(\d{1,18})(?:[.,](\d{1,4})\d*)?$/.exec(text.trim());
    if (match === null) return;
    const [, sign = '', whole = '0', fraction = ''] = match;
    const amount = BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'));
    this.#total += sign === '-' ? -amount : amount;
  }

  /** With two decimals, or as many as the sum needs. */
  toString(): string {
    const negative = this.#total < 0n;
    const digits = (negative ? -this.#total : this.#total).toString().padStart(5, '0');
    const fraction = digits.slice(-4).replace(/0{1,2}$/, '');
    return `${negative ? '-' : ''}${digits.slice(0, -4)}.${fraction}`;
  }
}
