import { expect, onTestFinished } from 'vitest';
import type { RequestLog } from '../../src/emulators/request-log.ts';
import { trafficProblems } from '../emulators/schema.ts';

/**
 * Everything that a load asks of a stand-in is held against the vendor's documentation: a method, parameter, field or form that is not
 * in it fails the test.
 */
export function judged({ log }: { readonly log: RequestLog }): void {
  const problems = new Set<string>();
  const stop = log.listen((traffic) => {
    for (const problem of trafficProblems([traffic])) problems.add(problem.replace(/^#\d+ /, ''));
  });
  onTestFinished(() => {
    stop();
    expect([...problems]).toEqual([]);
  });
}
