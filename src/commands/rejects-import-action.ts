import { userInfo } from 'node:os';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { ConfigError, PerenosError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { loadWorkbookTexts } from '../locales/workbook-texts.ts';
import type { CompiledMapping } from '../mapping/compiled.ts';
import type { Finding } from '../model/issue.ts';
import { severityOf } from '../model/issue.ts';
import { wordingOf } from '../report/errors.ts';
import { appendOverrides, overridesFile, readOverrides } from '../store/override-file.ts';
import { OverrideBook, type OverrideLine } from '../store/overrides.ts';
import { storedInputs } from '../store/plan-overview.ts';
import { openPlan, readManifest, type Plan } from '../store/plan.ts';
import { projectFolder } from '../store/project-folder.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { projectMapping } from './project-mapping.ts';
import { readyMapping } from './ready-mapping.ts';
import { openReturned } from './read-rejects-file.ts';
import { rejectsChecker } from './rejects-check.ts';
import { rejectsImport as definition } from './rejects-import.ts';
import { lineOfEntry, linesOf, takeChanges, type Taken } from './rejects-taken.ts';
import { planOfRun } from './run-plan.ts';
import { withWorkspace } from './workspace.ts';

const listed = 50;

/** Takes the corrections of a workbook: what fits is kept for the next plan, what does not is listed. */
export async function rejectsImportAction(invocation: Invocation): Promise<CommandResult> {
  const {
    arguments: [file = ''],
    flags,
  } = invocation;
  if (flags.flag('dryRun')) return importBook(invocation, file);
  return withWorkspace(invocation, definition, () => importBook(invocation, file));
}

async function importBook(invocation: Invocation, file: string): Promise<CommandResult> {
  const { config, flags } = invocation;
  const book = await openReturned(file, invocation);
  const plans = openPlans(invocation, book.known.run);
  try {
    const locale = await loadLocale(config.language);
    checkProject(book.known.project, plans.newest ?? plans.exported);
    const mapping = await mappingOf(invocation, plans.exported);
    const checker = rejectsChecker({ ...plans, mapping, locale });
    const taken = await takeChanges(book, checker);
    const path = overridesFile(projectFolder(config.root).folder);
    const counts = { rows: taken.entries.length };
    const lines = newLines(taken, { path, counts, invocation });
    const accepted = flags.flag('dryRun') ? countOf(lines) : appendOverrides(path, lines);
    return await answer(invocation, {
      problems: taken.problems,
      rows: counts.rows,
      accepted,
      path,
      isChecked: mapping !== undefined && plans.exported !== undefined,
    });
  } finally {
    plans.exported?.close();
    plans.newest?.close();
  }
}

interface OpenPlans {
  readonly exported: Plan | undefined;
  readonly newest: Plan | undefined;
}

/** The plan the workbook was made from, and the newest one when that is another. Either may be gone. */
function openPlans(invocation: Invocation, run: string): OpenPlans {
  const newest = newestPlan(invocation);
  if (newest !== undefined && readManifest(newest).runId === run) return { exported: newest, newest: undefined };
  const own = join(projectFolder(invocation.config.root).runFolder(run.replace(/[^\w-]/g, '')), 'plan.pplan');
  return { exported: existsSync(own) ? openPlan(own) : undefined, newest };
}

function newestPlan(invocation: Invocation): Plan | undefined {
  try {
    return planOfRun({ ...invocation, arguments: [] });
  } catch (error) {
    if (error instanceof ConfigError && invocation.flags.text('plan') === undefined) return undefined;
    throw error;
  }
}

function checkProject(found: string, plan: Plan | undefined): void {
  const known = plan === undefined ? found : readManifest(plan).project;
  if (known !== found) throw new ConfigError('workbook.other-project', { found, known });
}

/** The mapping of the project, or the ready one that its files take; undefined when neither can be had. */
async function mappingOf(invocation: Invocation, plan: Plan | undefined): Promise<CompiledMapping | undefined> {
  const file = invocation.flags.text('mapping');
  if (file !== undefined) return (await projectMapping(invocation, file)).mapping;
  const inputs = plan === undefined ? [] : storedInputs(plan).map((input) => input.file);
  try {
    if (existsSync(join(invocation.config.root, 'perenos.yaml')))
      return (await projectMapping(invocation, undefined)).mapping;
    return inputs.length === 0 ? undefined : (await readyMapping({ ...invocation, arguments: inputs })).mapping;
  } catch (error) {
    // The next plan says what is wrong with it; the corrections are kept all the same.
    if (error instanceof PerenosError) return undefined;
    throw error;
  }
}

interface NewLines {
  readonly path: string;
  /** Corrected rows met so far. */
  readonly counts: { rows: number };
  readonly invocation: Invocation;
}

/** Corrections that are not in force already: importing twice changes nothing. */
function* newLines(taken: Taken, { path, counts, invocation: { context } }: NewLines): Generator<OverrideLine> {
  const by = { who: userInfo().username.slice(0, 200), when: context.now().toISOString() };
  const known = new OverrideBook(readOverrides(path));
  for (const change of taken.changes()) {
    counts.rows += 1;
    yield* linesOf(change, by).filter((line) => !known.says(line));
  }
  yield* taken.entries.map((entry) => lineOfEntry(entry, by)).filter((line) => !known.says(line));
}

function countOf(lines: Iterable<unknown>): number {
  let count = 0;
  for (const _ of lines) count += 1;
  return count;
}

interface Answer {
  readonly problems: Taken['problems'];
  /** Rows and map entries that were corrected. */
  readonly rows: number;
  /** Corrections that are new. */
  readonly accepted: number;
  readonly path: string;
  readonly isChecked: boolean;
}

async function answer(
  invocation: Invocation,
  { problems, rows, accepted, path, isChecked }: Answer,
): Promise<CommandResult> {
  const { config, flags } = invocation;
  const locale = await loadLocale(config.language);
  const texts = await loadWorkbookTexts(config.language);
  const count = (test: (finding: Finding) => boolean) => problems.filter(({ finding }) => test(finding)).length;
  const wrong = count(({ code }) => code === 'workbook.still-wrong');
  const conflicts = count(({ code }) => severityOf(code) === 'error');
  const shown = problems.slice(0, listed).map(({ sheet, line, finding }) => {
    const wording = wordingOf(locale, finding.code);
    return `${printable(texts.inBookRow(sheet, line))}: ${printable(wording.message(finding.args))}\n  ${wording.fix}`;
  });
  const rest = problems.length - shown.length;
  const isDryRun = flags.flag('dryRun');
  const text = [
    ...shown,
    ...(rest > 0 ? [locale.reportTexts.more(rest)] : []),
    texts.imported({ accepted, rows, wrong, conflicts }),
    ...(accepted === 0 && !isDryRun ? [texts.nothingNew] : []),
    ...(isDryRun ? [texts.nothingWritten] : []),
    ...(isChecked || rows === 0 ? [] : [texts.unchecked]),
  ].join('\n');
  const summary = {
    rows,
    accepted,
    still_wrong: wrong,
    conflicts,
    checked: isChecked,
    dry_run: isDryRun,
  };
  return {
    exitCode: wrong + conflicts > 0 ? 1 : 0,
    text,
    summary,
    issues: problems.map(({ sheet, line, finding }) => ({ ...finding, place: { sheet, line } })),
    files: isDryRun || accepted === 0 ? {} : { overrides: path },
    next: accepted === 0 || isDryRun ? [] : ['perenos plan'],
  };
}
