import type { Connection } from '../targets/target.ts';
import type { Invocation } from './command.ts';
import { projectMapping } from './project-mapping.ts';
import { connectTarget, targetOptionsOf } from './target-connection.ts';

/** Connects to the target that the mapping of the project names, for the length of `work`. */
export async function withTarget<T>(invocation: Invocation, work: (connection: Connection) => Promise<T>): Promise<T> {
  const { mapping } = await projectMapping(invocation, invocation.flags.text('mapping'));
  const connection = await connectTarget(invocation, mapping.target.type, targetOptionsOf(invocation, mapping));
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}
