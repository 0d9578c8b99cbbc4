import { resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import { wordingOf } from '../report/errors.ts';
import { textTable } from '../report/text-table.ts';
import { writeOutput } from '../store/output-file.ts';
import type { Connection, Preparation } from '../targets/target.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { askYes } from './confirm.ts';
import { projectMapping } from './project-mapping.ts';
import { connectTarget, targetOptionsOf } from './target-connection.ts';

/** Looks at rights, limits and what is in the target; changes nothing. */
export async function targetDoctorAction(invocation: Invocation): Promise<CommandResult> {
  const locale = await loadLocale(invocation.config.language);
  return withTarget(invocation, async (connection) => {
    const diagnoses = (await connection.doctor?.()) ?? [];
    const { loadingTexts: texts } = locale;
    const rows = diagnoses.map(({ subject, state, found }) => [
      texts.diagnosis[state],
      printable(subject),
      printable(found),
    ]);
    const advice = diagnoses.flatMap(({ finding }) => (finding === undefined ? [] : [advised(locale, finding)]));
    const isBad = diagnoses.some(({ state }) => state === 'bad');
    const table = textTable([texts.doctorColumns, ...rows], String).join('\n');
    return {
      exitCode: isBad ? 7 : 0,
      text: [diagnoses.length === 0 ? texts.nothingToDiagnose : table, ...advice].join('\n\n'),
      summary: { target: connection.identity, diagnoses },
      next: isBad ? [] : ['perenos target schema -o target-schema.json', 'perenos plan'],
    };
  });
}

function advised(
  locale: Locale,
  { code, args }: NonNullable<Awaited<ReturnType<NonNullable<Connection['doctor']>>>[number]['finding']>,
): string {
  const wording = wordingOf(locale, code);
  return `${code}  ${printable(wording.message(args))}\n  ${locale.interfaceTexts.fix}: ${wording.fix}`;
}

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

/** Makes the custom fields and markers that a project needs, after asking. */
export async function targetPrepareAction(invocation: Invocation): Promise<CommandResult> {
  const locale = await loadLocale(invocation.config.language);
  const { loadingTexts: texts, interfaceTexts } = locale;
  return withTarget(invocation, async (connection) => {
    const missing = (await connection.preparations?.()) ?? [];
    const plain = missing.map(({ what, kind, name, detail }) => ({ what, kind, name, detail }));
    if (missing.length === 0) return { exitCode: 0, text: texts.nothingToPrepare, summary: { made: [], missing: [] } };
    const rows = plain.map(({ what, kind, name, detail }) => [
      texts.preparations[what],
      interfaceTexts.kinds[kind] ?? kind,
      printable(name),
      printable(detail),
    ]);
    const table = textTable([texts.prepareColumns, ...rows], String).join('\n');
    if (invocation.flags.flag('dryRun')) return { exitCode: 0, text: table, summary: { made: [], missing: plain } };
    await askYes(invocation, locale, table);
    await makeAll(missing);
    return { exitCode: 0, text: texts.prepared(missing.length), summary: { made: plain, missing: [] } };
  });
}

async function makeAll(missing: readonly Preparation[]): Promise<void> {
  for (const one of missing) await one.make();
}

async function withTarget<T>(invocation: Invocation, work: (connection: Connection) => Promise<T>): Promise<T> {
  const { mapping } = await projectMapping(invocation, invocation.flags.text('mapping'));
  const connection = await connectTarget(invocation, mapping.target.type, targetOptionsOf(invocation, mapping));
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}
