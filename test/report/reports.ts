import { entityKinds, type EntityKind } from '../../src/model/entity.ts';
import { issueCatalogue, type IssueCode } from '../../src/model/issue.ts';
import type {
  ControlTotal,
  DuplicateSummary,
  FieldQuality,
  FunnelLine,
  IssueGroup,
  MapSummary,
  MergeExample,
  Report,
} from '../../src/model/report.ts';
import { diffReports } from '../../src/report/diff.ts';
import { overallSums, resultTotals } from '../../src/pipeline/report-sums.ts';
import { hostile } from './hostile-text.ts';

export { hostile } from './hostile-text.ts';

const plain = ['Иванов Иван', 'ООО «Ромашка»', '+7 900 123-45-67', 'Москва', 'info@mail.ru', 'Sales'];

/** A report of invented numbers that add up. Equal seeds give equal reports. */
export function sampleReport(
  seed: number,
  options: { readonly hostile?: boolean; readonly since?: boolean } = {},
): Report {
  const random = generator(seed);
  const words = options.hostile === true ? hostile : plain;
  let place = 0;
  const maker: Maker = { random, word: () => words[(place += 1) % words.length]! };
  const kinds = entityKinds.filter(() => random(4) > 0);
  const funnel = kinds.map((kind) => funnelLine(kind, maker));
  const report = wholeReport(maker, kinds, funnel);
  if (options.since !== true) return report;
  return { ...report, since: diffReports(sampleReport(seed + 1000), report) };
}

interface Maker {
  /** 0 to below `limit`. */
  readonly random: (limit: number) => number;
  readonly word: () => string;
}

function generator(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function funnelLine(kind: EntityKind, { random }: Maker): FunnelLine {
  const [filtered, rejected, merged] = [random(50), random(20), random(30)];
  const [create, update, unchanged, skip] = [random(90_000), random(40), random(40), random(5)];
  const removed = random(4) === 0 ? random(30) : 0;
  const planned = create + update + removed + unchanged + skip;
  const read = filtered + rejected + merged + planned;
  const [exploded, stubs] = [random(2), random(2)].map((part) => Math.min(part, read)) as [number, number];
  const rows = Math.max(0, read - exploded - stubs);
  const sums = { rows, exploded: read - rows - stubs, stubs, read, filtered, rejected, merged, planned };
  const joined = random(3) === 0 ? random(update + 1) : 0;
  return { kind, ...sums, joined, create, update, delete: removed, unchanged, skip, adds_up: true };
}

function wholeReport(maker: Maker, kinds: readonly EntityKind[], funnel: readonly FunnelLine[]): Report {
  const { random, word } = maker;
  const overall = overallSums(funnel);
  const isResult = random(2) === 1;
  const result = isResult ? funnel.map(({ kind, planned }) => resultLine(kind, planned, random)) : [];
  const codes = (Object.keys(issueCatalogue) as IssueCode[]).filter((code) => /^(csv|record|plan\.parent)/.test(code));
  const hash = () =>
    many(8, () =>
      random(2 ** 31)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
  return {
    format_version: '1.0',
    kind: isResult ? 'result' : 'plan',
    verdict: {
      level: (['ready', 'remarks', 'not-ready'] as const)[random(3)]!,
      reasons: codes.slice(0, random(3)).map((code) => ({ code, args: null, count: 1 + random(500) })),
    },
    project: word(),
    title: random(2) === 0 ? null : word(),
    owner: word(),
    target: {
      type: 'sqlite',
      place: word(),
      mode: 'quiet',
      conflict: 'stop',
      guarantees: Object.fromEntries(kinds.map((kind) => [kind, 'exactly-once'])),
      unsupported: kinds.slice(0, 2).map((kind) => ({ kind, field: 'tags', filled: random(900) })),
      irreversible: [],
    },
    run: {
      id: '20261122T101500Z-abcd',
      plan_hash: hash(),
      created_at: '2026-11-22T10:15:00.000Z',
      finished_at: isResult ? '2026-11-22T10:21:07.000Z' : null,
      tool_version: '0.1.0',
      mapping: [{ file: word(), sha256: hash() }],
    },
    inputs: many(random(4), (index) => ({
      source: word(),
      file: word(),
      format: 'csv',
      sha256: hash(),
      bytes: random(10_000_000),
      facts: { encoding: word(), 'header-row': index + 1, 'empty-lines': random(9) },
      tables: many(1 + random(2), () => ({ name: word(), rows: random(100_000), columns: random(60) })),
    })),
    funnel,
    overall,
    result,
    result_overall: resultTotals(result),
    checks: many(random(3), () => check(maker, kinds)),
    totals: kinds.includes('deal') ? many(1 + random(4), () => total(maker)) : [],
    changes: {
      create: overall.create,
      update: overall.update,
      delete: overall.delete,
      unchanged: overall.unchanged,
      skip: overall.skip,
      by_field: overall.update === 0 ? [] : kinds.map((kind) => ({ kind, field: 'comment', count: random(400) })),
      links: kinds.map((kind) => ({ kind, field: 'company', to: 'company' as const, count: random(4000) })),
      custom_fields: many(random(3), () => ({ name: 'deal.x', label: word(), type: 'text', options: [word()] })),
      updates:
        overall.update === 0
          ? []
          : many(random(6), () => ({ kind: 'contact', key: word(), field: 'comment', before: word(), after: word() })),
    },
    eta:
      random(2) === 0
        ? []
        : kinds.map((kind) => ({
            kind,
            operations: random(9000),
            requests: random(900),
            seconds: random(20_000),
            bound_by: random(2) === 0 ? ('requests' as const) : ('server-time' as const),
          })),
    existing: funnel.flatMap(({ kind, update, unchanged, skip }) =>
      update + unchanged + skip === 0
        ? []
        : [{ kind, on_match: 'update' as const, matched: update + unchanged + skip, update, unchanged, skip }],
    ),
    issues: codes.slice(0, random(codes.length)).map((code) => issue(code, kinds[0] ?? null, maker)),
    fields: kinds.flatMap((kind) => ['phones', 'full_name', 'custom.Код'].map((name) => field(kind, name, maker))),
    duplicates: kinds.filter((kind) => kind === 'company' || kind === 'contact').map((kind) => duplicates(kind, maker)),
    maps: many(random(3), () => mapSummary(maker)),
    unmapped: many(random(3), () => ({ map: word(), value: word(), count: 1 + random(300) })),
    relations: kinds
      .slice(0, 1)
      .map((kind) => ({ code: 'plan.parent-missing' as const, kind, field: 'company', count: random(9) })),
    left_behind: many(random(5), () => ({ file: word(), table: word(), column: word(), filled: 1 + random(5000) })),
    since: null,
    limits: {
      max_creates: random(2) === 0 ? null : 100_000,
      max_updates: null,
      max_deletes: 0,
      max_replaced: random(2) === 0 ? null : 7,
      max_reject_share: 0.05,
    },
    masking: (['none', 'partial', 'full'] as const)[random(3)]!,
  };
}

function resultLine(kind: EntityKind, planned: number, random: Maker['random']): Report['result'][number] {
  const rejected = Math.min(planned, random(5));
  const in_doubt = Math.min(planned - rejected, random(3));
  const skipped = Math.min(planned - rejected - in_doubt, random(3));
  const done = planned - rejected - in_doubt - skipped;
  return { kind, planned, done, skipped, rejected, in_doubt, blocked: 0, adds_up: true };
}

function check({ random, word }: Maker, kinds: readonly EntityKind[]): Report['checks'][number] {
  const exceeded = ([null, 'error', 'warning'] as const)[random(3)]!;
  const totals = many(random(3), () => ({
    by: [word()],
    currency: 'RUB',
    count: random(90),
    sum: `${random(9_000_000)}.10`,
  }));
  const counts = { records: random(9000), count: random(90) };
  return {
    name: word(),
    kind: kinds[0] ?? 'contact',
    severity: 'warning',
    ...counts,
    allowed: '5 %',
    exceeded,
    totals,
  };
}

function total({ random, word }: Maker): ControlTotal {
  const sum = () => ({ count: random(9000), sum: `${random(900_000_000)}.${String(random(100)).padStart(2, '0')}` });
  const by = [{ field: 'stage', value: word() }];
  return { kind: 'deal', field: 'amount', by, currency: 'RUB', source: sum(), gone: sum(), plan: sum(), diff: '-12.5' };
}

function issue(code: IssueCode, kind: EntityKind | null, { random, word }: Maker): IssueGroup {
  return {
    id: `${code}:${kind ?? ''}:phones`,
    code,
    severity: issueCatalogue[code].severity,
    kind,
    field: 'phones',
    count: 1 + random(5000),
    share: random(1_000_000) / 1_000_000,
    decides: (['data', 'integrator', 'nobody'] as const)[random(3)]!,
    samples: many(random(5), () => ({
      file: word(),
      sheet: word(),
      line: random(100_000),
      column: word(),
      value: word(),
      suggestion: random(2) === 0 ? null : word(),
      args: argumentsOf(word),
    })),
  };
}

/** Whatever argument a wording asks for, it gets text. */
function argumentsOf(word: () => string): Record<string, string> {
  const names = [
    'field',
    'kind',
    'key',
    'name',
    'value',
    'text',
    'reason',
    'path',
    'line',
    'count',
    'columns',
    'heading',
  ];
  return Object.fromEntries(names.map((name) => [name, word()]));
}

function field(kind: EntityKind, name: string, { random, word }: Maker): FieldQuality {
  const records = 50_000 + entityKinds.indexOf(kind);
  const filled = random(records);
  return {
    kind,
    field: name,
    filled,
    records,
    fixed: random(filled + 1),
    examples: many(random(4), () => ({ before: word(), after: word() })),
    errors: random(9),
    warnings: random(90),
    notices: random(900),
  };
}

function mapSummary({ random, word }: Maker): MapSummary {
  return {
    map: word(),
    kind: 'text',
    rows: random(9000),
    entries: many(random(4), () => ({ value: word(), target: word(), count: 1 + random(900) })),
    rest: random(9),
    targets: many(random(4), () => ({ target: word(), count: random(900) })),
  };
}

function duplicates(kind: EntityKind, maker: Maker): DuplicateSummary {
  const { random, word } = maker;
  return {
    kind,
    clusters: random(900),
    merged: random(900),
    review: random(90),
    sizes: many(random(5), (index) => ({ size: index + 2, clusters: 1 + random(500) })),
    examples: many(random(4), () => mergeExample(maker)),
    waiting: many(random(4), () => mergeExample(maker)),
    matching: {
      records: random(90_000),
      repeats: random(9),
      compared: random(9000),
      expected_pairs: 5,
      expected_sure: 4,
    },
    bands: (['rule', 'sure', 'likely', 'close'] as const).slice(0, random(5)).map((band) => ({
      band,
      merges: 1 + random(900),
      examples: many(random(3), () => mergeExample(maker)),
    })),
    conflicts: many(random(3), (index) => ({
      field: ['position', 'comment', 'birth_date'][index]!,
      count: 1 + random(90),
    })),
    skipped: many(random(3), () => ({ reason: 'shared', key_type: 'phone', value: word(), records: 6 + random(90) })),
  };
}

function mergeExample({ random, word }: Maker): MergeExample {
  return {
    rule: 'score',
    score: random(4000) / 100,
    records: many(2, () => ({ name: word(), file: word(), sheet: word(), line: 1 + random(9000) })),
    evidence: [
      { field: 'phones', level: 'equal', weight: 12.5 },
      { field: 'first_name', level: word(), weight: -3.1 },
    ],
  };
}
