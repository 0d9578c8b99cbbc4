import { describe, expect, it } from 'vitest';
import * as registry from '../../src/sources/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { bytesInput } from '../bytes-input.ts';
import { collectRows } from '../collect-rows.ts';

const sources: readonly Source[] = Object.values(registry);

async function claim(content: Buffer | string) {
  const input = bytesInput('a.xml', Buffer.from(content));
  const claims = await Promise.all(sources.map(async (source) => ({ source, found: await source.detect(input) })));
  const [best] = claims.toSorted((one, other) => (other.found?.confidence ?? 0) - (one.found?.confidence ?? 0));
  return {
    name: best?.source.name,
    kind: best?.found?.kind,
    refusal: best?.found?.refusal,
    source: best?.source,
    input,
  };
}

describe('1C files are recognised by their content', () => {
  it.each([
    ['<КоммерческаяИнформация ВерсияСхемы="2.09"/>', 'commerceml', 'CommerceML 2.09'],
    ['<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_3"/>', 'commerceml', 'CommerceML 3'],
    ['<КоммерческаяИнформация><Документ Номер="1"/></КоммерческаяИнформация>', 'commerceml', 'CommerceML 1'],
    [`<?xml version="1.0"?><!-- ${'x'.repeat(70_000)} -->\n<КоммерческаяИнформация/>`, 'commerceml', 'CommerceML 2'],
    [
      '<Message xmlns:msg="http://www.1c.ru/SSL/Exchange/Message"><msg:Header/></Message>',
      'enterprise-data',
      'EnterpriseData',
    ],
    ['<Body xmlns="http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.6"/>', 'enterprise-data', 'EnterpriseData 1.6'],
    ['<ФайлОбмена ВерсияФормата="2.0"/>', '1c-kd2', 'Конвертация данных 2'],
    ['<x:_1CV8DtUD xmlns:x="http://www.1c.ru/V8/1CV8DtUD/"/>', '1c-dump', 'Выгрузка и загрузка данных XML'],
    ['{"odata.metadata": "x#Catalog_Контрагенты", "value": []}', '1c-odata', 'OData 3 (JSON)'],
    ['\ufeff1CClientBankExchange\r\nВерсияФормата=1.02\r\n', '1c-bank', '1CClientBankExchange 1.02'],
  ])('%.60s', async (content, name, kind) => {
    expect(await claim(content)).toMatchObject({ name, kind });
  });

  it('recognises CommerceML in UTF-16', async () => {
    const text = '\ufeff<?xml version="1.0" encoding="utf-16"?><КоммерческаяИнформация ВерсияСхемы="2.04"/>';
    const found = await claim(Buffer.from(text, 'utf16le'));
    expect(found).toMatchObject({ name: 'commerceml', kind: 'CommerceML 2.04' });
    if (found.source === undefined) throw new Error('no source');
    expect((await collectRows(found.source, found.input)).issues.map(({ code }) => code)).toEqual(['onec.nothing']);
  });

  it.each([
    ['<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses"/>', 'onec.metadata'],
    ['<mdclass:Catalog xmlns:mdclass="x"/>', 'onec.metadata'],
    ['<document xmlns="http://v8.1c.ru/8.2/data/spreadsheet"/>', 'onec.spreadsheet-xml'],
    ['<edmx:Edmx xmlns:edmx="x"/>', 'onec.odata-description'],
    ['{"odata.error": {"code": "9", "message": {"value": "нет"}}}', 'onec.odata-error'],
    [Buffer.from('ffffff7f00020000', 'hex'), 'onec.configuration'],
    ['1CDBMSV8', 'onec.infobase'],
    ['1CIBDmpF', 'onec.infobase'],
    [Buffer.from('e0000001', 'hex'), 'onec.fast-infoset'],
  ])('%s is refused', async (content, code) => {
    const { refusal, source, input } = await claim(content);
    expect(refusal).toMatchObject({ code, exitCode: 3 });
    if (source === undefined) throw new Error('no source');
    await expect(collectRows(source, input)).rejects.toMatchObject({ code });
  });

  it.each(['<java/>', '<html></html>', '<Контрагенты><Контрагент/></Контрагенты>', 'a;b\n1;2\n'])(
    'leaves %j to others',
    async (content) => {
      expect((await claim(content)).name ?? '').not.toMatch(/^(?:1c-|commerceml|enterprise)/);
    },
  );
});
