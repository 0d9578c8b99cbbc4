import { workerData } from 'node:worker_threads';
import { eachIdentity, type IdentityBatch } from '../matching/identity-columns.ts';
import type { StagingTask } from '../store/staging-queue.ts';
import { writeStaged, type ThreadMapping, type ThreadNotes } from '../store/staging-service.ts';
import type { NotingTask } from './ingest-thread.ts';
import { MatchPreparation } from './match-preparation.ts';
import type { RowMapper, RowMapping } from './row-mapper.ts';

const task = workerData as StagingTask;
const prepared = task.notes === undefined ? undefined : preparedOf(task.notes as NotingTask);
writeStaged(task, { ...(prepared && { notes: notesOf(prepared) }), mapping: mappingOf(prepared) });

function preparedOf({ dedupe, state }: NotingTask): MatchPreparation {
  const made = new MatchPreparation(dedupe);
  made.goOn(state);
  return made;
}

function notesOf(made: MatchPreparation): ThreadNotes {
  return {
    note: (collected, memory) => eachIdentity(collected as IdentityBatch, memory, (record) => made.add(record)),
    handOver: () => {
      const noted = made.handOver();
      return { noted, memory: [...memoryOf(noted)] };
    },
  };
}

/** Most lists are too short for it: what maps is loaded when it is asked for. */
function mappingOf(made: MatchPreparation | undefined): ThreadMapping {
  let mapper: RowMapper | undefined;
  return {
    prepare: async (asked) => {
      const { mappedAgain, RowMapper: Mapper } = await import('./row-mapper.ts');
      const mapping = await mappedAgain(asked as RowMapping);
      if (mapping !== undefined) mapper = new Mapper(mapping, made);
      return mapping !== undefined;
    },
    map: (rows) => {
      if (mapper === undefined) throw new Error('rows came before the mapping');
      return mapper.map(rows);
    },
  };
}

/** Memory of the typed arrays in plain data. */
function* memoryOf(value: unknown): Generator<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) yield value.buffer;
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) yield* memoryOf(part);
  }
}
