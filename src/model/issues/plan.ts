import { define } from '../issue-definition.ts';

/** Owners who cannot be given records in the target; `dismissed` names those of them who are there and do not work any more. */
interface WithoutPlace {
  readonly owners: number;
  readonly records: number;
  readonly names: string;
  readonly dismissed: string;
}

export const planIssues = {
  'plan.not-a-plan': define<{ file: string }>('error'),
  'plan.not-a-report': define<{ file: string }>('error'),
  'plan.format': define<{ file: string; found: number; known: number }>('error'),
  'plan.sums': define<{ kind: string; sum: string; left: number; right: number }>('error'),
  'plan.stale-lineage': define<{ file: string }>('error'),
  'plan.stale-serial': define<{ file: string; planned: number; now: number }>('error'),
  'plan.stale-target': define<{ planned: string; now: string }>('error'),
  'plan.stale-schema': define<{ target: string }>('error'),
  'plan.stale-age': define<{ hours: number; allowed: number }>('error'),
  'plan.stale-hash': define<{ expected: string; found: string }>('error'),
  'plan.changed-bytes': define<{ file: string }>('error'),
  'plan.gate-creates': define<{ count: number; allowed: number }>('error'),
  'plan.gate-updates': define<{ count: number; allowed: number }>('error'),
  'plan.gate-replaced': define<{ count: number; allowed: number }>('error'),
  'plan.gate-rejects': define<{ share: number; allowed: number; count: number }>('error'),
  'plan.gate-check': define<{ name: string; count: number; allowed: string }>('error'),
  'plan.owners-undecided': define<WithoutPlace>('error'),
  'plan.owners-uncovered': define<WithoutPlace>('error'),
  'plan.owners-default-unknown': define<{ user: string }>('error'),
  'plan.owners-default-dismissed': define<{ user: string }>('error'),
  'plan.owners-replaced': define<WithoutPlace & { policy: string; user: string }>('warning'),
  'plan.check-over': define<{ name: string; count: number; allowed: string }>('warning'),
  'plan.parent-missing': define<{ field: string; kind: string; key: string }>('error'),
  'plan.parent-dropped': define<{ field: string; kind: string; key: string }>('warning'),
  'plan.parent-rejected': define<{ field: string; kind: string; key: string }>('error'),
  'plan.parent-stub': define<{ field: string; kind: string; key: string; name: string }>('notice'),
  'plan.parent-by-name': define<{ field: string; kind: string; name: string }>('notice'),
  'plan.parent-ambiguous': define<{ field: string; kind: string; name: string }>('warning'),
  'plan.lead-person': define<{ title: string }>('notice'),
  'plan.lead-person-unnamed': define<{ title: string }>('notice'),
  'plan.now-another': define<{ id: string; before: string; after: string }>('warning'),
  'plan.key-repeated': define<{ kind: string; key: string; line: number }>('warning'),
  'plan.key-shared': define<{ kind: string; key: string; line: number; own: string }>('warning'),
  'plan.several-targets': define<{ records: string; kept: string }>('warning'),
  'plan.loaded-apart': define<{ id: string; own: string; kept: string }>('warning'),
  'plan.loaded-split': define<{ id: string; own: string; kept: string }>('warning'),
  'plan.columns-left': define<{ columns: number; cells: number }>('notice'),
  'plan.nothing-to-do': define('notice'),
  'plan.conflict': define<{ field: string; id: string }>('error'),
  'plan.late-links': define<{ kind: string }>('error'),
  'plan.link-lost': define<{ kind: string; key: string }>('warning'),
  'plan.self-link': define<{ field: string; kind: string; key: string }>('notice'),
  'plan.in-doubt': define<{ count: number; runId: string }>('error'),
  'plan.both-changed': define<{ field: string; id: string }>('warning'),
  'plan.edited-since': define<{ id: string; fields: string }>('warning'),
  'plan.no-before-image': define<{ id: string; fields: string }>('warning'),
} as const;
