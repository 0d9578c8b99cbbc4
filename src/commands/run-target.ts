import type { Plan, Manifest } from '../store/plan.ts';
import { readManifest } from '../store/plan.ts';
import type { Connection } from '../targets/target.ts';
import type { CommandDefinition, Invocation } from './command.ts';
import { appliedPlan } from './run-plan.ts';
import { connectTarget } from './target-connection.ts';
import { withWorkspace, type Workspace } from './workspace.ts';

/** The plan of a run with the target it was made for. */
export interface RunTarget {
  readonly plan: Plan;
  readonly manifest: Manifest;
  readonly workspace: Workspace;
  readonly connection: Connection;
}

/** Opens the plan of a run and connects to its target, for the length of `work`. */
export async function withRunTarget<T>(
  invocation: Invocation,
  definition: Pick<CommandDefinition, 'path'>,
  work: (run: RunTarget) => Promise<T>,
): Promise<T> {
  const plan = appliedPlan(invocation);
  try {
    const manifest = readManifest(plan);
    return await withWorkspace(invocation, definition, async (workspace) => {
      const connection = await connectTarget(invocation, manifest.target.type, {
        ...manifest.targetOptions,
        account: manifest.target.account,
      });
      try {
        return await work({ plan, manifest, workspace, connection });
      } finally {
        await connection.close();
      }
    });
  } finally {
    plan.close();
  }
}
