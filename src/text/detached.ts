/** The engine copies shorter pieces anyway. */
const shortestShared = 13;

/**
 * A copy that does not keep the text it was cut from in memory: for what is remembered longer than its row. A cell shares memory with
 * the chunk of the file that it was read in.
 */
export function detached(text: string): string {
  return text.length < shortestShared ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
