import { ApiFailure } from '../api/api-failure.ts';
import { buildQueryClient } from './query-client.ts';

const failure = (status: number, code: string) =>
  new ApiFailure('answered', status, { code, message: { ru: 'а', en: 'a' }, correlationId: 'c' });

describe('the cache of answers', () => {
  it('says so when a read or a write finds the login gone', async () => {
    let gone = 0;
    const client = buildQueryClient({ onLoginGone: () => (gone += 1) });
    const lost = () => Promise.reject(failure(401, 'Auth.Expired'));
    await client.fetchQuery({ queryKey: ['x'], queryFn: lost }).catch(() => undefined);
    await client
      .getMutationCache()
      .build(client, { mutationFn: lost })
      .execute(undefined)
      .catch(() => undefined);
    expect(gone).toBe(2);
    client.clear();
  });

  it('does not repeat what a repeat cannot help', async () => {
    const client = buildQueryClient({ onLoginGone: () => undefined });
    let asked = 0;
    const refuse = () => {
      asked += 1;
      return Promise.reject(failure(403, 'Auth.Forbidden'));
    };
    const retry = client.getDefaultOptions().queries?.retry;
    await client
      .fetchQuery({ queryKey: ['y'], queryFn: refuse, ...(retry === undefined ? {} : { retry }) })
      .catch(() => undefined);
    expect(asked).toBe(1);
    client.clear();
  });
});
