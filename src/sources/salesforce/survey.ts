import { isZip } from '../../archive.ts';
import type { Part } from './parts.ts';
import { csvShape, headText, type FileShape, type Shape } from './shape.ts';

/** What one file of an export is. */
export type Survey =
  | { readonly kind: 'csv'; readonly shape: FileShape; readonly confidence: number }
  | { readonly kind: 'json'; readonly shape: Shape; readonly confidence: number }
  | { readonly kind: 'workbook'; readonly shape: Shape; readonly confidence: number };

/** Looks at a file; undefined when it is nothing of Salesforce. With an object named by a person any table will do. */
export async function surveyPart(
  part: Part,
  options: { readonly object?: string | undefined; readonly delimiter?: string | undefined } = {},
): Promise<Survey | undefined> {
  const head = await part.input.head();
  if (isZip(head)) {
    const { isReportWorkbook } = await import('./workbook-sheet.ts');
    const isReport = await isReportWorkbook(part.input);
    return isReport ? { kind: 'workbook', shape: 'workbook', confidence: 0.97 } : undefined;
  }
  if (/\.(sdl|md|txt|log|xml)$/i.test(part.name) && options.object === undefined) return undefined;
  const json = await jsonShape(part);
  if (json !== undefined) return { kind: 'json', shape: json, confidence: 0.96 };
  const shape = await csvShape(part.input, part.name, options.delimiter);
  if (shape === undefined) return undefined;
  if (options.object !== undefined) return { kind: 'csv', shape, confidence: Math.max(shape.confidence, 0.5) };
  return shape.confidence > 0 ? { kind: 'csv', shape, confidence: shape.confidence } : undefined;
}

async function jsonShape({ input }: Part): Promise<Shape | undefined> {
  const { text } = await headText(input);
  if (!/^\s*[{[]/.test(text)) return undefined;
  if (/^\s*\[\s*\{[^[\]{}]*"sobject"\s*:/.test(text) && /"files"\s*:\s*\[/.test(text)) return 'plan';
  const attributes = /"attributes"\s*:\s*\{[^{}]*\}/.exec(text)?.[0] ?? '';
  if (!/"type"\s*:\s*"\w+"/.test(attributes)) {
    return /"totalSize"\s*:/.test(text) && /"records"\s*:\s*\[/.test(text) ? 'json' : undefined;
  }
  if (/"referenceId"\s*:/.test(attributes)) return 'tree';
  return /"records"\s*:\s*\[/.test(text) || /^\s*\[/.test(text) ? 'json' : undefined;
}
