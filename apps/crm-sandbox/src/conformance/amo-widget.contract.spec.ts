import { crc32, deflateRawSync } from 'node:zlib';
import { decodeJwt } from 'jose';
import { addOne, amoCaller } from './amo-harness.ts';
import { startForTest } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

/** A PNG as far as its size is read. */
function logo(width: number, height: number): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}

const manifest = {
  widget: { name: 'widget.name', locale: ['ru', 'en'] },
  locations: ['lcard-1', 'settings'],
  settings: { server_url: { name: 'settings.server_url', type: 'text', required: true } },
};
const words = (name: string): Buffer => Buffer.from(JSON.stringify({ widget: { name } }));
const good: Readonly<Record<string, Buffer>> = {
  'manifest.json': Buffer.from(JSON.stringify(manifest)),
  'script.js': Buffer.from("define(['jquery'],function(){return function(){}});"),
  'i18n/ru.json': words('Виджет'),
  'i18n/en.json': words('Widget'),
  'images/logo.png': logo(130, 100),
  'images/logo_main.png': logo(400, 272),
  'images/logo_medium.png': logo(240, 84),
  'images/logo_min.png': logo(84, 84),
  'images/logo_small.png': logo(108, 108),
};

/** A compressed archive, as people's programs make it. */
function zip(files: Readonly<Record<string, Buffer>>): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, Buffer.from(name)]));
    bodies.push(body);
    offset += body.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...entries, end]);
}

describe('a widget of the amoCRM account', () => {
  let under: SandboxUnderTest;
  let leadId: number;
  beforeAll(async () => {
    under = await startForTest();
    leadId = await addOne(amoCaller(under.ready), 'leads', { name: 'Сделка' });
  });
  afterAll(() => under.stop());

  const settings = { server_url: 'https://voronka.example' };
  const install = (files: Readonly<Record<string, Buffer>>, given: object = settings) =>
    under.control('POST', 'amocrm/widget', { archive: zip(files).toString('base64'), settings: given });
  const at = (path: string) => new URL(path, under.ready.pageUrl);
  const card = async (query = '') => {
    const response = await fetch(at(`/leads/detail/${leadId}${query}`));
    return { text: await response.text(), policy: response.headers.get('content-security-policy') ?? '' };
  };

  it('stands in the card of a lead once it is installed, in the page’s language, and may reach its server', async () => {
    expect((await card()).text).not.toContain('data-widget-column');
    await install(good);
    const { text, policy } = await card('?user=9000005');
    expect(text).toContain(`data-lead="${leadId}"`);
    expect(text).toContain('data-user="9000005"');
    expect(text).toContain('data-title="Виджет"');
    expect(policy).toContain("connect-src 'self' https://voronka.example;");
    expect((await card('?lang=en')).text).toContain('data-title="Widget"');
    const script = await fetch(at('/amocrm/widget/script.js'));
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect((await fetch(at('/amocrm/widget/../auth/credentials.json'))).status).toBe(404);
  });

  it('gets a token of its own for every request, and only on the account’s page', async () => {
    const body = new URLSearchParams({ userId: '9000005' });
    const ask = (headers: Record<string, string> = {}) =>
      fetch(at('/amocrm/widget-token'), { method: 'POST', body, headers });
    const tokens = await Promise.all([1, 2].map(async () => ((await (await ask()).json()) as { token: string }).token));
    const [first, second] = tokens.map((token) => decodeJwt(token));
    expect(first).toMatchObject({ user_id: 9_000_005, client_uuid: under.ready.amocrm.clientId });
    expect(second?.jti).not.toBe(first?.jti);
    expect((await ask({ origin: 'https://evil.example' })).status).toBe(403);
  });

  const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([file]) => file !== name));
  it.each([
    ['no archive', () => under.control('POST', 'amocrm/widget', { archive: 'bm8=', settings }), 'no ZIP file'],
    ['no manifest', () => install(without('manifest.json')), 'manifest.json is missing'],
    ['no script', () => install(without('script.js')), 'script.js is missing'],
    ['a language without words', () => install(without('i18n/en.json')), 'i18n/en.json is missing'],
    ['a logo of another size', () => install({ ...good, 'images/logo_min.png': logo(80, 80) }), '84 × 84'],
    ['no logo', () => install(without('images/logo_main.png')), '400 × 272'],
    ['a manifest that is none', () => install({ ...good, 'manifest.json': Buffer.from('{}') }), 'manifest.json'],
    ['a setting that was left out', () => install(good, {}), 'server_url is required'],
  ])('is refused with %s', async (_what, upload, words) => {
    await expect(upload()).rejects.toThrow(words);
  });

  it('is gone after a reset', async () => {
    await install(good);
    await under.control('POST', 'amocrm/reset');
    expect((await fetch(at('/amocrm/widget/script.js'))).status).toBe(404);
  });
});
