import { buildProgram } from '../src/cli/program.ts';
import { readConfig } from '../src/config.ts';
import { loadLocale } from '../src/locales/language.ts';
import { openTerminal } from '../src/terminal.ts';
import { openDatabase } from '../src/store/database.ts';
import type { CommandResult } from '../src/commands/command.ts';
import { workdir } from './workdir.ts';

type Values = Readonly<Record<string, string | number | null>>;

/** What `perenos run` left behind. */
export interface FilesRun {
  readonly result: CommandResult;
  /** How often each finding was made. */
  readonly codes: Readonly<Record<string, number>>;
  /** Rows of a query on the database it wrote. */
  readonly rows: (sql: string) => readonly Values[];
}

/** Performs `perenos run FILES --json` in this process, into a database of its own that is removed after the test. */
export async function runFiles(files: readonly string[], ...flags: readonly string[]): Promise<FilesRun> {
  return runWith({}, files, ...flags);
}

/** The same with variables of the environment. */
export async function runWith(
  variables: Readonly<Record<string, string>>,
  files: readonly string[],
  ...flags: readonly string[]
): Promise<FilesRun> {
  const { folder, path } = workdir();
  const argv = ['node', 'perenos', 'run', ...files, '--project', folder, '--to', path('crm.db'), '--json', ...flags];
  const parsed = await buildProgram(await loadLocale('en'), 'test').parse(argv);
  if ('text' in parsed) throw new Error(parsed.text);
  const nowhere = { write: () => true };
  const environment = { noColor: true, forceColor: false, ci: true, dumb: true };
  const execute = await parsed.definition.load();
  const result = await execute({
    arguments: parsed.arguments,
    flags: parsed.flags,
    config: readConfig({ ...parsed.globalFlags, mask: 'none' }, { ...variables, PERENOS_LANG: 'en' }, 'test'),
    context: {
      signal: new AbortController().signal,
      report: () => {},
      fact: () => {},
      event: () => {},
      now: () => new Date(),
    },
    terminal: openTerminal({ stdout: nowhere, stderr: nowhere }, 'never', environment),
  });
  const codes: Record<string, number> = {};
  for (const issue of result.issues ?? []) {
    const { code, count } = issue as { readonly code: string; readonly count?: number };
    codes[code] = (codes[code] ?? 0) + (count ?? 1);
  }
  return { result, codes, rows: (sql) => query(path('crm.db'), sql) };
}

function query(file: string, sql: string): readonly Values[] {
  const database = openDatabase(file, { readonly: true });
  try {
    return database.prepare(sql).all() as Values[];
  } finally {
    database.close();
  }
}
