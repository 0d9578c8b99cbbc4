/** error: the value or record cannot go on as it is; warning: it goes on, a person should look; notice: said for the record. */
export type Severity = 'error' | 'warning' | 'notice';

/** One entry of the catalogue. `args` exists for the type only. */
export interface IssueDefinition<Args> {
  readonly severity: Severity;
  readonly args?: Args;
}

/** Declares a code with its default severity and the type of its arguments. */
export function define<Args = Record<never, never>>(severity: Severity): IssueDefinition<Args> {
  return { severity };
}

/** How one code is worded in one language. */
export interface Wording<Args> {
  /** A few words, for headings and tables. */
  readonly title: string;
  /** What was found, in one sentence with its values. Place and raw value are printed beside it, so not repeated. */
  readonly message: (args: Args) => string;
  /** Why it happens. */
  readonly cause: string;
  /** What to do about it. */
  readonly fix: string;
  /** What stands in the file or on the command line, and what becomes of it where something does. */
  readonly example: string;
}

/** The wordings of one area: a missing text does not compile. */
export type WordingsOf<Area> = {
  readonly [C in keyof Area]: Area[C] extends IssueDefinition<infer Args> ? Wording<Args> : never;
};
