import type { Locale } from '../locales/language.ts';
import type { ControlTotal, TotalSum } from '../model/report.ts';
import { wordMoney } from './money.ts';
import { fieldName, kindName, oneLine } from './names.ts';

/** Records or amounts are missing from the sum, or the target has other ones than were planned. */
export function hasDifference({ source, gone, plan, target = plan, diff }: ControlTotal): boolean {
  const isBalanced = diff === '0' && source.count === gone.count + plan.count;
  return !isBalanced || target.count !== plan.count || target.sum !== plan.sum;
}

/** A control total as a sentence: what is summed, of which group, and each part of the sum with its number of records. */
export function totalSentence(total: ControlTotal, locale: Locale): string {
  const { kind, field, by, currency, diff } = total;
  const { language, reportTexts } = locale;
  const { totalParts, difference, empty } = reportTexts.page;
  const records = new Intl.NumberFormat(language);
  const part = (name: 'source' | 'gone' | 'plan' | 'target', { count, sum }: TotalSum): string => {
    const number = records.format(count);
    return `${totalParts[name]} ${field === '' ? number : `${wordMoney(sum, currency, language)} (${number})`}`;
  };
  const groups = by.map(({ value }) => (value === '' ? empty : value));
  const names = [kindName(locale, kind), ...(field === '' ? [] : [fieldName(locale, field)]), ...groups];
  const parts = [
    `${part('source', total.source)} − ${part('gone', total.gone)} = ${part('plan', total.plan)}`,
    ...(total.target === undefined ? [] : [part('target', total.target)]),
    ...(diff === '0' ? [] : [`${difference} ${wordMoney(diff, currency, language)}`]),
  ];
  return oneLine(`${names.filter((name) => name !== '').join(' · ')}: ${parts.join('; ')}`);
}
