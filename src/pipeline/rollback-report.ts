import type { Report } from '../model/report.ts';
import { countSums } from '../store/plan-sums.ts';
import type { Manifest, Plan } from '../store/plan.ts';
import type { TargetDescription } from '../targets/target.ts';
import type { Masking } from '../text/mask.ts';
import { noCoverage } from './owners.ts';
import { makeReport } from './report.ts';

export interface RollbackReportSetup {
  readonly plan: Plan;
  readonly manifest: Manifest;
  readonly description: TargetDescription;
  readonly masking: Masking;
}

/** The report of a plan that takes back what a run did: like that of any plan, without inputs, mapping and duplicates. */
export function rollbackReport({ plan, manifest, description, masking }: RollbackReportSetup): Report {
  const sums = countSums(plan);
  const { title, owner } = manifest.report;
  const report = makeReport({
    result: { plan, manifest, sums, matches: {}, fields: [], checks: [], owners: noCoverage, gates: [] },
    mapping: {
      project: manifest.project,
      report: { ...(title === null ? {} : { title }), ...(owner === null ? {} : { owner }), masking, totals: [] },
      unmapped: () => [],
      mapped: () => [],
      maps: [],
      blocks: [],
      customFields: {},
      target: {
        type: manifest.target.type,
        mode: 'quiet',
        conflict: manifest.conflict,
        rename: {},
        options: {},
        limits: { maxDeletes: sums.reduce((sum, { actions }) => sum + actions.delete, 0), maxRejectShare: 1 },
      },
      personal: manifest.personal ?? {},
    },
    description,
    masking,
  });
  return { ...report, purpose: 'undo' };
}
