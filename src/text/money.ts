import { currencyOf } from './currency.ts';
import { readDecimal, shift, type DecimalRules } from './decimal.ts';

export type MoneyReading =
  | {
      readonly status: 'ok';
      readonly amount: string;
      /** ISO 4217; undefined when the text names none. */
      readonly currency: string | undefined;
      /** The word that multiplied the amount: `тыс`, `млн`, `млрд`. */
      readonly multiplier: string | undefined;
    }
  | { readonly status: 'unreadable' }
  | { readonly status: 'ambiguous'; readonly asFraction: string; readonly asThousands: string }
  | { readonly status: 'currency'; readonly text: string };

const powers: Readonly<Record<string, number>> = { тыс: 3, тысяч: 3, млн: 6, миллионов: 6, млрд: 9 };
const shape =
  /^([^\d(+\-−–]*?)\s*(\(?[-−–+]?\s*(?:\d[\d., \u00A0\u202F\u2009'’]*|(?<!\p{L})[.,]\d+)\)?)\s*(?:(тыс|тысяч|млн|миллионов|млрд)\.?(?=\s|$))?\s*([^\d]*?)\s*(?:(\d{1,2})\s*коп(?:\.|еек|ейки|ейка)?)?\.?$/iu;

/** Reads an amount with its currency: `1 234,56 руб.`, `$1,234.56`, `1,5 млн ₽`, `1234 руб. 56 коп.`, `EUR -5`. */
export function readMoney(text: string, rules: DecimalRules): MoneyReading {
  if (text.length > 100) return { status: 'unreadable' };
  const signFirst = /^\s*[-−–]\s*(?=[^\d\s.,])/.exec(text);
  const sign = signFirst ? '-' : '';
  const found = shape.exec(text.slice(signFirst?.[0].length ?? 0).trim());
  if (!found) return { status: 'unreadable' };
  const [, before = '', number = '', multiplier, after = '', kopecks] = found;
  const words = [before.trim(), after.trim()].filter((part) => /[^.\s]/.test(part));
  if (!words.every((word) => /[\p{L}\p{Sc}]/u.test(word))) return { status: 'unreadable' };
  const codes = words.map(currencyOf);
  if (words.length > 1 && codes[0] !== codes[1]) return { status: 'unreadable' };
  if (words.length > 0 && codes[0] === undefined) return { status: 'currency', text: words[0] ?? '' };
  const decimal = readDecimal(sign + number.trim().replace(/[.,]$/, ''), rules);
  if (decimal.status !== 'ok') return decimal;
  const amount = withKopecks(decimal.value, kopecks);
  if (amount === undefined) return { status: 'unreadable' };
  return { status: 'ok', amount: multiply(amount, multiplier), currency: codes[0], multiplier };
}

function withKopecks(amount: string, kopecks: string | undefined): string | undefined {
  if (kopecks === undefined) return amount;
  return amount.includes('.') ? undefined : `${amount}.${kopecks.padStart(2, '0')}`;
}

function multiply(amount: string, multiplier: string | undefined): string {
  const power = multiplier === undefined ? 0 : (powers[multiplier.toLowerCase()] ?? 0);
  if (power === 0) return amount;
  return amount.startsWith('-') ? `-${shift(amount.slice(1), power)}` : shift(amount, power);
}
