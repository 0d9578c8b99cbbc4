export type JsonScalar = string | number | boolean | null;

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A number or a word up to the next structural character. */
export const bare = /[^\s,:{}[\]"]+/y;
export const words: ReadonlyMap<string, JsonScalar> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Whether an odd number of backslashes stands before `index`. */
export function isEscaped(text: string, start: number, index: number): boolean {
  let slashes = 0;
  while (index - 1 - slashes >= start && text.charCodeAt(index - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}

/** A number, as text when a double would change how it is written; undefined when it is none. */
export function exactNumber(raw: string): number | string | undefined {
  number.lastIndex = 0;
  if (number.exec(raw)?.[0].length !== raw.length) return undefined;
  const value = Number(raw);
  return String(value) === raw ? value : raw;
}
