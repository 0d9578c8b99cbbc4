import { expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import type { Traffic } from '../../src/emulators/request-log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, tables } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';

const entities: Readonly<Record<string, string>> = { '2': 'deal', '3': 'contact', '4': 'company' };

interface Planned {
  readonly kind: string;
  readonly action: string;
  readonly key: string;
  readonly target_id: string | null;
}

/** What a plan file says is to be written: `create contact:old:7`, `update deal 12`; read past the program. */
function plannedWrites(file: string): readonly string[] {
  const database = openDatabase(file, { readonly: true });
  try {
    return database
      .prepare<unknown[], Planned>(
        `SELECT operation.kind AS kind, action, record.key AS key, target_id FROM operation
         JOIN record ON record.seq = operation.seq WHERE action IN ('create', 'update', 'delete')`,
      )
      .all()
      .map(({ kind, action, key, target_id }) =>
        action === 'create' ? `create ${kind}:old:${key}` : `${action} ${kind} ${target_id}`,
      );
  } finally {
    database.close();
  }
}

/** The writes of one request, whether it is a batch or not. */
function sentWrites({ operation, parameters }: Traffic): readonly string[] {
  if (operation === 'batch') {
    const { cmd } = parameters as { readonly cmd: Readonly<Record<string, string>> };
    return Object.values(cmd).flatMap((command) => {
      const [method = '', query = ''] = command.split('?');
      const pairs = [...new URLSearchParams(query)];
      const entity = entities[pairs.find(([name]) => name === 'entityTypeId')?.[1] ?? ''] ?? '';
      const markers = pairs.filter(([name]) => /^data\[\d+\]\[originId\]$/.test(name)).map(([, value]) => value);
      return writesOf(method, entity, { markers, id: pairs.find(([name]) => name === 'id')?.[1] });
    });
  }
  const {
    entityTypeId,
    data = [],
    id,
  } = parameters as {
    readonly entityTypeId?: number;
    readonly data?: readonly { readonly originId: string }[];
    readonly id?: number;
  };
  const markers = data.map(({ originId }) => originId);
  return writesOf(operation, entities[String(entityTypeId)] ?? '', { markers, id: String(id) });
}

function writesOf(
  method: string,
  entity: string,
  { markers, id }: { readonly markers: readonly string[]; readonly id: string | undefined },
): readonly string[] {
  switch (method.toLowerCase()) {
    case 'crm.item.batchimport':
      return markers.map((marker) => `create ${marker}`);
    case 'crm.item.update':
      return [`update ${entity} ${id}`];
    case 'crm.item.delete':
      return [`delete ${entity} ${id}`];
    default:
      return [];
  }
}

test.each(faultSeeds(1, 2))(
  'a portal is sent what the plan says, all of it and nothing else, seed %i',
  async (seed) => {
    replayable(seed);
    const { emulator, stage } = await portalStage({ seed });
    const files = tables(seed, 30);
    const project = await rehearsal(stage, { ...files, 'perenos.yaml': tableMapping('bitrix24') });
    let sent: string[] = [];
    emulator.log.listen((traffic) => sent.push(...sentWrites(traffic)));
    const through = async (made: { readonly plan: { readonly file: string } }) => {
      const wanted = plannedWrites(made.plan.file);
      expect(wanted.length).toBeGreaterThan(0);
      expect(sent, 'planning writes nothing').toEqual([]);
      return wanted;
    };
    const first = await project.plan();
    const creates = await through(first);
    await project.applyUntilDone(first.plan);
    expect(sent.toSorted()).toEqual(creates.toSorted());
    sent = [];
    const more = tables(seed, 40);
    project.rewrite({ ...more, 'companies.csv': more['companies.csv'].replaceAll('ООО Фирма', 'АО Фирма') });
    const second = await project.plan();
    const changes = await through(second);
    await project.applyUntilDone(second.plan);
    expect(new Set(changes.map((text) => text.split(' ')[0]))).toEqual(new Set(['create', 'update']));
    // A record is sent once, whatever of it is changed.
    expect(sent.toSorted()).toEqual(changes.toSorted());
    first.plan.close();
    second.plan.close();
  },
);
