import { z } from 'zod';
import { option } from '../model/option.ts';
import type { Value } from '../model/row.ts';
import { isNoValue } from '../text/email.ts';
import { messengerServices, readMessenger } from '../text/messenger.ts';
import { defineTransform, onText } from './transform.ts';

export const messenger = defineTransform({
  name: 'messenger',
  summary: {
    ru: 'Узнаёт мессенджер и учётную запись: @name, t.me/name, wa.me/79001234567, «вайбер +7 900 123-45-67».',
    en: 'Tells the messenger and the account: @name, t.me/name, wa.me/79001234567, "viber +7 900 123-45-67".',
  },
  options: z.strictObject({
    service: option(z.string().min(1).max(50).optional(), {
      ru: `Мессенджер, когда в значении он не назван: ${messengerServices.join(', ')} или другой.`,
      en: `The messenger when the value does not say it: ${messengerServices.join(', ')} or another.`,
    }),
  }),
  shorthand: 'service',
  idempotent: true,
  compile({ service }) {
    const fromText = onText((text, note) => {
      if (text.trim() === '') return null;
      const found = isNoValue(text) ? undefined : readMessenger(text, service);
      if (found) return { service: found.service, value: found.value };
      note(isNoValue(text) ? 'messenger.filler' : 'messenger.unreadable', {});
      return null;
    });
    return (value, note) => (isMessenger(value) ? value : fromText(value, note));
  },
  examples: [
    { input: '@ivan_petrov', output: { service: 'telegram', value: 'ivan_petrov' } },
    { input: 'https://t.me/ivan_petrov', output: { service: 'telegram', value: 'ivan_petrov' } },
    { input: 'тг: @ivan_petrov', output: { service: 'telegram', value: 'ivan_petrov' } },
    { input: 'tg://resolve?domain=ivan_petrov', output: { service: 'telegram', value: 'ivan_petrov' } },
    { input: 'wa.me/79001234567', output: { service: 'whatsapp', value: '+79001234567' } },
    {
      input: 'https://api.whatsapp.com/send?phone=79001234567',
      output: { service: 'whatsapp', value: '+79001234567' },
    },
    { input: 'вайбер +7 900 123-45-67', output: { service: 'viber', value: '+7 900 123-45-67' } },
    { input: 'viber://chat?number=%2B79001234567', output: { service: 'viber', value: '+79001234567' } },
    { input: 'Telegram: https://t.me/ivan', output: { service: 'telegram', value: 'ivan' } },
    { input: 'Макс Иванов', output: null, notes: ['messenger.unreadable'] },
    { input: 'vk.com/id1', output: { service: 'vk', value: 'id1' } },
    { input: 'skype: ivan.petrov', output: { service: 'skype', value: 'ivan.petrov' } },
    { input: 'skype:live:ivan?call', output: { service: 'skype', value: 'live:ivan' } },
    { input: 'ICQ 123456789', output: { service: 'icq', value: '123456789' } },
    { options: 'telegram', input: 'ivan_petrov', output: { service: 'telegram', value: 'ivan_petrov' } },
    { options: { service: 'icq' }, input: 123456789, output: { service: 'icq', value: '123456789' } },
    { input: 'ivan_petrov', output: null, notes: ['messenger.unreadable'] },
    { input: 'https://romashka.ru', output: null, notes: ['messenger.unreadable'] },
    { input: '-', output: null, notes: ['messenger.filler'] },
    { input: null, output: null },
  ],
});

function isMessenger(value: Value): boolean {
  return typeof value === 'object' && value !== null && 'service' in value && 'value' in value;
}
