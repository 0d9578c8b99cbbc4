import type { DuckDBAppender, DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BlockLimits } from './block-limits.ts';
import { candidateStatements, countEntries, keyTables, selectOversized, selectPairs } from './candidate-sql.ts';
import type { OversizedBlock } from './candidates.ts';
import { type DuckDbLibrary, duckDbFailure, loadDuckDb } from './duckdb-library.ts';
import {
  type Candidates,
  createPairScoring,
  type Engine,
  type EngineOutput,
  type KeyStore,
  type ScoreTask,
  type VisitPair,
} from './engine.ts';
import { openColumns } from './feature-table.ts';
import type { KindModel } from './kind-model.ts';
import { sharedNumber } from './own-numbers.ts';

/** What DuckDB may use. */
export interface DuckDbLimits {
  /** Bytes of memory for keys and pairs; what does not fit goes to disk. A quarter of the machine if not given. */
  readonly memory?: number;
  /** Threads of DuckDB; all processors if not given. The edges do not depend on it. */
  readonly threads?: number;
}

const LEAST_MEMORY = 256 * 1024 * 1024;

/**
 * Keys, blocks and candidate pairs in a DuckDB database on disk, in bounded memory; pairs are streamed back and weighed by
 * the same code as in the engine of this process, so that both give the same edges. Features stay in memory. The database
 * holds hashes and numbers only, and is deleted when the pairs are weighed.
 */
export function duckdbEngine(model: KindModel, limits: DuckDbLimits = {}): Engine {
  return {
    open: async () => {
      const library = await loadDuckDb();
      const folder = await mkdtemp(join(tmpdir(), `perenos-match-${process.pid}-`));
      try {
        return await DuckDbKeys.open(model, { library, folder, limits });
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw duckDbFailure(error);
      }
    },
  };
}

interface Opened {
  readonly library: DuckDbLibrary;
  readonly folder: string;
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  readonly keys: RowWriter;
}

class DuckDbKeys implements KeyStore {
  readonly #model: KindModel;
  readonly #opened: Opened;

  constructor(model: KindModel, opened: Opened) {
    this.#model = model;
    this.#opened = opened;
  }

  static async open(
    model: KindModel,
    given: { readonly library: DuckDbLibrary; readonly folder: string; readonly limits: DuckDbLimits },
  ): Promise<DuckDbKeys> {
    const { library, folder, limits } = given;
    const memory = Math.max(LEAST_MEMORY, Math.floor(limits.memory ?? totalmem() / 4));
    const instance = await library.DuckDBInstance.create(join(folder, 'keys.duckdb'), {
      memory_limit: `${Math.floor(memory / 1024)}KiB`,
      temp_directory: join(folder, 'spill'),
      preserve_insertion_order: 'false',
      ...(limits.threads !== undefined && { threads: String(limits.threads) }),
    });
    const connection = await instance.connect();
    for (const statement of Object.values(keyTables)) await connection.run(statement);
    const appender = await connection.createAppender('record_key');
    const keys = new RowWriter(library, appender, 'wide');
    return new DuckDbKeys(model, { library, folder, instance, connection, keys });
  }

  add(high: number, low: number, record: number): void {
    this.#opened.keys.add(high, low, record);
  }

  async candidates(given: Parameters<KeyStore['candidates']>[0]): Promise<Candidates> {
    try {
      return await this.#makeCandidates(given);
    } catch (error) {
      throw duckDbFailure(error);
    }
  }

  async #makeCandidates(given: Parameters<KeyStore['candidates']>[0]): Promise<Candidates> {
    const { connection, library, keys } = this.#opened;
    keys.close();
    const places = new RowWriter(library, await connection.createAppender('record_place'), 'narrow');
    for (const [record, place] of given.numbers.entries()) if (place !== -1) places.add(0, record, place);
    places.close();
    for (const statement of candidateStatements(given.limits)) await connection.run(statement);
    const [[entries] = []] = await (await connection.run(countEntries)).getRows();
    return {
      entries: Number(entries ?? 0),
      oversized: await this.#oversized(given.limits),
      eachPair: (visit) => this.#eachPair(visit),
      score: (task) => this.#score(task),
    };
  }

  async close(): Promise<void> {
    const { connection, instance, folder } = this.#opened;
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }

  async #oversized(limits: BlockLimits): Promise<readonly OversizedBlock[]> {
    const result = await this.#opened.connection.run(selectOversized(limits));
    return (await result.getRows()).map(([key, records, carrier]) => {
      const bits = BigInt.asUintN(64, BigInt(String(key)) - SIGN);
      return {
        carrier: Number(carrier),
        high: Number(bits >> 32n),
        low: Number(bits & 0xffff_ffffn),
        records: Number(records),
      };
    });
  }

  async #eachPair(visit: VisitPair): Promise<void> {
    const result = await this.#opened.connection.stream(selectPairs).catch((error: unknown) => {
      throw duckDbFailure(error);
    });
    for (;;) {
      const chunk = await result.fetchChunk().catch((error: unknown) => {
        throw duckDbFailure(error);
      });
      if (chunk === null || chunk.rowCount === 0) return;
      const left = chunk.getColumnValues(0) as readonly number[];
      const right = chunk.getColumnValues(1) as readonly number[];
      for (let row = 0; row < left.length; row += 1) visit(left[row] ?? 0, right[row] ?? 0);
    }
  }

  async #score({ table, least, learnt }: ScoreTask): Promise<EngineOutput> {
    const column = openColumns(table);
    const weighing = { comparisons: this.#model.comparisons(column), isAsked: sharedNumber(this.#model, column) };
    const scoring = createPairScoring({ ...weighing, size: table.counted ?? table, least, learnt });
    await this.#eachPair(scoring.visit);
    return scoring.finish();
  }
}

/** Adding it makes signed numbers sort as their bits do without a sign. */
const SIGN = 2n ** 63n;
const SIGN_OF_HALF = 0x8000_0000;
/** How many rows DuckDB takes at once. */
const CHUNK = 2048;

/** Writes rows of two numbers, the first of 64 bits (wide) or 32 (narrow), a chunk at a time. */
class RowWriter {
  readonly #library: DuckDbLibrary;
  readonly #appender: DuckDBAppender;
  readonly #isWide: boolean;
  /** Low and high halves by turns: DuckDB runs on little-endian machines only. */
  readonly #halves = new Int32Array(CHUNK * 2);
  readonly #first = new BigInt64Array(this.#halves.buffer);
  readonly #second = new Int32Array(CHUNK);
  #rows = 0;

  constructor(library: DuckDbLibrary, appender: DuckDBAppender, width: 'wide' | 'narrow') {
    this.#library = library;
    this.#appender = appender;
    this.#isWide = width === 'wide';
  }

  add(high: number, low: number, second: number): void {
    this.#halves[this.#rows * 2] = low;
    this.#halves[this.#rows * 2 + 1] = high ^ SIGN_OF_HALF;
    this.#second[this.#rows] = second;
    this.#rows += 1;
    if (this.#rows === CHUNK) this.#flush();
  }

  close(): void {
    if (this.#rows > 0) this.#flush();
    this.#appender.closeSync();
  }

  #flush(): void {
    const { DuckDBDataChunk, BIGINT, INTEGER } = this.#library;
    const rows = this.#rows;
    const chunk = DuckDBDataChunk.create([this.#isWide ? BIGINT : INTEGER, INTEGER], rows);
    const narrow = (): number[] => Array.from({ length: rows }, (_, row) => this.#halves[row * 2] ?? 0);
    chunk.setColumnValues(0, this.#isWide ? [...this.#first.subarray(0, rows)] : narrow());
    chunk.setColumnValues(1, [...this.#second.subarray(0, rows)]);
    this.#appender.appendDataChunk(chunk);
    this.#rows = 0;
  }
}
