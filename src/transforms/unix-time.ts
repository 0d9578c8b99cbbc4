import { z } from 'zod';
import { option } from '../model/option.ts';
import { isoInstant } from '../text/instants.ts';
import { defineTransform } from './transform.ts';

const shape = /^-?\d{1,16}(?:\.\d{1,9})?$/;
const [from, to] = [Date.UTC(1900, 0, 1), Date.UTC(2101, 0, 1)];

export const unixTime = defineTransform({
  name: 'unix_time',
  summary: {
    ru: 'Превращает число секунд или миллисекунд с 1970 года в момент времени UTC; 0 значит «пусто».',
    en: 'Turns seconds or milliseconds since 1970 into an instant in UTC; 0 is empty.',
  },
  options: z.strictObject({
    unit: option(z.enum(['auto', 's', 'ms']).default('auto'), {
      ru: 'Единица: s — секунды, ms — миллисекунды, auto — миллисекунды от ста миллиардов.',
      en: 'Unit: s for seconds, ms for milliseconds, auto takes 1e11 and more for milliseconds.',
    }),
  }),
  shorthand: 'unit',
  idempotent: false,
  compile:
    ({ unit }) =>
    (value, note) => {
      if (value === null || value === '') return null;
      const text = typeof value === 'string' ? value.trim() : value;
      if (typeof text === 'string' ? !shape.test(text) : typeof text !== 'number' || !Number.isFinite(text)) {
        note('date.unreadable', {});
        return null;
      }
      const number = Number(text);
      if (number === 0) return null;
      const inMs = unit === 'ms' || (unit === 'auto' && Math.abs(number) >= 1e11);
      const at = Math.round(inMs ? number : number * 1000);
      if (at >= from && at < to) return isoInstant(at);
      note('date.out-of-range', {});
      return null;
    },
  examples: [
    { input: 1710417600, output: '2024-03-14T12:00:00Z' },
    { input: '1710417600', output: '2024-03-14T12:00:00Z' },
    { input: 1710417600000, output: '2024-03-14T12:00:00Z' },
    { input: '1710417600123', output: '2024-03-14T12:00:00.123Z' },
    { options: 'ms', input: 1000, output: '1970-01-01T00:00:01Z' },
    { options: { unit: 's' }, input: 1, output: '1970-01-01T00:00:01Z' },
    { input: -86400, output: '1969-12-31T00:00:00Z' },
    { input: 0, output: null },
    { input: '0', output: null },
    { options: 's', input: 1710417600000, output: null, notes: ['date.out-of-range'] },
    { input: '14.03.2024', output: null, notes: ['date.unreadable'] },
    { input: null, output: null },
  ],
});
