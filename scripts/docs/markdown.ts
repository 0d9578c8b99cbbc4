/** A Markdown table; cells may hold any text. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(headings), `|${headings.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Text in a code span, whatever backquotes it holds. */
export function code(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  return `\`\` ${text} \`\``;
}

/** A page with its parts, and a line that says where it comes from. */
export function page(title: string, intro: string, parts: readonly string[]): string {
  return `${[`# ${title}`, '<!-- Made by npm run generated; changes belong in the code. -->', intro, ...parts].join('\n\n')}\n`;
}
