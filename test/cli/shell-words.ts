/** A command line cut into words as a shell does: quotes hold words together; no other signs mean anything. */
export function shellWords(line: string): string[] {
  const words = line.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_whole, double, single) => double ?? single));
}
