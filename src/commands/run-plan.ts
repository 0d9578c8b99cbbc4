import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../errors.ts';
import { projectFolder, type ProjectFolder } from '../store/project-folder.ts';
import { openPlan, type Plan } from '../store/plan.ts';
import { stateToRead } from '../store/state-to-read.ts';
import { readdirSync } from 'node:fs';
import type { Invocation } from './command.ts';

/**
 * The plan of a run: the file named by `--plan`, the run named by its id, or the newest run that left a plan.
 * @throws ConfigError when there is none
 */
export function planOfRun({ arguments: [asked], flags, config, context }: Invocation): Plan {
  const file = flags.text('plan');
  if (file !== undefined) return openPlan(file);
  const project = projectFolder(config.root);
  if (asked !== undefined) {
    const named = join(project.runFolder(asked), 'plan.pplan');
    if (existsSync(named)) return openPlan(named);
    const journaled = plannedFiles(project, context.now()).find(({ runId }) => runId === asked);
    if (journaled === undefined) throw new ConfigError('cli.unknown-run', { run: asked });
    return openPlan(journaled.file);
  }
  const newest = newestPlan(join(project.folder, 'runs'));
  if (newest === undefined) throw new ConfigError('cli.no-run', { folder: config.root });
  return openPlan(newest);
}

/**
 * The plan of a run that was applied: the file named by `--plan`, the run named by its id, or the newest one of the journal.
 * @throws ConfigError when there is none
 */
export function appliedPlan(invocation: Invocation): Plan {
  const {
    arguments: [asked],
    flags,
    config,
    context,
  } = invocation;
  if (asked !== undefined || flags.text('plan') !== undefined) return planOfRun(invocation);
  const [newest] = plannedFiles(projectFolder(config.root), context.now());
  if (newest === undefined) throw new ConfigError('cli.no-run', { folder: config.root });
  return openPlan(newest.file);
}

/** Runs that were never applied left a plan too; their ids sort by time. */
function newestPlan(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .toSorted()
    .toReversed()
    .map((runId) => join(folder, runId, 'plan.pplan'))
    .find((file) => existsSync(file));
}

function plannedFiles(project: ProjectFolder, now: Date): readonly { readonly runId: string; readonly file: string }[] {
  if (!existsSync(project.stateFile)) return [];
  const state = stateToRead(project, now);
  try {
    return state.runs().map(({ run_id, plan_file }) => ({ runId: run_id, file: plan_file }));
  } finally {
    state.close();
  }
}
