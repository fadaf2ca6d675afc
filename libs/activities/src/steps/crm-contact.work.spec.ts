import type { CrmContactChange, CrmUpdatePolicies } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { callsFor } from '../testing/crm-step-world.ts';
import { materialOf } from '../testing/material.ts';
import { updateContactWork } from './crm-contact.work.ts';

const policies: CrmUpdatePolicies = { name: 'fillEmpty', phone: 'append', email: 'append' };
const known = { name: 'Анна', phone: '+79161234567', email: null };
const update = materialOf({ nodeId: 'n', ruleId: null, kind: 'updateContact' as const, ...known, policies });
const change: CrmContactChange = { contactId: '7', changed: ['name', 'phone'], fields: { NAME: 'Анна' } };

describe('bringing a contact to what is known', () => {
  it('writes what the step’s policies leave to be written', async () => {
    const asked: unknown[] = [];
    const written: CrmContactChange[] = [];
    const calls = callsFor({
      planContactChange: async (id, data, by) => {
        asked.push({ id, data, by });
        return change;
      },
      changeContact: async (planned) => void written.push(planned),
    });
    await expect(updateContactWork(update, ...calls)).resolves.toEqual({
      outcome: 'done',
      detail: { contactId: '7', fields: 2 },
    });
    expect(asked).toEqual([{ id: '7', data: known, by: policies }]);
    expect(written).toEqual([change]);
  });

  it('writes nothing when the contact has it all', async () => {
    const calls = callsFor({ planContactChange: () => Promise.resolve(null) });
    await expect(updateContactWork(update, ...calls)).resolves.toMatchObject({ outcome: 'alreadyDone' });
  });

  it('is refused, with the reason, for a client who has no contact', async () => {
    await expect(updateContactWork({ ...update, contactId: null }, ...callsFor({}))).resolves.toEqual({
      outcome: 'refused',
      detail: { reason: 'Step.NoContact' },
    });
  });

  it('is a final failure when the contact is gone', async () => {
    const gone = new VoronkaError('Crm.Rejected', 'gone');
    const calls = callsFor({ planContactChange: () => Promise.reject(gone) });
    await expect(updateContactWork(update, ...calls)).rejects.toMatchObject({ code: 'Crm.Rejected' });
  });

  /** A CRM that loses the answer to the first change; `arrives` says whether the change itself was carried out. */
  function losingWorld(arrives: boolean) {
    let now = 0;
    let writes = 0;
    let isThere = false;
    const calls = callsFor(
      {
        planContactChange: () => Promise.resolve(isThere ? null : change),
        changeContact: () => {
          writes += 1;
          if (writes > 1) return Promise.resolve();
          isThere = arrives;
          return Promise.reject(new VoronkaError('Crm.Ambiguous', 'no answer'));
        },
      },
      () => now,
    );
    return {
      attempt: (afterMs: number) => {
        now += afterMs;
        return updateContactWork(update, ...calls);
      },
      writes: () => writes,
    };
  }

  it('writes nothing twice when only the answer was lost', async () => {
    const { attempt, writes } = losingWorld(true);
    await expect(attempt(0)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
    await expect(attempt(1000)).resolves.toMatchObject({ outcome: 'alreadyDone' });
    expect(writes()).toBe(1);
  });

  it('writes again only when a lost request cannot arrive any more', async () => {
    const { attempt, writes } = losingWorld(false);
    await expect(attempt(0)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
    await expect(attempt(5000)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
    expect(writes()).toBe(1);
    await expect(attempt(60_000)).resolves.toMatchObject({ outcome: 'done' });
    expect(writes()).toBe(2);
  });
});
