import type { Language } from '../model/language.ts';

/** An exact amount with its currency as the language writes it; no digit is rounded away. */
export function wordMoney(amount: string, currency: string, language: Language): string {
  const options = /^[A-Z]{3}$/.test(currency)
    ? ({ style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: 10 } as const)
    : { maximumFractionDigits: 10 };
  return new Intl.NumberFormat(language, options).format(amount as Intl.StringNumericLiteral);
}
