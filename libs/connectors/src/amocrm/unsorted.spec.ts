import type { CrmCallContext, NewCrmCard } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { FieldDirectory } from './field-directory.ts';
import { leadCalls } from './lead-calls.ts';
import type { AmocrmRestClient } from './rest-client.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'interactive' };
const request = { uid: 'abc', _embedded: { leads: [{ id: 41 }] } };
const card: NewCrmCard = {
  kind: 'lead',
  externalKey: 'd:1:lead',
  title: 'Анна',
  statusId: '31:310',
  contactId: '7',
  responsibleId: null,
  source: { page: null, referrer: null, utm: {} },
};

/** An account that answers `leads/complex` so, and refuses moves in this way. */
function account(given: { complex?: unknown; refusal?: VoronkaError; waiting?: object[] }) {
  const log: string[] = [];
  const rest = {
    readAll: () => Promise.resolve(given.waiting ?? []),
    read: () => Promise.resolve(null),
    write: (method: string, path: string, body: unknown) => {
      log.push(`${method} ${path} ${JSON.stringify(body)}`);
      if (path === 'leads/complex') return Promise.resolve(given.complex);
      if (method === 'PATCH' && given.refusal) return Promise.reject(given.refusal);
      return Promise.resolve({});
    },
  } as unknown as AmocrmRestClient;
  const fields = { codes: () => Promise.resolve(new Set<string>()), forget: () => undefined };
  return { log, leads: leadCalls(rest, fields as unknown as FieldDirectory, true) };
}

const refused = (reason: string) => new VoronkaError('Crm.Rejected', 'no', { reason });
const accepted = 'POST leads/unsorted/abc/accept {"status_id":310}';

describe('a lead that waits in «Неразобранное»', () => {
  it('is the one that was made when the account answers with a request, and is accepted', async () => {
    const { leads, log } = account({ complex: { _embedded: { unsorted: [request] } } });
    await expect(leads.createCard(card, context)).resolves.toBe('41');
    expect(log.at(-1)).toBe(accepted);
  });

  it('is accepted where the account refuses to move it', async () => {
    const { leads, log } = account({ refusal: refused('notSupportedChoice'), waiting: [request] });
    await leads.moveCard({ kind: 'lead', id: '41' }, '31:310', context);
    expect(log.at(-1)).toBe(accepted);
  });

  it.each([
    ['does not wait there', refused('notSupportedChoice'), []],
    ['is gone', refused('notFound'), [request]],
    ['may have been moved', new VoronkaError('Crm.Ambiguous', 'lost'), [request]],
  ])('is no reason when a lead %s: the failure stays', async (_, refusal, waiting) => {
    const { leads, log } = account({ refusal, waiting });
    await expect(leads.moveCard({ kind: 'lead', id: '41' }, '31:310', context)).rejects.toBe(refusal);
    expect(log).toHaveLength(1);
  });
});
