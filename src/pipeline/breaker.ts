import { waitFor } from '../context.ts';
import { TargetError } from '../errors.ts';
import type { Outcome } from '../targets/target.ts';
import type { Applying } from './applying.ts';

const doubtsAtMost = 5;
const probesAtMost = 3;
const pauseMs = 30_000;

/**
 * Stops a run against a target that swallows answers: after five batches in a row of which nothing is known it pauses and asks one
 * harmless question; when that fails three times the run ends (`reliability.md` section 9).
 * @throws TargetError
 */
export async function breakAfterDoubts(run: Applying, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  run.doubtsInRow = outcomes.every(({ status }) => status === 'in-doubt') ? run.doubtsInRow + 1 : 0;
  if (run.doubtsInRow < doubtsAtMost) return;
  const { context, connection } = run;
  const { place } = connection.identity;
  for (let probe = 1; probe <= probesAtMost; probe += 1) {
    context.event({ type: 'limit', host: place, reason: 'answers are lost', wait_ms: pauseMs });
    await waitFor(context, pauseMs);
    if (await answers(run)) {
      run.doubtsInRow = 0;
      return;
    }
  }
  throw new TargetError('target.doubts', { place, count: run.doubtsInRow });
}

async function answers({ connection }: Applying): Promise<boolean> {
  try {
    await connection.probe?.();
    return true;
  } catch (error) {
    if (error instanceof TargetError) return false;
    throw error;
  }
}
