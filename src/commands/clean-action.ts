import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { ConfigError } from '../errors.ts';
import { entitySchemas, type EntityKind } from '../model/entity.ts';
import { csvLine } from '../report/csv-line.ts';
import { flatRecord } from '../report/flat-record.ts';
import { writeParts } from '../store/output-file.ts';
import { goldenRecords, originFinder } from '../store/plan-records.ts';
import type { Plan } from '../store/plan.ts';
import { projectFolder, createProjectFolder } from '../store/project-folder.ts';
import { State } from '../store/state.ts';
import { clean as definition } from './clean.ts';
import type { CommandResult, Invocation } from './command.ts';
import { openMigration, plan } from './migration.ts';
import { readyMapping } from './ready-mapping.ts';
import { exitCodeOf, reportResult } from './result.ts';
import { connectTarget } from './target-connection.ts';

/** Cleans files without a target: the same reading, rules and duplicates as a migration, written as tables or JSON. */
export async function cleanAction(invocation: Invocation): Promise<CommandResult> {
  const { flags } = invocation;
  const output = flags.text('output') ?? '';
  const format = extname(output).toLowerCase();
  if (format !== '.csv' && format !== '.json') {
    throw new ConfigError('cli.bad-choice', { name: 'output', value: output, choices: '*.csv, *.json' });
  }
  const { mapping, base } = await readyMapping(invocation);
  const folder = mkdtempSync(join(tmpdir(), `perenos-${definition.path.join('-')}-`));
  const project = projectFolder(folder);
  createProjectFolder(project);
  const state = new State(project.stateFile);
  // Nothing is ever written into this target: it only says that everything is new.
  const targetOptions = { path: join(folder, 'none.db') };
  const connection = await connectTarget(invocation, 'sqlite', targetOptions);
  try {
    const workspace = { project, state };
    const migration = await openMigration({ invocation, workspace, mapping, base, connection, targetOptions });
    const { result, report } = await plan(migration);
    migration.progress.end();
    try {
      const kinds = report.funnel.filter(({ rows }) => rows > 0).map(({ kind }) => kind);
      const files = kinds.map((kind) => [kind, kinds.length === 1 ? output : besides(output, kind)] as const);
      for (const [kind, file] of files)
        writeParts(file, parts(result.plan, kind, { format, forExcel: flags.text('csvFor') !== 'machine' }));
      const lines = [files.map(([, file]) => migration.locale.interfaceTexts.written(file)).join('\n')];
      const exitCode = exitCodeOf(report, flags.text('failOn') ?? 'error');
      return reportResult(
        report,
        { invocation, locale: migration.locale },
        { exitCode, lines, files: Object.fromEntries(files) },
      );
    } finally {
      result.plan.close();
    }
  } finally {
    await connection.close();
    state.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `clean.company.csv` beside `clean.csv`. */
function besides(output: string, kind: EntityKind): string {
  const extension = extname(output);
  return `${output.slice(0, -extension.length)}.${kind}${extension}`;
}

interface Writing {
  readonly format: string;
  readonly forExcel: boolean;
}

function* parts(plan: Plan, kind: EntityKind, { format, forExcel }: Writing): Generator<string> {
  if (format === '.json') yield* jsonParts(plan, kind);
  else yield* csvParts(plan, kind, forExcel);
}

function* jsonParts(plan: Plan, kind: EntityKind): Generator<string> {
  const originsOf = originFinder(plan);
  let first = true;
  for (const page of goldenRecords(plan, kind)) {
    for (const record of page) {
      yield `${first ? '[\n' : ',\n'}${JSON.stringify({ ...record.data, origins: originsOf(record) })}`;
      first = false;
    }
  }
  yield first ? '[]\n' : '\n]\n';
}

function* csvParts(plan: Plan, kind: EntityKind, forExcel: boolean): Generator<string> {
  const originsOf = originFinder(plan);
  const columns = Object.keys(entitySchemas[kind].shape);
  if (forExcel) yield '\ufeff';
  yield `${csvLine([...columns, 'origins'], forExcel)}\r\n`;
  for (const page of goldenRecords(plan, kind)) {
    for (const record of page) {
      const flat = flatRecord(record.data);
      const origins = originsOf(record).map(
        ({ file, sheet, line }) => `${file}${sheet === undefined ? '' : ` ${sheet}`}:${line}`,
      );
      yield `${csvLine([...columns.map((column) => flat[column] ?? ''), origins.join('; ')], forExcel)}\r\n`;
    }
  }
}
