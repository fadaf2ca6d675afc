import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startSandboxProcess } from '../sandbox-process.ts';
import type { SandboxProcess } from '../sandbox-process.ts';

const program = fileURLToPath(new URL('../../../../../tools/live/main.ts', import.meta.url));

interface Outcome {
  code: number;
  out: string;
  err: string;
}

function verify(vendor: string, env: Record<string, string>): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--no-warnings', program, vendor],
      { env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', VORONKA_LIVE_REQUESTS_PER_SECOND: '10000', ...env } },
      (_, out, err) => resolve({ code: child.exitCode ?? 1, out, err }),
    );
  });
}

describe('the contract on an account that others work in', () => {
  let sandbox: SandboxProcess;
  beforeAll(async () => {
    sandbox = await startSandboxProcess();
  });
  afterAll(() => sandbox.stop());

  const json = async (url: string, body: unknown, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status).toBeLessThan(300);
  };
  const cardsOf = async (path: string, ...names: string[]) => {
    const state = await sandbox.control('GET', path);
    return names.map((name) => state[name] as object[]);
  };
  const allowed = () => ({ VORONKA_ALLOW_HOSTS: sandbox.hostPort, VORONKA_LIVE_CONSENT: sandbox.hostPort });

  it('refuses without credentials and consent, and says what is missing and what would be made', async () => {
    const { code, err } = await verify('bitrix24', {});
    expect(code).not.toBe(0);
    expect(err).toContain('VORONKA_LIVE_BITRIX24_WEBHOOK is missing');
    expect(err).toContain('VORONKA_LIVE_CONSENT must name the host');
    expect(err).toContain('Voronka check');
  });

  it('refuses when the consent is another account’s, without a call', async () => {
    const env = { ...allowed(), VORONKA_LIVE_BITRIX24_WEBHOOK: sandbox.webhookUrl, VORONKA_LIVE_CONSENT: 'other.ru' };
    const { code, err } = await verify('bitrix24', env);
    expect(code).not.toBe(0);
    expect(err).toContain(`VORONKA_LIVE_CONSENT=${sandbox.hostPort}`);
    await expect(sandbox.control('GET', 'calls')).resolves.toEqual({ calls: [] });
  });

  it('passes on Bitrix24, deletes what it made and leaves foreign cards as they were', async () => {
    await json(`${sandbox.webhookUrl}crm.contact.add`, { fields: { NAME: 'Чужой' } });
    await json(`${sandbox.webhookUrl}crm.lead.add`, { fields: { TITLE: 'Чужой лид', CONTACT_ID: 1 } });
    const before = await cardsOf('state', 'contacts', 'leads', 'deals');
    const env = { ...allowed(), VORONKA_LIVE_BITRIX24_WEBHOOK: sandbox.webhookUrl };
    const { code, out } = await verify('bitrix24', env);
    expect(out).toMatch(/[1-9]\d* passed, 0 failed\n$/);
    expect(out).toMatch(/not run on a live account: [1-9]\d*, they need failures on order/);
    expect(out).toContain('still there: nothing');
    expect(code).toBe(0);
    // The field for tags is new on all of them.
    expect(await cardsOf('state', 'contacts', 'leads', 'deals')).toMatchObject(before);
  }, 300_000);

  it('passes on amoCRM, tags what it made and leaves foreign cards as they were', async () => {
    const { baseUrl, longLivedToken } = sandbox.amocrm;
    await json(`${baseUrl}/api/v4/contacts`, [{ name: 'Чужой' }], longLivedToken);
    await json(`${baseUrl}/api/v4/leads`, [{ name: 'Чужая сделка' }], longLivedToken);
    const before = await cardsOf('amocrm/state', 'contacts', 'leads');
    const env = { ...allowed(), VORONKA_LIVE_AMOCRM_URL: baseUrl, VORONKA_LIVE_AMOCRM_TOKEN: longLivedToken };
    const { code, out } = await verify('amocrm', env);
    expect(out).toMatch(/[1-9]\d* passed, 0 failed\n$/);
    expect(out).toMatch(/not run on a live account: [1-9]\d*, they need failures on order/);
    expect(out).toMatch(/still there: contacts [1-9]\d*, leads [1-9]\d*/);
    expect(code).toBe(0);
    const after = await cardsOf('amocrm/state', 'contacts', 'leads');
    const [tags = []] = (await cardsOf('amocrm/state', 'tags')) as { id: number; name: string }[][];
    const ofRun = tags.filter(({ name }) => name.startsWith('voronka-check-')).map(({ id }) => id);
    before.forEach((cards, at) => {
      expect(after[at]?.slice(0, cards.length)).toEqual(cards);
      const own = (after[at]?.slice(cards.length) ?? []) as { tagIds: number[] }[];
      expect(own.length).toBeGreaterThan(0);
      expect(own.every(({ tagIds }) => tagIds.some((id) => ofRun.includes(id)))).toBe(true);
    });
  }, 300_000);
});
