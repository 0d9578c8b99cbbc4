import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import type { Row } from '../model/row.ts';
import { Kd2Visitor } from './onec/kd2-objects.ts';
import { readObjects } from './onec/object-stage.ts';
import { readTree, reportRow } from './onec/reading.ts';
import { detectOnec, partsOf } from './onec/sniff.ts';
import { defineSource } from './source.ts';

/** The exchange file of "Конвертация данных 2" (`ФайлОбмена`), also zipped. */
export const onecKd2 = defineSource({
  name: '1c-kd2',
  summary: 'Exchange files of 1C made by rules of "Конвертация данных 2" (root ФайлОбмена), also zipped',
  extensions: ['.xml', '.zip'],
  preset: '1c-kd2',
  options: z.strictObject({
    encoding: z.string().optional().describe('Encoding, when the file and its declaration are both wrong'),
  }),
  detect: (input) => detectOnec(input, '1c-kd2'),
  async *read(input, { encoding }, context) {
    for (const part of await partsOf(input, '1c-kd2')) yield* readExchange(part, encoding, context);
  },
});

const headerFacts: Readonly<Record<string, string>> = {
  ВерсияФормата: 'format-version',
  ДатаВыгрузки: 'exported-at',
  ИмяКонфигурацииИсточника: 'configuration',
};

async function* readExchange(
  input: Input,
  encoding: string | undefined,
  context: Context,
): AsyncGenerator<readonly Row[]> {
  const { file } = input;
  const counter = { decoded: 0 };
  context.fact({ file, name: 'format', value: 'Конвертация данных 2' });
  yield* readObjects(
    file,
    async function* (take, quiet) {
      const visitor = new Kd2Visitor(file, quiet ? { decoded: 0 } : counter, take);
      for await (const _ of readTree(input, visitor, context, { quiet, encoding })) {
        for (const { property, line } of visitor.expressions.splice(0)) {
          const row = { table: { file, name: '', columns: [] }, line, cells: [] };
          if (!quiet) reportRow(context, row, { code: 'onec.expression', args: { property } }, { column: property });
        }
        yield;
      }
      for (const [attribute, name] of Object.entries(headerFacts)) {
        const value = visitor.header[attribute];
        if (value !== undefined && value !== '') context.fact({ file, name, value });
      }
    },
    context,
  );
  if (counter.decoded > 0) context.fact({ file, name: 'decoded-entities', value: counter.decoded });
}
