import type Sqlite from 'better-sqlite3';

/**
 * Node 24 ends the process (`RemoveEnvironmentCleanupHook … (env) != nullptr`) when its garbage collector meets a native object of an
 * add-on between two tasks, where no environment is entered. Objects that stay reachable are destroyed in order when their thread ends.
 */
const mustKeep = Number(process.versions.node.split('.', 1)[0]) >= 24;

const kept: object[] = [];

function keep<T extends object>(object: T): T {
  kept.push(object);
  return object;
}

/** The same database; where the runtime asks for it, it and all that it prepares stays reachable as long as the thread lives. */
export function keptWhereNeeded(database: Sqlite.Database): Sqlite.Database {
  if (!mustKeep) return database;
  const native = nativeOf(database);
  const prepare = native.prepare.bind(native);
  native.prepare = (...parameters) => keptIterators(keep(prepare(...parameters)));
  keep(native);
  return keep(database);
}

interface Native {
  prepare: (...parameters: readonly unknown[]) => Sqlite.Statement;
}

/** The add-on's own object, which the driver's object holds under a symbol: also `pragma` and `transaction` prepare by it. */
function nativeOf(database: Sqlite.Database): Native {
  const held = Object.getOwnPropertySymbols(database).map(
    (symbol) => (database as never as Record<symbol, unknown>)[symbol],
  );
  return held.find(isNative) ?? (database as never);
}

function isNative(value: unknown): value is Native {
  return typeof value === 'object' && value !== null && 'prepare' in value && typeof value.prepare === 'function';
}

function keptIterators(statement: Sqlite.Statement): Sqlite.Statement {
  const iterate = statement.iterate.bind(statement);
  const value = (...parameters: unknown[]): IterableIterator<unknown> => keep(iterate(...parameters));
  Object.defineProperty(statement, 'iterate', { value });
  return statement;
}
