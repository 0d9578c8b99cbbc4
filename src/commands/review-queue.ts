import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { PerenosError } from '../errors.ts';
import { decisionsFile, readDecisions } from '../matching/decision-file.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { EntityKind } from '../model/entity.ts';
import { Ledger } from '../review/ledger.ts';
import { ReviewQueue } from '../review/queue.ts';
import type { Plan } from '../store/plan.ts';
import { createProjectFolder, projectFolder } from '../store/project-folder.ts';
import type { Invocation } from './command.ts';
import { projectMapping } from './project-mapping.ts';

/** Who decides, when, and with what: for the decisions file. */
export function signature({ config, context }: Invocation) {
  const who = userInfo().username.slice(0, 200);
  return { who, when: context.now().toISOString(), tool: `perenos ${config.toolVersion}` };
}

/** The decisions of the project; its folder is made when there is none. */
export async function openLedger({ config }: Invocation): Promise<Ledger> {
  const project = projectFolder(config.root);
  createProjectFolder(project);
  const file = decisionsFile(project.folder);
  return new Ledger(file, await readDecisions(file));
}

/** The questions of a plan with what was decided so far. */
export async function openQueue(invocation: Invocation, plan: Plan): Promise<ReviewQueue> {
  const { company, contact } = await dedupeRulesOf(invocation);
  return new ReviewQueue({
    plan,
    ledger: await openLedger(invocation),
    rules: { ...(company === undefined ? {} : { company }), ...(contact === undefined ? {} : { contact }) },
    by: () => signature(invocation),
  });
}

/** Rules of matching in the mapping of the project; none when there is no mapping, as for `perenos run FILE`. */
export async function dedupeRulesOf(
  invocation: Invocation,
): Promise<Readonly<Partial<Record<EntityKind, DedupeRules>>>> {
  const file = invocation.flags.text('mapping');
  if (file === undefined && !existsSync(join(invocation.config.root, 'perenos.yaml'))) return {};
  try {
    return (await projectMapping(invocation, file)).mapping.dedupe;
  } catch (error) {
    if (file !== undefined || !(error instanceof PerenosError)) throw error;
    return {};
  }
}
