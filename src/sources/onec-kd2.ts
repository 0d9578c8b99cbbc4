import { Kd2Visitor } from './onec/kd2-objects.ts';
import { defineObjectSource } from './onec/object-source.ts';

/** The exchange file of "Конвертация данных 2" (`ФайлОбмена`), also zipped. */
export const onecKd2 = defineObjectSource({
  name: '1c-kd2',
  summary: 'Exchange files of 1C made by rules of "Конвертация данных 2" (root ФайлОбмена), also zipped',
  preset: '1c-kd2',
  format: () => Promise.resolve('Конвертация данных 2'),
  visitor: ({ file, counter, take }) => new Kd2Visitor(file, counter, take),
  facts: ({ header }) => ({
    'format-version': header['ВерсияФормата'],
    'exported-at': header['ДатаВыгрузки'],
    configuration: header['ИмяКонфигурацииИсточника'],
  }),
  findings: ({ expressions }) =>
    expressions.splice(0).map(({ property, line }) => ({
      line,
      column: property,
      finding: { code: 'onec.expression', args: { property } },
    })),
});
