/** A value in YAML's flow notation, on one line; texts are quoted where they would not be read back as typed. */
export function flowYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowYaml).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([key, item]) => `${flowYaml(key)}: ${flowYaml(item)}`).join(', ')}}`;
  }
  return textYaml(String(value as string | number | boolean));
}

/**
 * Plain where the text is plain in any position; otherwise in double quotes, which JSON's are, unless it has such quotes itself, as
 * expressions have.
 */
function textYaml(text: string): string {
  const isPlain = /^[\p{L}\p{N}_(][\p{L}\p{N}_.() /+-]*$/u.test(text) && !text.endsWith(' ');
  if (isPlain) return text;
  return text.includes('"') && /^[\p{L}\p{N}\p{P}\p{S} ]*$/u.test(text)
    ? `'${text.replaceAll("'", "''")}'`
    : JSON.stringify(text);
}
