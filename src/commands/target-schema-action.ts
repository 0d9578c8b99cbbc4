import { resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { writeOutput } from '../store/output-file.ts';
import type { CommandResult, Invocation } from './command.ts';
import { withTarget } from './with-target.ts';

/** Writes a snapshot of fields, stages and people for `check --level 4` and for editors. */
export async function targetSchemaAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const { loadingTexts } = await loadLocale(config.language);
  return withTarget(invocation, async (connection) => {
    if (connection.schema === undefined) throw new ConfigError('target.no-schema', { type: connection.identity.type });
    const schema = await connection.schema();
    const file = resolve(flags.text('output') ?? 'target-schema.json');
    writeOutput(file, `${JSON.stringify(schema, undefined, 2)}\n`, 0o644);
    const kinds = Object.keys(schema.kinds).length;
    return {
      exitCode: 0,
      text: loadingTexts.schemaWritten(file, schema.pipelines.length, schema.users.length),
      summary: { kinds, pipelines: schema.pipelines.length, users: schema.users.length },
      files: { schema: file },
      next: [`perenos check --level 4 --target-schema ${file}`],
    };
  });
}
