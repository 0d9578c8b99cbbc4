import { loadLocale, type Locale } from '../locales/language.ts';
import { apply } from '../pipeline/apply.ts';
import type { ResultSums } from '../pipeline/result-sums.ts';
import { AuditLog } from '../store/audit-log.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import type { Invocation } from './command.ts';
import { durationOf } from './loading-flags.ts';
import { stageContext } from './stage-context.ts';
import { connectTarget, targetNamed } from './target-connection.ts';
import type { Workspace } from './workspace.ts';

export interface Performing {
  readonly plan: Plan;
  readonly workspace: Workspace;
}

/** Performs a plan in the target it was made for. */
export async function performPlan(
  invocation: Invocation,
  { plan, workspace }: Performing,
): Promise<readonly ResultSums[]> {
  const { config, flags } = invocation;
  const manifest = readManifest(plan);
  const locale = await loadLocale(config.language);
  const { context, progress } = stageContext(invocation, manifest.kind === 'rollback' ? undoing(locale) : locale);
  const options = { ...manifest.targetOptions, account: manifest.target.account };
  const connection = await connectTarget(invocation, manifest.target.type, options);
  try {
    const expectHash = flags.text('expectHash');
    const duration = flags.text('maxDuration');
    return await apply({
      plan,
      connection,
      context,
      state: workspace.state,
      target: targetNamed(manifest.target.type),
      conflict: manifest.conflict,
      toolVersion: config.toolVersion,
      ...(expectHash === undefined ? {} : { expectHash }),
      ...(duration === undefined
        ? {}
        : { deadline: new Date(context.now().getTime() + durationOf('max-duration', duration)) }),
      ...(manifest.target.type === 'sqlite' ? {} : { audit: new AuditLog(workspace.project.auditFile) }),
    });
  } finally {
    progress.end();
    await connection.close();
  }
}

/** Progress of a rollback says that nothing is loaded. */
function undoing(locale: Locale): Locale {
  const { interfaceTexts } = locale;
  const phases = { ...interfaceTexts.phases, apply: interfaceTexts.undoing };
  return { ...locale, interfaceTexts: { ...interfaceTexts, phases } };
}
