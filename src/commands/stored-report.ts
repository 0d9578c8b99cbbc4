import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { InputError } from '../errors.ts';
import { fileError } from '../input.ts';
import { reportSchema } from '../model/report-schema.ts';
import type { Report } from '../model/report.ts';
import type { ProjectFolder } from '../store/project-folder.ts';
import { openPlan, readDocument, type Plan } from '../store/plan.ts';
import type { Invocation } from './command.ts';
import { planOfRun } from './run-plan.ts';

/**
 * The report of a plan file, a `report.json`, or a run named by its id; without a name, of the newest run.
 * @throws InputError when the file is no report, ConfigError when there is no such run
 */
export function storedReport(invocation: Invocation, name: string | undefined): Report {
  if (name?.toLowerCase().endsWith('.json') === true) return reportOfJson(name);
  const isFile = name !== undefined && (/[\\/]|\.pplan$/i.test(name) || existsSync(name));
  const plan = isFile ? openPlan(name) : planOfRun({ ...invocation, arguments: name === undefined ? [] : [name] });
  try {
    const report = reportOfPlan(plan);
    if (report === undefined) throw new InputError('plan.not-a-report', { file: plan.file });
    return report;
  } finally {
    plan.close();
  }
}

/** The newest report of the project's runs before `runId`; undefined when there is none that this version can read. */
export function reportBefore(folder: ProjectFolder, runId: string, project: string): Report | undefined {
  const runs = join(folder.folder, 'runs');
  if (!existsSync(runs)) return undefined;
  // Ids of runs sort by time.
  const earlier = readdirSync(runs)
    .filter((id) => id < runId)
    .toSorted()
    .toReversed();
  for (const id of earlier) {
    const file = join(folder.runFolder(basename(id)), 'plan.pplan');
    const report = existsSync(file) ? readable(file) : undefined;
    if (report?.project === project) return report;
  }
  return undefined;
}

/** Plans of other versions and unfinished ones are passed over: nobody asked for this very file. */
function readable(file: string): Report | undefined {
  let plan: Plan | undefined;
  try {
    plan = openPlan(file);
    return reportOfPlan(plan);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  } finally {
    plan?.close();
  }
}

function reportOfPlan(plan: Plan): Report | undefined {
  const parsed = reportSchema.safeParse(readDocument(plan, 'report'));
  return parsed.success ? parsed.data : undefined;
}

function reportOfJson(file: string): Report {
  const parsed = reportSchema.safeParse(parseJson(readText(file)));
  if (!parsed.success) throw new InputError('plan.not-a-report', { file });
  return parsed.data;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw fileError(file, cause);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
