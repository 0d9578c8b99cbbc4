import { openDatabase } from '../src/store/database.ts';
import type { CommandResult } from '../src/commands/command.ts';
import { runCommand } from './run-command.ts';
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
  const words = ['run', ...files, '--project', folder, '--to', path('crm.db'), ...flags];
  const result = await runCommand(words, variables);
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
