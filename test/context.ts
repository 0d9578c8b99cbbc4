import type { Fact } from '../src/context.ts';
import type { RunEvent } from '../src/model/event.ts';
import type { Issue } from '../src/model/issue.ts';
import type { StageContext } from '../src/pipeline/progress.ts';

/** A context that keeps what it is told; its clock stands still. */
export function testContext(now = new Date('2026-03-14T06:15:02Z')) {
  const issues: Issue[] = [];
  const facts: Fact[] = [];
  const events: RunEvent[] = [];
  const controller = new AbortController();
  const context: StageContext = {
    signal: controller.signal,
    report: (issue) => issues.push(issue),
    fact: (fact) => facts.push(fact),
    event: (event) => events.push(event),
    now: () => now,
    progress: () => {},
  };
  return { context, issues, facts, events, abort: (reason: unknown) => controller.abort(reason) };
}
