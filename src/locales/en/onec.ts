import type { onecIssues } from '../../model/issues/onec.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const onec: WordingsOf<typeof onecIssues> = {
  'onec.metadata': {
    title: 'a configuration description, not data',
    message: ({ file, root }) => `"${file}" describes an object of a 1C configuration (${root}); it holds no customers`,
    cause: 'It was made by "Dump configuration to files": named like a catalog, it holds only its structure.',
    fix: 'Export data: by the exchange with a site (CommerceML), by "Export and import XML data", or save the list as xlsx.',
    example: 'Контрагенты.xml with the root MetaDataObject',
  },
  'onec.configuration': {
    title: 'a configuration file',
    message: ({ file }) => `"${file}" is a 1C configuration, extension or processor (.cf, .cfe, .epf), not data`,
    cause: 'A file of the program was handed over instead of an export.',
    fix: 'Export data from the base: the list as xlsx, CommerceML or "Export and import XML data".',
  },
  'onec.infobase': {
    title: 'a whole infobase',
    message: ({ file, kind }) => `"${file}" is a whole 1C infobase (${kind}); it cannot be read directly`,
    cause: 'The base itself or its archive copy was handed over.',
    fix: 'Open the base in 1C and export the counterparties: the list as xlsx or "Export and import XML data".',
  },
  'onec.fast-infoset': {
    title: 'compressed XML',
    message: ({ file }) => `"${file}" is in the binary form Fast Infoset`,
    cause: 'The compressed form was chosen for the export.',
    fix: 'Export again with compression (FastInfoSet) switched off.',
  },
  'onec.spreadsheet-xml': {
    title: 'a 1C spreadsheet document',
    message: ({ file }) => `"${file}" is a 1C spreadsheet document (mxl)`,
    cause: 'The list was saved in the internal format of 1C.',
    fix: 'Open it in 1C and save it as an Excel sheet (xlsx).',
  },
  'onec.odata-description': {
    title: 'an OData description, not data',
    message: ({ file }) => `"${file}" is a $metadata answer: a description of the base without records`,
    cause: 'The address …/$metadata was saved instead of the address of a catalog.',
    fix: 'Save the answer of a catalog, such as …/Catalog_Контрагенты?$format=json.',
  },
  'onec.odata-error': {
    title: 'OData answered with an error',
    message: ({ file, answer }) => `"${file}" holds an error of the 1C server instead of data: ${answer}`,
    cause: 'The request whose answer was saved had failed.',
    fix: 'Correct the request or the rights of the user and save the answer again.',
  },
  'onec.json': {
    title: 'a damaged OData answer',
    message: ({ file, line, reason }) => `"${file}", line ${line}: cannot parse the JSON (${reason})`,
    cause: 'The answer was not saved whole or was edited by hand.',
    fix: 'Save the answer again.',
  },
  'onec.no-customers': {
    title: 'no customers in the file',
    message: ({ file, found }) => `"${file}" holds neither counterparties nor documents; it holds: ${found}`,
    cause: 'A catalogue of goods or another part without customers was exported.',
    fix: 'If customers are wanted, export counterparties or orders.',
  },
  'onec.nothing': {
    title: 'an empty exchange',
    message: ({ file }) => `"${file}" is a valid exchange file without records`,
    cause: 'Nothing changed in the period of the exchange.',
    fix: 'Nothing to do; for a full export register all objects in 1C.',
  },
  'onec.control-characters': {
    title: 'forbidden characters',
    message: ({ count }) => `${count} characters that XML forbids were replaced by spaces`,
    cause: 'Bases of 1C contain control characters, usually pasted from other programs.',
    fix: 'Look at the names and comments nearby.',
  },
  'onec.lone-markup': {
    title: '& and < not written by the rules',
    message: ({ count }) => `${count} bare & or < were read as text`,
    cause: 'The file was not written by 1C but by a script that glues XML from strings.',
    fix: 'Check the values around such characters.',
    example: '<Наименование>Рога & копыта</Наименование>',
  },
  'onec.mixed-encoding': {
    title: 'parts in another encoding',
    message: ({ count, encoding }) => `${count} fragments not in ${encoding} were read in their own encoding`,
    cause: 'Another program appended to the file.',
    fix: 'Nothing to do; check a few names.',
  },
  'onec.damaged-bytes': {
    title: 'damaged bytes',
    message: ({ count, encoding }) => `${count} fragments hold bytes that do not occur in ${encoding}`,
    cause: 'The file was damaged on its way or cut inside a letter.',
    fix: 'Get the file again.',
  },
  'onec.no-name': {
    title: 'a record without a name',
    message: ({ kind }) => `a record of "${kind}" has no name`,
    cause: 'The site passes orders without data of the buyer, or the field is empty in 1C.',
    fix: 'Fill in the name in 1C or leave the record out.',
  },
  'onec.no-id': {
    title: 'no identifier',
    message: ({ kind, key }) => `a record of "${kind}" has no identifier; it is known by "${key}"`,
    cause: 'The file has no Ид or Ссылка for the record.',
    fix: 'Export with identifiers if possible: loading again is safer then.',
  },
  'onec.differs': {
    title: 'one record written in two ways',
    message: ({ key, kept, other }) => `"${key}": kept "${kept}", elsewhere in the file "${other}"`,
    cause: 'The counterparty is repeated in every document and changed in between.',
    fix: 'Check which value is right.',
  },
  'onec.late-copy': {
    title: 'new data after the record was passed on',
    message: ({ key, columns }) => `"${key}" is repeated below with other data (${columns}), which is not taken`,
    cause: 'The counterparty stands both in the common list and in documents, and they differ.',
    fix: 'Compare the record with 1C and correct it in the common list.',
  },
  'onec.unresolved-reference': {
    title: 'a reference to nothing',
    message: ({ key }) => `the record "${key}" that is referred to is not in the file`,
    cause: 'A part of the base was exported: the related catalog is not in the file.',
    fix: 'Export the related catalog and pass both files.',
  },
  'onec.contact-unreadable': {
    title: 'contact data that does not parse',
    message: ({ taken }) =>
      taken === ''
        ? 'a contact string does not parse and nothing can be taken'
        : `a contact string does not parse; taken: "${taken}"`,
    cause: 'The value is damaged or cut.',
    fix: 'Check the value in the card in 1C.',
  },
  'onec.contact-unknown': {
    title: 'unknown kind of contact data',
    message: ({ kind }) => `the kind "${kind}" looks like neither a phone nor an e-mail nor an address`,
    cause: 'Users of 1C make kinds of their own.',
    fix: 'The value is in the column Прочее.Значение; assign it yourself if needed.',
  },
  'onec.item-without-name': {
    title: 'a position without a name',
    message: ({ position, taken }) => `position ${position} of the document names no product; it is called "${taken}"`,
    cause: 'The document refers to a product that is not in the file, or the line was never filled in.',
    fix: 'Export the products (Номенклатура) together with the documents, or name the position in the CRM.',
  },
  'onec.expression': {
    title: '1C code instead of a value',
    message: ({ property }) => `the property "${property}" is an expression of the 1C language; the file has no value`,
    cause: 'Exchange rules compute it on import.',
    fix: 'Fill in the value by hand or change the exchange rules.',
  },
  'onec.phone-in-text': {
    title: 'a phone inside text',
    message: ({ phone }) => `looks like a phone: "${phone}"`,
    cause: 'The phone was written into the name or the comment.',
    fix: 'Check and move it: the suggestion is in the column ВозможныйТелефон.Значение.',
    example: 'ООО «Ромашка», тел. 8-928-700-21-65',
  },
  'onec.deleted-object': {
    title: 'object deleted in 1C',
    message: ({ kind, key }) => `"${kind}" ${key} was deleted in 1C`,
    cause: 'An exchange file passes deletions too.',
    fix: 'Nothing is loaded; delete the record in the CRM by hand if needed.',
  },
};
