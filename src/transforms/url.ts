import { z } from 'zod';
import { isNoValue } from '../text/email.ts';
import { readUrl } from '../text/web-address.ts';
import { defineTransform, onText, type Note } from './transform.ts';

export const url = defineTransform({
  name: 'url',
  summary: {
    ru: 'Проверяет адрес сайта и приводит имя узла к нижнему регистру; https:// не дописывает; несколько адресов — список.',
    en: 'Checks a web address and lower-cases its host; adds no https://; several addresses make a list.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () =>
    onText((text, note) => {
      if (text.length > 10_000) {
        note('url.syntax', {});
        return null;
      }
      const parts = text.split(/[\s;]+|,(?=\s|www\.|https?:)/).filter((part) => part !== '' && part !== ',');
      if (isNoValue(text)) {
        note('url.filler', {});
        return null;
      }
      const found: string[] = [];
      for (const part of parts) {
        const value = settle(part.replace(/[,.]+$/, ''), parts.length > 1, note);
        if (value !== null && !found.includes(value)) found.push(value);
      }
      return found.length > 1 ? found : (found[0] ?? null);
    }),
  examples: [
    { input: 'https://Romashka.RU/', output: 'https://romashka.ru' },
    { input: 'www.Romashka.ru', output: 'www.romashka.ru' },
    { input: 'romashka.ru', output: 'romashka.ru' },
    { input: 'HTTP://romashka.ru/Price?Id=5', output: 'http://romashka.ru/Price?Id=5' },
    { input: 'https://romashka.ru:443/a', output: 'https://romashka.ru/a' },
    { input: 'ромашка.рф', output: 'ромашка.рф' },
    { input: 'http://xn--80aaaac8algcbgbck3fl0q.xn--p1ai', output: 'http://xn--80aaaac8algcbgbck3fl0q.xn--p1ai' },
    { input: 'romashka.ru, www.lutik.ru', output: ['romashka.ru', 'www.lutik.ru'] },
    { input: 'http:romashka.ru', output: 'http://romashka.ru' },
    { input: 'https//romashka.ru', output: null, notes: ['url.syntax'] },
    { input: 'info@romashka.ru', output: null, notes: ['url.email'] },
    { input: 'javascript:alert(1)', output: null, notes: ['url.scheme'] },
    { input: 'ромашка', output: null, notes: ['url.syntax'] },
    { input: 'нет сайта', output: null, notes: ['url.filler'] },
    { input: 'сайт romashka.ru', output: 'romashka.ru', notes: ['url.part-invalid'] },
    { input: '', output: null },
    { input: null, output: null },
  ],
});

function settle(part: string, isOneOfMany: boolean, note: Note): string | null {
  const reading = readUrl(part);
  if (reading.status === 'ok') return reading.value;
  if (isOneOfMany) note('url.part-invalid', { part });
  else if (reading.status === 'scheme') note('url.scheme', { scheme: reading.scheme });
  else if (reading.status === 'email') note('url.email', {});
  else note('url.syntax', {}, withColon(part));
  return null;
}

/** `https//site.ru`, `http:/site.ru`: what was probably meant. */
function withColon(part: string): string | undefined {
  const fixed = part.replace(/^(https?)(?::\/?|\/{1,2}|;\/\/)(?=[^/:])/i, '$1://');
  const reading = fixed === part ? undefined : readUrl(fixed);
  return reading?.status === 'ok' ? reading.value : undefined;
}
