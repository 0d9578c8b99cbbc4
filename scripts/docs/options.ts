import { z } from 'zod';
import { optionHelp } from '../../src/model/option.ts';
import { code, table } from './markdown.ts';
import { jsonSchemaOf, typeText } from './schema-type.ts';

/** The options of a source or transform as a table; undefined when it has none. */
export function optionTable(options: z.ZodType): string | undefined {
  if (!(options instanceof z.ZodObject)) return undefined;
  const shape = Object.entries(options.shape as Readonly<Record<string, z.ZodType>>);
  if (shape.length === 0) return undefined;
  const { properties = {} } = jsonSchemaOf(options, 'input');
  const rows = shape.map(([name, schema]) => {
    const json = properties[name] ?? {};
    const help = optionHelp(schema);
    const fallback = json.default === undefined ? '' : code(JSON.stringify(json.default));
    return [code(name), typeText(json), fallback, help?.en ?? '', help?.ru ?? ''];
  });
  return table(['option', 'value', 'default', 'meaning', 'значение'], rows);
}
