// Ingests a list with the compiled code, for scripts that need its threads: TypeScript sources run in one.
import { join } from 'node:path';

const built = (module) => new URL(`../../dist/${module}`, import.meta.url).href;
export const { compileMapping } = await import(built('mapping/compile.js'));
export const { FieldTallies } = await import(built('pipeline/field-tally.js'));
export const { MatchPreparation } = await import(built('pipeline/match-preparation.js'));
export const { csv } = await import(built('sources/csv.js'));
export const { defineSource } = await import(built('sources/source.js'));
export const { StagingQueue } = await import(built('store/staging-queue.js'));
const { defaultInputLimits } = await import(built('input.js'));
const { ingest } = await import(built('pipeline/ingest.js'));
const { createPlan } = await import(built('store/plan.js'));

const ignore = () => {};
const silent = {
  signal: new AbortController().signal,
  progress: ignore,
  report: ignore,
  fact: ignore,
  event: ignore,
  now: () => new Date(0),
};

/**
 * Ingests into a new plan in the folder and gives what `tell` makes of its database; the plan is thrown away. `setup`: of ingest, but for
 * what is the same in all; `setUp` is given the database first.
 */
export async function ingested(folder, { context = {}, setUp = ignore, ...setup }, tell) {
  const plan = createPlan(join(folder, 'plan.pplan'));
  try {
    setUp(plan.database);
    await ingest(plan, {
      sources: [csv],
      base: folder,
      limits: defaultInputLimits,
      context: { ...silent, ...context },
      ...setup,
    });
    return tell(plan.database);
  } finally {
    plan.discard();
  }
}
