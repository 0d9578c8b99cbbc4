import { operationOrigins } from '../store/plan-operations.ts';
import { goldenRecords, stagedKinds } from '../store/plan-records.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import type { Connection } from '../targets/target.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

interface Rebuilding {
  readonly plan: Plan;
  readonly state: State;
  readonly connection: Connection;
  readonly context: StageContext;
}

/** Looks for every record of a plan in the target by its marker and teaches the id map what it finds. Writes nothing there. */
export async function rebuildState({
  plan,
  state,
  connection,
  context,
}: Rebuilding): Promise<{ readonly records: number; readonly found: number }> {
  const { runId } = readManifest(plan);
  const originsOf = operationOrigins(plan);
  let records = 0;
  let found = 0;
  for (const kind of stagedKinds(plan)) {
    for (const page of goldenRecords(plan, kind)) {
      stopIfAborted(context);
      const markers = page.map(({ system, key }) => ({ system, key }));
      const ids = await connection.find(kind, markers);
      const learned = page.flatMap((record, index) => {
        const targetId = ids[index];
        return targetId === undefined ? [] : [{ kind, targetId, origins: originsOf(record) }];
      });
      state.learnFound(runId, connection.identity.account, learned);
      records += page.length;
      found += learned.length;
      context.progress({ phase: 'plan', subject: kind, done: records });
    }
  }
  return { records, found };
}
