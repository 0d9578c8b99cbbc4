import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import type { Row } from '../model/row.ts';
import { EnterpriseDataVisitor } from './onec/enterprise-data-objects.ts';
import { readObjects } from './onec/object-stage.ts';
import { readTree } from './onec/reading.ts';
import { detectOnec, partsOf, sniff } from './onec/sniff.ts';
import { defineSource } from './source.ts';

/** EnterpriseData: the universal exchange format of 1C ("Конвертация данных 3"), any version, also in the zip packages of 1C:Fresh. */
export const enterpriseData = defineSource({
  name: 'enterprise-data',
  summary: 'EnterpriseData of 1C:Enterprise (universal exchange format), any version, also zipped',
  extensions: ['.xml', '.zip'],
  preset: '1c-enterprise-data',
  options: z.strictObject({
    encoding: z.string().optional().describe('Encoding, when the file and its declaration are both wrong'),
  }),
  detect: (input) => detectOnec(input, 'enterprise-data'),
  async *read(input, { encoding }, context) {
    for (const part of await partsOf(input, 'enterprise-data')) yield* readMessage(part, encoding, context);
  },
});

async function* readMessage(
  input: Input,
  encoding: string | undefined,
  context: Context,
): AsyncGenerator<readonly Row[]> {
  const { file } = input;
  const counter = { decoded: 0 };
  context.fact({ file, name: 'format', value: (await sniff(input))?.kind ?? 'EnterpriseData' });
  const header = new Map<string, string>();
  yield* readObjects(
    file,
    async function* (take, quiet) {
      const visitor = new EnterpriseDataVisitor(file, quiet ? { decoded: 0 } : counter, take);
      yield* readTree(input, visitor, context, { quiet, encoding });
      for (const [name, value] of visitor.header) header.set(name, value);
    },
    context,
  );
  const created = header.get('CreationDate');
  if (created !== undefined) context.fact({ file, name: 'exported-at', value: created });
  const from = header.get('From');
  if (from !== undefined) context.fact({ file, name: 'configuration', value: from });
  if (counter.decoded > 0) context.fact({ file, name: 'decoded-entities', value: counter.decoded });
}
