import { readTargetSchema } from '../mapping/check-levels/target.ts';
import { mappingJsonSchema } from '../mapping/editor-schema.ts';
import { loadLocale } from '../locales/language.ts';
import { writeOutput } from '../store/output-file.ts';
import type { CommandResult, Invocation } from './command.ts';

/** Prints the JSON Schema of mapping files, for editors. */
export async function mappingSchemaAction({ flags, config, terminal }: Invocation): Promise<CommandResult> {
  const snapshot = flags.text('targetSchema');
  const schema = mappingJsonSchema(snapshot === undefined ? undefined : readTargetSchema(snapshot));
  const text = JSON.stringify(schema, undefined, 2);
  const file = flags.text('output');
  if (file === undefined || file === '-') {
    if (config.json) return { exitCode: 0, text: '', summary: schema };
    terminal.out(text);
    return { exitCode: 0, text: '', summary: schema, streamed: true };
  }
  writeOutput(file, `${text}\n`, 0o644);
  const { interfaceTexts } = await loadLocale(config.language);
  return { exitCode: 0, text: interfaceTexts.written(file), summary: { file }, files: { schema: file } };
}
