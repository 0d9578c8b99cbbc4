import { SaxesParser } from 'saxes';

/** Names of all elements of an XML text, in order. @throws when it is not well-formed */
export function readXml(text: string): readonly string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => names.push(name));
  parser.write(text).close();
  return names;
}
