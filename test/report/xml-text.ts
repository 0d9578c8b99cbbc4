import { SaxesParser } from 'saxes';

/** One element with its attributes and the elements in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The tree of an XML text. @throws when it is not well-formed */
export function readXmlTree(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = { name, attributes: { ...attributes }, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (part) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return root.children[0] ?? root;
}

/** Names of all elements of an XML text, in order. @throws when it is not well-formed */
export function readXml(text: string): readonly string[] {
  const names = ({ name, children }: XmlElement): readonly string[] => [name, ...children.flatMap(names)];
  return names(readXmlTree(text));
}
