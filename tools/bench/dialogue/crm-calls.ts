import type { CrmView } from '@voronka/testing';

/** Counts the requests that the CRM got from now on. A batch is one. */
export async function countCrmCalls(crm: CrmView): Promise<{ sinceThen(): Promise<number> }> {
  const before = await callsAfter(crm, 0);
  const lastSeq = before.at(-1)?.seq ?? 0;
  return {
    async sinceThen() {
      return (await callsAfter(crm, lastSeq)).filter(({ via }) => via === 'rest').length;
    },
  };
}

async function callsAfter(crm: CrmView, seq: number): Promise<{ seq: number; via: string }[]> {
  const { calls } = await crm.control('GET', `calls?after=${seq}`);
  return calls as { seq: number; via: string }[];
}
