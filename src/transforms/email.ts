import { z } from 'zod';
import { isNoValue, isPlaceholder, plainEmail, readEmails, type EmailReading } from '../text/email.ts';
import { likelyDomain } from '../text/email-domains.ts';
import { defineTransform, onText, type Note } from './transform.ts';

export const email = defineTransform({
  name: 'email',
  summary: {
    ru: 'Приводит адреса почты к нижнему регистру, проверяет их и подсказывает вероятные опечатки; несколько адресов — список.',
    en: 'Lower-cases e-mail addresses, checks them and suggests likely typos; several addresses make a list.',
  },
  options: z.strictObject({}),
  idempotent: true,
  compile: () =>
    onText((text, note) => {
      const plain = plainEmail(text);
      if (plain !== undefined) {
        const domain = plain.slice(plain.indexOf('@') + 1);
        const likely = likelyDomain(domain);
        if (isPlaceholder(plain)) note('email.placeholder', {});
        else if (likely !== undefined) noteTypo(plain, `${plain.slice(0, plain.indexOf('@'))}@${likely}`, note);
        return plain;
      }
      if (text.length > 2000) {
        note('email.syntax', {});
        return null;
      }
      const { emails, rest } = readEmails(text);
      const kept = emails.map((found) => settle(found, emails.length, note)).filter((value) => value !== null);
      if (emails.length === 0 && text.trim() !== '') {
        if (isNoValue(text)) note('email.filler', {});
        else note('email.syntax', {}, guess(text));
      } else if (rest !== '' && kept.length > 0) note('email.text-around', { text: rest });
      return kept.length > 1 ? kept : (kept[0] ?? null);
    }),
  examples: [
    { input: 'Ivan@Mail.RU', output: 'ivan@mail.ru' },
    { input: ' info@romashka.ru ', output: 'info@romashka.ru' },
    { input: 'mailto:info@romashka.ru', output: 'info@romashka.ru' },
    { input: 'Иван Петров <ivan@romashka.ru>', output: 'ivan@romashka.ru', notes: ['email.text-around'] },
    { input: 'a.b@romashka.ru; c@romashka.ru', output: ['a.b@romashka.ru', 'c@romashka.ru'] },
    { input: 'a.b@romashka.ru, A.B@romashka.ru', output: 'a.b@romashka.ru' },
    { input: 'ivаn@mail.ru', output: 'ivan@mail.ru', notes: ['email.lookalike'] },
    { input: 'ivan@gmial.com', output: 'ivan@gmial.com', notes: ['email.domain-typo'] },
    { input: 'ivan@yandex.ri', output: 'ivan@yandex.ri', notes: ['email.domain-typo'] },
    { input: 'ivan@mail.ry', output: 'ivan@mail.ry', notes: ['email.domain-typo'] },
    { input: 'ivan@mail.ру', output: 'ivan@mail.ру', notes: ['email.domain-typo'] },
    { input: 'почта@ромашка.рф', output: 'почта@ромашка.рф', notes: ['email.foreign-letters'] },
    { input: 'info@ромашка.рф', output: 'info@ромашка.рф' },
    { input: 'no@mail.ru', output: 'no@mail.ru', notes: ['email.placeholder'] },
    { input: 'a@a.a', output: null, notes: ['email.filler'] },
    { input: 'нет@нет', output: null, notes: ['email.filler'] },
    { input: 'нет', output: null, notes: ['email.filler'] },
    { input: 'ivan@mail', output: null, notes: ['email.syntax'] },
    { input: 'ivan.mail.ru', output: null, notes: ['email.syntax'] },
    { input: 'ivan@@mail.ru', output: null, notes: ['email.syntax'] },
    { input: 'ivan @ romashka.ru', output: 'ivan@romashka.ru' },
    { input: 'ivan@romashka.ru, petr@romashka', output: 'ivan@romashka.ru', notes: ['email.part-invalid'] },
    { input: '', output: null },
    { input: null, output: null },
  ],
});

function settle(found: EmailReading, total: number, note: Note): string | null {
  const { value, status, likely } = found;
  if (status === 'filler') {
    note('email.filler', {});
    return null;
  }
  if (status === 'invalid') {
    if (total > 1) note('email.part-invalid', { part: value }, likely);
    else note('email.syntax', {}, likely);
    return null;
  }
  if (found.isRepaired) note('email.lookalike', { repaired: value });
  if (status === 'placeholder') note('email.placeholder', {});
  else if (likely !== undefined) noteTypo(value, likely, note);
  else if (found.hasForeignLetters) note('email.foreign-letters', {});
  return value;
}

function noteTypo(value: string, likely: string, note: Note): void {
  const domain = value.slice(value.lastIndexOf('@') + 1);
  note('email.domain-typo', { domain, likely: likely.slice(likely.lastIndexOf('@') + 1) }, likely);
}

/** `ivan[at]mail.ru`, `ivan(собака)mail.ru`: what may have been meant. */
function guess(text: string): string | undefined {
  const guessed = text.trim().replace(/\s*[[({]\s*(?:at|a|собака|dog)\s*[\])}]\s*/i, '@');
  return guessed.includes('@') ? plainEmail(guessed) : undefined;
}
