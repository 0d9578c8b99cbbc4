import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import type { Row } from '../model/row.ts';
import type { OnecObject } from './onec/object.ts';
import { readObjects } from './onec/object-stage.ts';
import { AtomVisitor } from './onec/odata-atom.ts';
import { readJsonRecords } from './onec/odata-json.ts';
import { entitySet, objectOf } from './onec/odata-objects.ts';
import { readTree } from './onec/reading.ts';
import { detectOnec, partsOf } from './onec/sniff.ts';
import { defineSource } from './source.ts';

/** Saved answers of the OData interface of 1C, version 3, in JSON or Atom. */
export const onecOdata = defineSource({
  name: '1c-odata',
  summary: 'Saved answers of the OData interface of 1C (standard.odata, version 3), JSON or Atom, also zipped',
  extensions: ['.json', '.xml', '.zip'],
  preset: '1c-odata',
  options: z.strictObject({
    set: z.string().optional().describe('Entity set, such as Catalog_Контрагенты, when the answer does not name it'),
  }),
  detect: (input) => detectOnec(input, '1c-odata'),
  async *read(input, { set }, context) {
    for (const part of await partsOf(input, '1c-odata')) yield* readAnswer(part, set ?? '', context);
  },
});

async function* readAnswer(input: Input, named: string, context: Context): AsyncGenerator<readonly Row[]> {
  const { file } = input;
  const counter = { decoded: 0 };
  const isJson = await startsAsJson(input);
  context.fact({ file, name: 'format', value: isJson ? 'OData 3 (JSON)' : 'OData 3 (Atom)' });
  yield* readObjects(
    file,
    (take, quiet) => {
      const counted = quiet ? { decoded: 0 } : counter;
      if (isJson) return readJson({ input, named, counter: counted }, take, context);
      const visitor = new AtomVisitor(file, (fields, set, line) => {
        take(objectOf(fields, entitySet(named || set), line, counted));
      });
      return readTree(input, visitor, context, { quiet });
    },
    context,
  );
  if (counter.decoded > 0) context.fact({ file, name: 'decoded-entities', value: counter.decoded });
}

async function startsAsJson(input: Input): Promise<boolean> {
  const start = Buffer.from((await input.head()).subarray(0, 100)).toString('latin1');
  return /^(?:\xef\xbb\xbf)?\s*\{/.test(start);
}

async function* readJson(
  from: { readonly input: Input; readonly named: string; readonly counter: { decoded: number } },
  take: (object: OnecObject) => void,
  context: Context,
): AsyncGenerator<void> {
  const { input, named, counter } = from;
  const records = readJsonRecords(input, (record, envelope, line) => {
    if (envelope.count !== '') context.fact({ file: input.file, name: 'records-in-base', value: envelope.count });
    take(objectOf(record, entitySet(named || envelope.set), line, counter));
  });
  for await (const step of records) {
    context.signal.throwIfAborted();
    yield step;
  }
}
