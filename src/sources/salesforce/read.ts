import type { Context } from '../../context.ts';
import type { Input } from '../../input.ts';
import type { Row } from '../../model/row.ts';
import { openExport, type SalesforceOptions } from './open.ts';
import { openParts } from './parts.ts';
import { prepare } from './prepare.ts';
import { Relations } from './relations.ts';
import { ExportRows } from './rows.ts';
import { shapeNames } from './shape.ts';
import { quiet } from './sheet.ts';

/** The rows of a whole export, object after object, completed with what its other tables know of them. */
export async function* readExport(
  input: Input,
  settings: SalesforceOptions,
  context: Context,
): AsyncGenerator<readonly Row[]> {
  context.signal.throwIfAborted();
  const parts = await openParts(input);
  const relations = new Relations();
  relations.takesCases = settings.cases === true;
  try {
    const whole = await openExport(parts.list, { file: input.file, options: settings, relations, context });
    const shapes = [...new Set(whole.sheets.map(({ shape }) => shapeNames[shape]))].join(', ');
    context.fact({ file: input.file, name: 'format', value: shapes });
    await prepare(whole.sheets, relations, quiet(context));
    yield* new ExportRows(input.file, whole, relations, context).read();
  } finally {
    relations.close();
    await parts.close();
  }
}
