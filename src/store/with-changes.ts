type Data = Readonly<Record<string, unknown>>;

/** One changed field: null empties it, what is not told is left as it is. */
interface Change {
  readonly field: string;
  readonly after: unknown;
}

/** Data of a record after some changes: a field that is to be empty is not there. */
export function withChanges(data: Data, changes: readonly Change[]): Data {
  const told = changes.filter(({ after }) => after !== undefined);
  if (told.length === 0) return data;
  const changed: Record<string, unknown> = { ...data };
  for (const { field, after } of told) {
    if (after === null) delete changed[field];
    else changed[field] = after;
  }
  return changed;
}
