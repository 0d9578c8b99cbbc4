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
  const { totalParts, difference, empty, noAmount } = reportTexts.page;
  const records = new Intl.NumberFormat(language);
  // Records whose field is empty have no currency and nothing to sum.
  const hasNoAmount = field !== '' && currency === '' && sumsOf(total).every((sum) => sum === '0');
  const isCounted = field === '' || hasNoAmount;
  const part = (name: 'source' | 'gone' | 'plan' | 'target', { count, sum }: TotalSum): string => {
    const number = records.format(count);
    return `${totalParts[name]} ${isCounted ? number : `${wordMoney(sum, currency, language)} (${number})`}`;
  };
  const groups = by.map(({ value }) => (value === '' ? empty : value));
  const measure = field === '' ? [] : [fieldName(locale, field)];
  const names = [kindName(locale, kind), ...measure, ...groups, ...(hasNoAmount ? [noAmount] : [])];
  const parts = [
    `${part('source', total.source)} − ${part('gone', total.gone)} = ${part('plan', total.plan)}`,
    ...(total.target === undefined ? [] : [part('target', total.target)]),
    ...(diff === '0' ? [] : [`${difference} ${wordMoney(diff, currency, language)}`]),
  ];
  return oneLine(`${names.filter((name) => name !== '').join(' · ')}: ${parts.join('; ')}`);
}

function sumsOf({ source, gone, plan, target = plan, diff }: ControlTotal): readonly string[] {
  return [source.sum, gone.sum, plan.sum, target.sum, diff];
}
