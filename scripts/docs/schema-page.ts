import type { z } from 'zod';
import { entityKinds, entitySchemas } from '../../src/model/entity.ts';
import * as fields from '../../src/model/field.ts';
import { dealItem } from '../../src/model/deal.ts';
import { code, page, table } from './markdown.ts';
import { jsonSchemaOf, typeText } from './schema-type.ts';

/** Objects that fields hold, by the name under which the page explains them. */
const parts: Readonly<Record<string, z.ZodType>> = {
  ref: fields.ref,
  money: fields.money,
  phone: fields.phone,
  email: fields.email,
  address: fields.address,
  messenger: fields.messenger,
  'bank account': fields.bankAccount,
  participant: fields.participant,
  link: fields.link,
  'deal item': dealItem,
};

/** Reference of the canonical schema. */
export function schemaPage(): string {
  const names = new Map(
    Object.entries(parts).map(([name, schema]) => [typeText(jsonSchemaOf(schema, 'output')), name]),
  );
  const type = (schema: z.ZodType) => named(typeText(jsonSchemaOf(schema, 'output')), names);
  const intro =
    'What every source is brought to and every target is given. Beside its fields a record has `key` and `system` (its id in the ' +
    'source) and `origins` (every source record merged into it). Personal: the class by which a value is masked in reports.';
  const kinds = entityKinds.map((kind) => {
    const rows = Object.entries(entitySchemas[kind].shape as Readonly<Record<string, z.ZodType>>).map(
      ([name, schema]) => {
        const meta = fields.fieldMeta(schema);
        const mark = schema.safeParse(undefined).success ? '' : '\\*';
        const personal = meta?.personal ?? 'none';
        return [code(name) + mark, type(schema), personal === 'none' ? '' : personal, meta?.description ?? ''];
      },
    );
    return `## ${kind}\n\n${table(['field', 'value', 'personal', 'meaning'], rows)}`;
  });
  const objects = Object.entries(parts).map(([name, schema]) => {
    const { properties = {}, required = [] } = jsonSchemaOf(schema, 'output');
    const rows = Object.entries(properties).map(([key, value]) => [
      code(key) + (required.includes(key) ? '\\*' : ''),
      named(typeText(value), names),
    ]);
    return `### ${name}\n\n${table(['part', 'value'], rows)}`;
  });
  return page('Canonical schema', intro, ['\\* must be there.', ...kinds, '## Objects', ...objects]);
}

/** `{system, key}` is shown as `ref`. */
function named(type: string, names: ReadonlyMap<string, string>): string {
  let text = type;
  for (const [shape, name] of names) text = text.replaceAll(shape, name);
  return text;
}
