import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { defaultInputLimits } from '../../src/input.ts';
import { compileMapping } from '../../src/mapping/compile.ts';
import type { DecisionLine } from '../../src/matching/decisions.ts';
import { apply } from '../../src/pipeline/apply.ts';
import { makePlan, newRunId, type PlanResult } from '../../src/pipeline/plan.ts';
import type { StageContext } from '../../src/pipeline/progress.ts';
import { planRollback } from '../../src/pipeline/rollback.ts';
import * as sources from '../../src/sources/index.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openPlan, type Plan } from '../../src/store/plan.ts';
import { State } from '../../src/store/state.ts';
import { sqlite } from '../../src/targets/sqlite.ts';
import { testContext } from '../context.ts';
import { workdir } from '../workdir.ts';

/** A list by its name: CSV with the columns that `mappingOf` reads. */
export interface List {
  readonly name: string;
  readonly kind: 'contact' | 'company';
  readonly text: string;
}

const fields = {
  contact: `      full_name: ФИО
      phones: [{from: Телефон, do: [phone]}]
      emails: [{from: Почта, do: [email]}]
      birth_date: {from: Рождён, do: [date]}
      position: Должность
      comment: Заметка
      addresses: [{from: Город}]
      companies: [{ref: company, by: Компания, on_missing: stub, stub_name: Компания}]
      owner: {ref: user, by: Ответственный, on_missing: stub, stub_name: Ответственный}`,
  company: `      name: Название
      inn: {from: ИНН}
      phones: [{from: Телефон, do: [phone]}]
      owner: {ref: user, by: Ответственный, on_missing: stub, stub_name: Ответственный}`,
};

function mappingOf(lists: readonly List[], dedupe: string): string {
  const sourcesOf = lists.map(({ name }) => `  ${name}: {file: ${name}.csv, format: csv, system: ${name}}`).join('\n');
  const blocks = lists
    .map(
      ({ name, kind }) => `  ${name}:
    entity: ${kind}
    from: ${name}
    key: Код
    fields:
${fields[kind]}`,
    )
    .join('\n');
  return `perenos: 1
project: several
target: {type: sqlite}
sources:
${sourcesOf}
load:
${blocks}
dedupe: {contact: ${dedupe}, company: ${dedupe}}
`;
}

/** A database that lists are loaded into one after another, in this process. */
export function severalLoads(dedupe = '{mode: full}') {
  const { folder, path } = workdir();
  const decisions: DecisionLine[] = [];
  let time = Date.UTC(2026, 2, 1);
  const base = testContext();
  const context: StageContext = { ...base.context, now: () => new Date((time += 1000)) };
  let state = new State(join(folder, 'state.db'));
  onTestFinished(() => state.close());
  const connected = async <T>(work: (connection: Awaited<ReturnType<typeof sqlite.connect>>) => Promise<T>) => {
    const connection = await sqlite.connect({ path: path('crm.db'), account: 'crm' }, context);
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  const plan = async (...lists: readonly List[]): Promise<PlanResult> => {
    for (const { name, text } of lists) writeFileSync(path(`${name}.csv`), text);
    writeFileSync(path('perenos.yaml'), mappingOf(lists, dedupe));
    const mapping = await compileMapping(path('perenos.yaml'), { now: context.now() });
    const runId = newRunId(context.now());
    const made = await connected((connection) =>
      makePlan({
        mapping,
        base: folder,
        connection,
        context,
        state,
        runId,
        targetOptions: {},
        file: path(`${runId}.pplan`),
        sources: Object.values(sources),
        limits: defaultInputLimits,
        toolVersion: '0.0.0',
        decisions,
      }),
    );
    onTestFinished(() => made.plan.close());
    return made;
  };
  const perform = async (given: Plan): Promise<void> => {
    const opened = openPlan(given.file);
    try {
      await connected((connection) =>
        apply({
          plan: opened,
          state,
          target: sqlite,
          connection,
          conflict: 'keep-target',
          toolVersion: '0.0.0',
          context,
        }),
      );
    } finally {
      opened.close();
    }
  };
  return {
    folder,
    path,
    decisions,
    issues: base.issues,
    plan,
    perform,
    load: async (...lists: readonly List[]): Promise<PlanResult> => {
      const made = await plan(...lists);
      await perform(made.plan);
      return made;
    },
    undo: async (run: PlanResult): Promise<void> => {
      const file = path(`undo-${run.manifest.runId}.pplan`);
      const undoing = await connected((connection) =>
        planRollback({ plan: run.plan, file, state, connection, toolVersion: '0.0.0', context }),
      );
      undoing.plan.close();
      await perform(undoing.plan);
    },
    /** As after the state was lost: nothing is known but what the target says. */
    forget: (): void => {
      state.close();
      state = new State(path('state-2.db'));
    },
    state: () => state,
    column: (sql: string): unknown[] => {
      const database = openDatabase(path('crm.db'), { readonly: true });
      try {
        return database.prepare(sql).pluck().all();
      } finally {
        database.close();
      }
    },
  };
}

/** The source records of each golden record of a kind, each list and all of them sorted. */
export const groupsOf = (kind: string): string => `SELECT group_concat(name, ' ') FROM
  (SELECT record_id, system || ':' || "key" AS name FROM origin WHERE kind = '${kind}' ORDER BY 2) GROUP BY record_id ORDER BY 1`;
