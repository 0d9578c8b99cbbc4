import { z } from 'zod';
import { option } from '../model/option.ts';
import { isoDate, readDateCell, readSerial, type DateReading } from '../text/dates.ts';
import { instantOfParts, isoInstant } from '../text/instants.ts';
import { defineTransform } from './transform.ts';

const serialText = /^\d{1,5}(?:[.,]\d{1,15})?$/;

export const excelDate = defineTransform({
  name: 'excel_date',
  summary: {
    ru: 'Превращает номер дня Excel (45365) в дату; с дробной частью — в момент времени UTC.',
    en: 'Turns an Excel day number (45365) into a date; with a fraction, into an instant in UTC.',
  },
  options: z.strictObject({
    system: option(z.enum(['1900', '1904']).default('1900'), {
      ru: 'Система дат книги: 1900 (обычная) или 1904 (старые книги Mac).',
      en: 'Date system of the workbook: 1900, or 1904 of old Mac workbooks.',
    }),
  }),
  shorthand: 'system',
  idempotent: false,
  compile({ system }, defaults) {
    return (value, note) => {
      const reading = read(value, system);
      if (reading.status === 'empty') return null;
      if (reading.status !== 'ok') {
        note(reading.status === 'range' ? 'date.out-of-range' : 'date.unreadable', {});
        return null;
      }
      if (reading.parts.time === undefined) return isoDate(reading.parts);
      const instant = instantOfParts(reading.parts, defaults.timezone);
      return instant ? isoInstant(instant.at) : null;
    };
  },
  examples: [
    { input: 45365, output: '2024-03-14' },
    { input: '45365', output: '2024-03-14' },
    { input: 45365.5, output: '2024-03-14T09:00:00Z' },
    { input: '45365,5', output: '2024-03-14T09:00:00Z' },
    { input: 1, output: '1900-01-01' },
    { input: 59, output: '1900-02-28' },
    { input: 60, output: null, notes: ['date.unreadable'] },
    { input: 61, output: '1900-03-01' },
    { options: '1904', input: 43903, output: '2024-03-14' },
    { input: new Date('2024-03-14T00:00:00Z'), output: '2024-03-14' },
    { input: 0, output: null },
    { input: -1, output: null, notes: ['date.out-of-range'] },
    { input: '14.03.2024', output: null, notes: ['date.unreadable'] },
    { input: null, output: null },
  ],
});

function read(value: unknown, system: '1900' | '1904'): DateReading {
  if (value === null || value === '') return { status: 'empty' };
  if (typeof value === 'number') return readSerial(value, system);
  if (value instanceof Date) return readDateCell(value);
  if (typeof value !== 'string') return { status: 'unreadable' };
  const text = value.trim();
  return serialText.test(text) ? readSerial(Number(text.replace(',', '.')), system) : { status: 'unreadable' };
}
