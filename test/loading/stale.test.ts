import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { openDatabase } from '../../src/store/database.ts';
import { StaleError } from '../../src/errors.ts';
import { portalStage, type PortalStage } from './portal-stage.ts';
import { rehearsal, tables, type Rehearsal } from './rehearsal.ts';

interface Given extends PortalStage {
  readonly project: Rehearsal;
  readonly file: string;
}

function inDatabase(file: string, sql: string): void {
  const database = openDatabase(file);
  database.exec(sql);
  database.close();
}

/** What happened between the plan and its application, and the code that names it. */
const mutations: readonly (readonly [title: string, code: string, mutate: (given: Given) => unknown])[] = [
  [
    'a byte of a payload was changed',
    'plan.changed-bytes',
    ({ file }) => inDatabase(file, "UPDATE operation SET payload_hash = 'x' WHERE id = 1"),
  ],
  [
    'an operation was taken out',
    'plan.changed-bytes',
    ({ file }) => inDatabase(file, 'DELETE FROM operation WHERE id = 2'),
  ],
  [
    'something was loaded meanwhile',
    'plan.stale-serial',
    ({ project }) => inDatabase(project.places.state, "UPDATE meta SET value = '7' WHERE name = 'serial'"),
  ],
  [
    'it was made with the journal of another project',
    'plan.stale-lineage',
    ({ file }) => inDatabase(file, "UPDATE manifest SET value = json_set(value, '$.lineage', 'x')"),
  ],
  [
    'the webhook leads to another portal',
    'plan.stale-target',
    async ({ stage }) => Object.assign(stage, { connect: (await portalStage()).stage.connect }),
  ],
  ['another version of the program made it', 'plan.format', ({ file }) => inDatabase(file, 'PRAGMA user_version = 1')],
  [
    'a field was added or removed',
    'plan.stale-schema',
    ({ emulator }) => {
      const field = { name: 'UF_CRM_OLD_CODE', item: 'ufCrmOldCode', type: 'string', title: 'Код' } as const;
      emulator.state.setCustomFields({ name: 'deal' }, [field]);
    },
  ],
  [
    'somebody who owns records was dismissed',
    'plan.stale-schema',
    ({ emulator }) => {
      emulator.state.users = emulator.state.users.map((user) => ({ ...user, isActive: false }));
    },
  ],
  [
    'a currency was removed',
    'plan.stale-schema',
    ({ emulator }) => {
      emulator.state.currencies = [];
    },
  ],
  [
    'a stage was renamed',
    'plan.stale-schema',
    ({ emulator }) => {
      const { statuses } = emulator.state;
      emulator.state.statuses = statuses.map((status) => ({ ...status, code: `${status.code}X` }));
    },
  ],
  [
    'the plan is four days old',
    'plan.stale-age',
    ({ stage }) => stage.clock.advanceTo(stage.clock.now() + 96 * 3_600_000),
  ],
];

describe('a plan that does not fit any more', () => {
  test.each(mutations)('is refused with 6 before anything is written: %s', async (_title, code, mutate) => {
    const portal = await portalStage();
    const project = await rehearsal(portal.stage, { ...tables(9, 12), 'perenos.yaml': tableMapping('bitrix24') });
    const { plan } = await project.plan();
    plan.close();
    await mutate({ ...portal, project, file: plan.file });
    const refusal: unknown = await project.applyUntilDone(plan).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StaleError);
    expect(refusal).toMatchObject({ code, exitCode: 6 });
    const { company, contact, deal } = portal.emulator.state.items;
    expect([company.size, contact.size, deal.size]).toEqual([0, 0, 0]);
  });

  test('a source that was changed since does not matter: the plan holds what it writes', async () => {
    const { emulator, stage } = await portalStage();
    const project = await rehearsal(stage, { ...tables(9, 12), 'perenos.yaml': tableMapping('bitrix24') });
    const { plan } = await project.plan();
    plan.close();
    writeFileSync(`${project.folder}/companies.csv`, 'Код;Название;ИНН\n1;Другая;\n');
    await project.applyUntilDone(plan);
    expect([...emulator.state.items.company.all()].map(({ values }) => values['TITLE'])).not.toContain('Другая');
  });
});
