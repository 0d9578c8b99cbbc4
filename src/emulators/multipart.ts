/** The parts of a `multipart/form-data` body. A part with a file name gives its bytes in base64. */
export function multipartParts(
  body: Buffer,
  contentType: string,
): readonly { readonly name: string; readonly value: string }[] {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return [];
  const parts: { name: string; value: string }[] = [];
  const delimiter = Buffer.from(`--${mark}`);
  let from = body.indexOf(delimiter);
  while (from !== -1) {
    const start = from + delimiter.length;
    const next = body.indexOf(delimiter, start);
    if (next === -1) break;
    const part = partOf(body.subarray(start, next));
    if (part !== undefined) parts.push(part);
    from = next;
  }
  return parts;
}

function partOf(bytes: Buffer): { readonly name: string; readonly value: string } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = bytes.toString('utf8', 0, headEnd);
  const name = /name="([^"]*)"/i.exec(head)?.[1];
  if (name === undefined) return undefined;
  const content = bytes.subarray(headEnd + 4, bytes.length - 2);
  return { name, value: content.toString(/filename="/i.test(head) ? 'base64' : 'utf8') };
}
