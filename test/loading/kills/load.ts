import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultRule } from '../../../src/emulators/faults.ts';
import { seededRandom } from '../../../src/emulators/seeded-random.ts';
import { openPlan, readManifest } from '../../../src/store/plan.ts';
import { accountStage } from './account.ts';
import { mappingOf, type TargetName } from './mapping.ts';
import { portalStage } from './portal.ts';
import { perform, type Kill, type Machine } from './program.ts';
import { countOf, editedTables, filesOf, tablesOf, type Tables } from './rows.ts';
import type { Stage } from './stage.ts';
import { isRight, wrongsOf, type Wrongs } from './wrongs.ts';

export interface LoadSetup {
  readonly target: TargetName;
  readonly seed: number;
  readonly records: number;
  /** How often the program is killed, at most. */
  readonly kills: number;
  /** Goes on with an update of the records and with taking both back, each under kills as well. */
  readonly isWhole: boolean;
}

/** What a load has gone through. */
export interface LoadResult {
  readonly records: number;
  /** Processes that died of SIGKILL, by command. */
  readonly kills: Readonly<Record<string, number>>;
  readonly starts: number;
  /** Faults by kind. */
  readonly faults: Readonly<Record<string, number>>;
  /** Records that were linked in the second pass. */
  readonly lateLinks: number;
}

/** The load has ended otherwise than it must. */
export class WrongLoad extends Error {}

/** Everything that refuses for a while or leaves a client in doubt; what the stand-in does wrong in its work only where it writes. */
function stormOf({ writes }: Stage): readonly FaultRule[] {
  const often = [
    '503',
    '429',
    '500',
    '500-after',
    '502-html',
    '504-html-before',
    '504-html-after',
    'reset-before',
    'reset-after',
  ];
  const broken = ['truncated-json', 'cut-json', 'login-page', 'login-page-after', 'bom', 'bad-gzip', 'wrong-type'];
  const slow = ['late-timeout:100', 'timeout-after', 'refused:400', '503-html', '502-html-before'];
  const inWork = ['partial:1', 'missing', 'reorder'];
  return [
    ...often.map((kind) => ({ kind, probability: 0.012 })),
    ...broken.map((kind) => ({ kind, probability: 0.012 })),
    { kind: 'late:120', probability: 0.025 },
    ...slow.map((kind) => ({ kind, probability: 0.004 })),
    ...writes.flatMap((method) => inWork.map((kind) => ({ kind, method, probability: 0.01 }))),
  ];
}

/** Companies all of whose five attempts fail: in commands of 20 there, in requests of 50 here. */
function failingCompanies({ target }: Stage, companies: number): FaultRule {
  const [method, size] = target === 'bitrix24' ? ['crm.item.batchImport', 20] : ['POST /api/v4/companies', 50];
  return { kind: '500', method, times: 5 * Math.ceil(companies / size) };
}

/** Plans and loads tables into a stand-in with a program that is killed again and again. @throws WrongLoad */
export async function loadUnderKills(setup: LoadSetup): Promise<LoadResult> {
  const stage = await (setup.target === 'bitrix24' ? portalStage : accountStage)(setup.seed);
  const folder = mkdtempSync(join(tmpdir(), 'perenos-kills-'));
  try {
    const course = new Course(setup, stage, folder);
    await course.prepare();
    await course.load();
    if (setup.isWhole) await course.goOn();
    return course.result();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new WrongLoad(`${error.message}\nagain: ${againOf(setup)}`, { cause: error });
  } finally {
    await stage.emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function againOf({ target, seed, records, kills, isWhole }: LoadSetup): string {
  const flags = `--target ${target} --from ${seed} --loads 1 --records ${records} --kills ${kills}${isWhole ? ' --whole' : ''}`;
  return `npx tsx test/loading/kills/index.ts ${flags}`;
}

/** Starts without a kill after which the portal is well again. */
const stormyStarts = 6;
const startsAtMost = 60;

class Course {
  private readonly setup: LoadSetup;
  private readonly stage: Stage;
  private readonly machine: Machine;
  private readonly random: () => number;
  private readonly kills: Record<string, number> = {};
  private killsLeft: number;
  private starts = 0;

  constructor(setup: LoadSetup, stage: Stage, folder: string) {
    this.setup = setup;
    this.stage = stage;
    this.random = seededRandom(setup.seed);
    this.killsLeft = setup.kills;
    const secret = join(folder, 'secret');
    writeFileSync(secret, stage.secret, { mode: 0o600 });
    const variables = { PERENOS_BITRIX24_TOKEN_FILE: secret, PERENOS_AMOCRM_TOKEN_FILE: secret };
    this.machine = { folder, log: stage.emulator.log, epoch: Date.now(), variables };
  }

  async prepare(): Promise<void> {
    this.write({ 'perenos.yaml': mappingOf(this.stage.target, this.stage.settings) });
    if (this.stage.target === 'amocrm')
      await this.untilDone(['target', 'prepare', '--yes', '--mapping', 'perenos.yaml'], 0.1);
  }

  async load(): Promise<void> {
    const tables = tablesOf(this.setup.seed, this.setup.records);
    this.write(filesOf(tables));
    const { faults } = this.stage.emulator;
    faults.set(stormOf(this.stage));
    await this.untilDone(['plan', '--mapping', 'perenos.yaml', '-o', 'load.pplan'], 0.1);
    if (this.setup.seed % 3 === 0) {
      // What points to records that were not there is linked to them in the second pass, by the starts that follow.
      faults.set([failingCompanies(this.stage, tables.companies.length)]);
      await perform(this.machine, ['apply', 'load.pplan', '--yes'], undefined);
      faults.set(stormOf(this.stage));
    }
    await this.untilDone(['apply', 'load.pplan', '--yes'], this.setup.isWhole ? 0.5 : 1);
    this.compare(tables, 'the load');
  }

  /** The update and both ways back. */
  async goOn(): Promise<void> {
    const before = tablesOf(this.setup.seed, this.setup.records);
    const after = editedTables(before);
    this.write(filesOf(after));
    await this.untilDone(['plan', '--mapping', 'perenos.yaml', '-o', 'update.pplan'], 0.1);
    await this.untilDone(['apply', 'update.pplan', '--yes'], 0.4);
    this.compare(after, 'the update');
    await this.takenBack(this.runOf('update.pplan'), 0.5);
    this.compare(before, 'taking the update back');
    await this.takenBack(this.runOf('load.pplan'), 1);
    const left = this.stage.undone();
    if (left.length > 0) throw new Error(`left after everything was taken back: ${left.slice(0, 5).join(', ')}`);
  }

  result(): LoadResult {
    const { records } = this.setup;
    const faults = this.stage.emulator.faults.counts() as Readonly<Record<string, number>>;
    const audit = readFileSync(join(this.machine.folder, '.perenos/audit.ndjson'), 'utf8');
    const lateLinks = audit.split('"action":"link"').length - 1;
    return {
      records: countOf(tablesOf(this.setup.seed, records)),
      kills: this.kills,
      starts: this.starts,
      faults,
      lateLinks,
    };
  }

  private write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.machine.folder, name), text);
  }

  private runOf(plan: string): string {
    const opened = openPlan(join(this.machine.folder, plan));
    try {
      return readManifest(opened).runId;
    } finally {
      opened.close();
    }
  }

  private async takenBack(run: string, share: number): Promise<void> {
    await this.untilDone(['rollback', run, '-o', 'undo.pplan'], 0.1);
    // Nothing can be deleted in an account: what stays there is said.
    await this.untilDone(['apply', 'undo.pplan', '--yes'], share, this.stage.target === 'amocrm');
  }

  /** Starts a command again until it ends well, as a person would. `share`: of the kills that are left. */
  private async untilDone(args: readonly string[], share: number, mayStay = false): Promise<void> {
    const { emulator } = this.stage;
    const storm = emulator.faults.rules;
    let kills = Math.ceil(this.killsLeft * share);
    let unkilled = 0;
    for (let start = 1; start <= startsAtMost; start += 1) {
      this.starts += 1;
      const { code, isKilled, said } = await perform(this.machine, args, kills > 0 ? this.moment(start) : undefined);
      if (isKilled) {
        kills -= 1;
        this.killsLeft -= 1;
        this.kills[args[0] ?? ''] = (this.kills[args[0] ?? ''] ?? 0) + 1;
      } else if (code === 0 || (code === 1 && mayStay)) {
        emulator.faults.set(storm);
        return;
      } else if (code !== 4 && code !== 8) throw new Error(`${args.join(' ')} ended with ${code}: ${said}`);
      else unkilled += 1;
      if (unkilled >= stormyStarts) emulator.faults.set([]);
    }
    throw new Error(`${args.join(' ')} does not come to an end`);
  }

  /** Early the first time, so that it is sure to be met; then any time from the start on, or shortly after any request. */
  private moment(start: number): Kill {
    if (start === 1) return { requests: 1 + Math.floor(this.random() * 3), ms: 0 };
    if (this.random() < 0.4) return { requests: 0, ms: this.random() * 2_000 };
    const requests = 1 + Math.floor(this.random() ** 2 * Math.max(12, this.setup.records / 25));
    return { requests, ms: this.random() ** 2 * 60 };
  }

  /** Also what was abandoned has been executed by then. */
  private compare(tables: Tables, what: string): void {
    const { folder } = this.machine;
    const { clock } = this.stage.emulator;
    clock.advanceTo(clock.now() + 10_000);
    const places = { folder, state: join(folder, '.perenos/state.db'), audit: join(folder, '.perenos/audit.ndjson') };
    const wrongs = wrongsOf(this.stage.held(), this.stage.expected(tables), places);
    if (!isRight(wrongs)) throw new Error(`after ${what}: ${shown(wrongs)}`);
  }
}

function shown(wrongs: Wrongs): string {
  const lines = Object.entries(wrongs as object as Record<string, readonly string[]>)
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => [`${list.length} ${name}`, ...list.slice(0, 5)].join('\n    '));
  return `\n  ${lines.join('\n  ')}`;
}
