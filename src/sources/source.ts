import type { z } from 'zod';
import type { Context } from '../context.ts';
import { InputError } from '../errors.ts';
import type { Input } from '../input.ts';
import type { Row } from '../model/row.ts';

/** What a source says about a file it has looked at. */
export interface Detection {
  /** 0 to 1; the source with the highest value reads the file. Content above 0.5, an extension alone at most 0.5. */
  readonly confidence: number;
  /** What exactly it is, in the vendor's words: `CommerceML 2.09`, `Excel workbook`. */
  readonly kind: string;
  /** The file was understood and holds nothing to migrate: why. Thrown instead of reading. */
  readonly refusal?: InputError;
}

/** One file format. */
export interface Source {
  readonly name: string;
  /** One sentence, English, for the reference page. */
  readonly summary: string;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  readonly options: z.ZodType;
  /** A file of this format is always one table. */
  readonly oneTable?: boolean;
  /** The file holds the address of a server, not the data. */
  readonly isRemote?: boolean;
  /** Name of the ready mapping in `mappings/` that reads whole files of this format, for formats whose tables are always the same. */
  readonly preset?: string;
  /** Its records belong to people of the old system: a mapping has to say what becomes of those who are nobody in the new one. */
  readonly asksOwners?: boolean;
  /**
   * For formats whose exports are made of several files: the name of the export a file is a part of. Files of one export are
   * read as one input with `parts`, and so is a folder; sources without it never meet such an input.
   */
  readonly partOf?: (input: Input) => string;
  /** Looks at the first bytes only (and at an archive's directory); undefined when it is certainly not this format. */
  detect(input: Input): Promise<Detection | undefined>;
  /**
   * Streams the rows of every table in file order, in batches of at most 500 rows of one table.
   * Findings about rows go to `context.report`, facts about the file to `context.fact`.
   * @throws InputError when the file cannot be read to its end
   */
  read(input: Input, rawOptions: unknown, context: Context): AsyncIterable<readonly Row[]>;
}

/** Declares a source: its options are parsed once, so authors see typed options only. */
export function defineSource<O extends z.ZodType>(definition: {
  readonly name: string;
  readonly summary: string;
  readonly extensions: readonly string[];
  readonly options: O;
  readonly oneTable?: boolean;
  readonly isRemote?: boolean;
  readonly preset?: string;
  readonly asksOwners?: boolean;
  readonly partOf?: (input: Input) => string;
  detect(input: Input): Promise<Detection | undefined>;
  read(input: Input, options: z.output<O>, context: Context): AsyncIterable<readonly Row[]>;
}): Source {
  return {
    ...definition,
    read(input, rawOptions, context) {
      const parsed = definition.options.safeParse(rawOptions ?? {});
      if (!parsed.success) {
        const [first] = parsed.error.issues;
        throw new InputError('input.options', {
          source: definition.name,
          option: first?.path.join('.') ?? '',
          reason: first?.message ?? '',
        });
      }
      return definition.read(input, parsed.data, context);
    },
  };
}
