import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import type { Row } from '../model/row.ts';
import { DumpVisitor } from './onec/dump-objects.ts';
import { readObjects } from './onec/object-stage.ts';
import { readTree } from './onec/reading.ts';
import { detectOnec, partsOf } from './onec/sniff.ts';
import { defineSource } from './source.ts';

/** A dump of the processor "Выгрузка и загрузка данных XML" (`_1CV8DtUD`), both dialects. */
export const onecDump = defineSource({
  name: '1c-dump',
  summary: 'Dumps of 1C made by "Выгрузка и загрузка данных XML" (root _1CV8DtUD), both dialects, also zipped',
  extensions: ['.xml', '.zip'],
  preset: '1c-dump',
  options: z.strictObject({
    encoding: z.string().optional().describe('Encoding, when the file and its declaration are both wrong'),
  }),
  detect: (input) => detectOnec(input, '1c-dump'),
  async *read(input, { encoding }, context) {
    for (const part of await partsOf(input, '1c-dump')) yield* readDump(part, encoding, context);
  },
});

async function* readDump(input: Input, encoding: string | undefined, context: Context): AsyncGenerator<readonly Row[]> {
  const { file } = input;
  const counter = { decoded: 0 };
  context.fact({ file, name: 'format', value: 'Выгрузка и загрузка данных XML' });
  yield* readObjects(
    file,
    (take, quiet) =>
      readTree(input, new DumpVisitor(file, quiet ? { decoded: 0 } : counter, take), context, { quiet, encoding }),
    context,
  );
  if (counter.decoded > 0) context.fact({ file, name: 'decoded-entities', value: counter.decoded });
}
