import { z } from 'zod';
import { option } from '../model/option.ts';
import { cellText, foldText } from '../text/cell-text.ts';
import { defineTransform } from './transform.ts';

export const lookup = defineTransform({
  name: 'lookup',
  summary: {
    ru: 'Заменяет значение по таблице; регистр, лишние пробелы и ё/е не важны, точное совпадение главнее.',
    en: 'Replaces a value by a map; case, extra spaces and ё/е do not matter, an exact match wins.',
  },
  options: z.strictObject({
    map: option(z.string().default(''), {
      ru: 'Имя таблицы из раздела maps; её содержимое подставляет сопоставление.',
      en: 'Name of a map of the maps section; the mapping supplies its content.',
    }),
    values: option(z.record(z.string(), z.string()).default({}), {
      ru: 'Таблица: значение источника — значение в CRM; пустое справа означает «пусто».',
      en: 'The map itself: value of the source to value of the CRM; an empty one means empty.',
    }),
    on_unknown: option(z.enum(['reject', 'default', 'keep']).default('reject'), {
      ru: 'Если значения в таблице нет: reject — ошибка, default — взять запасное, keep — оставить как есть.',
      en: 'For values not in the map: reject is an error, default takes the default, keep leaves them.',
    }),
    default: option(z.string().optional(), { ru: 'Запасное значение.', en: 'The default.' }),
  }),
  shorthand: 'map',
  idempotent: false,
  compile(options) {
    const exact = new Map(Object.entries(options.values));
    const folded = new Map<string, string>();
    for (const [from, to] of exact) if (!folded.has(foldText(from))) folded.set(foldText(from), to);
    return (value, note) => {
      const text = cellText(value);
      if (text === undefined) {
        if (value !== null) note('text.not-text', {});
        return null;
      }
      const found = exact.get(text) ?? folded.get(foldText(text));
      if (found !== undefined) return found || null;
      if (text.trim() === '') return null;
      if (options.on_unknown === 'keep') return value;
      if (options.on_unknown === 'default') {
        note('text.map-default', { map: options.map, value: options.default ?? '' });
        return options.default || null;
      }
      note('text.not-in-map', { map: options.map });
      return null;
    };
  },
  examples: [
    { options: { values: { Новый: 'NEW' } }, input: 'Новый', output: 'NEW' },
    { options: { values: { 'В работе': 'WORK' } }, input: ' в  РАБОТЕ ', output: 'WORK' },
    { options: { values: { Отменён: 'LOSE' } }, input: 'отменен', output: 'LOSE' },
    { options: { values: { vip: 'a', VIP: 'b' } }, input: 'VIP', output: 'b' },
    { options: { map: 'stage', values: { Новый: 'NEW' } }, input: 'Старый', output: null, notes: ['text.not-in-map'] },
    { options: { values: {}, on_unknown: 'keep' }, input: 'Старый', output: 'Старый' },
    {
      options: { values: {}, on_unknown: 'default', default: 'other' },
      input: 'Старый',
      output: 'other',
      notes: ['text.map-default'],
    },
    { options: { values: { '-': '' } }, input: '-', output: null },
    { options: { values: { '1': 'mobile' } }, input: 1, output: 'mobile' },
    { options: { values: {} }, input: 'constructor', output: null, notes: ['text.not-in-map'] },
    { options: { values: { '': 'пусто' } }, input: ' ', output: 'пусто' },
    { options: { values: {} }, input: '', output: null },
    { options: { values: { а: 'б' } }, input: null, output: null },
  ],
});
