import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { AccessError, TargetError } from '../../src/errors.ts';
import { seededRandom } from '../../src/emulators/seeded-random.ts';
import { defaultInputLimits } from '../../src/input.ts';
import { compileMapping } from '../../src/mapping/compile.ts';
import type { DecisionLine } from '../../src/matching/decisions.ts';
import { apply } from '../../src/pipeline/apply.ts';
import { planRollback } from '../../src/pipeline/rollback.ts';
import { verify, type Verification } from '../../src/pipeline/verify.ts';
import { AuditLog } from '../../src/store/audit-log.ts';
import { makePlan, newRunId, type PlanResult } from '../../src/pipeline/plan.ts';
import type { StageContext } from '../../src/pipeline/progress.ts';
import type { ResultSums } from '../../src/pipeline/result-sums.ts';
import * as sources from '../../src/sources/index.ts';
import { openPlan, type Plan } from '../../src/store/plan.ts';
import { State } from '../../src/store/state.ts';
import type { Connection, Target } from '../../src/targets/target.ts';
import { testContext } from '../context.ts';

/** A stand-in of a CRM that a project is loaded into. */
export interface Stage {
  readonly target: Target;
  readonly clock: { now(): number; advanceTo(time: number): void };
  readonly connect: (context: StageContext) => Promise<Connection>;
  /** What people see to before a run is started again that was stopped. */
  readonly mend?: () => void;
}

/** The process ended here: nothing after it happened. */
export class Crash extends Error {}

export interface Rehearsal {
  readonly folder: string;
  readonly context: StageContext;
  readonly plan: () => Promise<PlanResult>;
  /** What people said of likely duplicates: plans made from now on know it. */
  readonly decisions: DecisionLine[];
  /** Applies the plan, again after every stop, until it ends by itself. Gives how often it was started. */
  readonly applyUntilDone: (plan: Plan, crash?: CrashRule) => Promise<Applied>;
  readonly state: () => State;
  /** Other tables from now on. */
  readonly rewrite: (files: Readonly<Record<string, string>>) => void;
  /** The plan that takes a run back. */
  readonly undo: (plan: Plan) => ReturnType<typeof planRollback>;
  readonly verified: (plan: Plan, examplesOfClass?: number) => Promise<Verification>;
  readonly places: Places;
}

/** Files that a load leaves. */
export interface Places {
  readonly folder: string;
  readonly state: string;
  readonly audit: string;
}

export interface Applied {
  readonly sums: readonly ResultSums[];
  readonly starts: number;
}

/** Says before and after each write whether the process ends there. */
export interface CrashRule {
  readonly before: () => boolean;
  readonly after: () => boolean;
}

/** A project of companies, contacts and deals in a folder of its own, loaded into a stand-in with the clock of the stand-in. */
export async function rehearsal(
  stage: Stage,
  files: Readonly<Record<string, string>>,
  mappingFile = 'perenos.yaml',
): Promise<Rehearsal> {
  const folder = mkdtempSync(join(tmpdir(), 'perenos-loading-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const rewrite = (given: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(given)) writeFileSync(join(folder, name), text);
  };
  rewrite(files);
  const places = { folder, state: join(folder, 'state.db'), audit: join(folder, 'audit.ndjson') };
  const context: StageContext = {
    ...testContext().context,
    now: () => new Date(stage.clock.now()),
    wait: async (milliseconds) => stage.clock.advanceTo(stage.clock.now() + milliseconds),
  };
  let state = new State(join(folder, 'state.db'));
  onTestFinished(() => state.close());
  const reopen = () => {
    state.close();
    state = new State(join(folder, 'state.db'));
  };
  const decisions: DecisionLine[] = [];
  const plan = async () => {
    const mapping = await compileMapping(join(folder, mappingFile), { now: context.now() });
    const connection = await stage.connect(context);
    try {
      return await makePlan({
        mapping,
        base: folder,
        connection,
        context,
        state,
        runId: newRunId(context.now()),
        targetOptions: {},
        file: join(folder, `${newRunId(context.now())}.pplan`),
        sources: Object.values(sources),
        limits: defaultInputLimits,
        toolVersion: '0.0.0',
        decisions,
      });
    } finally {
      await connection.close();
    }
  };
  const applyUntilDone = async (given: Plan, crash?: CrashRule): Promise<Applied> => {
    for (let starts = 1; starts <= 200; starts += 1) {
      const opened = openPlan(given.file);
      let connection: Connection | undefined;
      try {
        connection = await stage.connect(context);
        const sums = await apply({
          plan: opened,
          state,
          target: stage.target,
          connection: crash === undefined ? connection : crashing(connection, crash),
          conflict: 'keep-target',
          toolVersion: '0.0.0',
          context,
          audit: new AuditLog(places.audit),
        });
        if (sums.every(({ inDoubt, blocked }) => inDoubt + blocked === 0)) return { sums, starts };
      } catch (error) {
        const isStop = error instanceof Crash || error instanceof TargetError || error instanceof AccessError;
        if (!isStop) throw error;
        stage.mend?.();
      } finally {
        opened.close();
        await connection?.close();
        reopen();
      }
    }
    throw new Error('the load does not come to an end');
  };
  const connected = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const connection = await stage.connect(context);
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  const undo = (given: Plan) =>
    connected(async (connection) => {
      const opened = openPlan(given.file);
      const file = join(folder, `undo-${newRunId(context.now())}.pplan`);
      try {
        return await planRollback({ plan: opened, file, state, connection, toolVersion: '0.0.0', context });
      } finally {
        opened.close();
      }
    });
  const verified = (given: Plan, examplesOfClass = 20) =>
    connected(async (connection) => {
      const opened = openPlan(given.file);
      try {
        return await verify({ plan: opened, state, connection, context, sample: 1, examplesOfClass });
      } finally {
        opened.close();
      }
    });
  return { folder, context, plan, decisions, applyUntilDone, state: () => state, rewrite, undo, verified, places };
}

function crashing(connection: Connection, { before, after }: CrashRule): Connection {
  const write: Connection['write'] = async (operations, idOf) => {
    if (before()) throw new Crash('before a write');
    const outcomes = await connection.write(operations, idOf);
    if (after()) throw new Crash('after a write');
    return outcomes;
  };
  return new Proxy(connection, {
    get: (target, name) => {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}

/** Crashes with a probability, from a seed. */
export function randomCrashes(seed: number, probability: number): CrashRule {
  const random = seededRandom(seed);
  return { before: () => random() < probability, after: () => random() < probability };
}

/** Companies, contacts of them and deals of both, by a seed. */
export function tables(
  seed: number,
  count: number,
): Readonly<Record<'companies.csv' | 'contacts.csv' | 'deals.csv', string>> {
  const random = seededRandom(seed);
  const pick = (limit: number) => Math.floor(random() * limit);
  const rows = (size: number, row: (index: number) => readonly (string | number)[]) =>
    Array.from({ length: size }, (_, index) => row(index + 1).join(';')).join('\n');
  const companies = Math.max(1, Math.floor(count / 4));
  return {
    'companies.csv': `Код;Название;ИНН\n${rows(companies, (index) => [index, `ООО Фирма ${names[pick(names.length)]} ${index}`, ''])}\n`,
    'contacts.csv': `Код;Фамилия;Имя;Телефон;Почта;Компания\n${rows(count, (index) => [
      index,
      `${names[pick(names.length)]}${letters(index)}`,
      givenNames[pick(givenNames.length)] ?? '',
      `+7916${String(1_000_000 + index)}`,
      `person${index}@example.com`,
      1 + pick(companies),
    ])}\n`,
    'deals.csv': `Код;Название;Сумма;Контакт;Компания\n${rows(Math.floor(count / 3), (index) => [
      index,
      `Сделка ${index}`,
      `${pick(100_000)}.50`,
      1 + pick(count),
      1 + pick(companies),
    ])}\n`,
  };
}

const names = ['Иванов', 'Петров', 'Сидоров', 'Кузнецов', 'Смирнов', 'Орлов'];
const givenNames = ['Анна', 'Пётр', 'Мария', 'Олег', 'Вера'];

function letters(index: number): string {
  return Array.from(String(index), (digit) => 'абвгдежзик'[Number(digit)]).join('');
}
