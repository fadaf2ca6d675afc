import { VoronkaError } from '@voronka/contracts';
import type { OnceWrite } from './effectively-once.ts';
import { sendSlackMs, writeOnce } from './effectively-once.ts';
import { MemoryIntentStore } from './testing/index.ts';

const indexLagMs = 5000;
const noBarrier = () => Promise.resolve();

/** One vendor with one kind of thing, a clock by hand, and a list of what happened. */
function world() {
  let now = Date.UTC(2026, 0, 1);
  const clock = () => now;
  const intents = new MemoryIntentStore(clock);
  const log: string[] = [];
  let atVendor: string | null = null;
  const protocol = { intents, clock, barrier: noBarrier, attemptLeaseMs: 20_000, writeTimeoutMs: 12_000 };
  const once: OnceWrite = {
    key: 'd:1:lead',
    integrationId: 'i',
    dialogueId: 'd',
    place: 'crm.write.createLead',
    indexLagMs,
    lookUp: () => {
      log.push('lookUp');
      return Promise.resolve(atVendor);
    },
    write: () => {
      log.push('write');
      atVendor = '42';
      return Promise.resolve('42');
    },
  };
  return {
    log,
    intents,
    protocol,
    once,
    pass: (ms: number) => {
      now += ms;
    },
    appear: (id: string | null) => {
      atVendor = id;
    },
    status: () => intents.rows.get('d:1:lead')?.status,
  };
}

const failing = (error: unknown) => () => Promise.reject(error instanceof Error ? error : new Error(String(error)));

describe('writeOnce', () => {
  it('writes once and answers every repeat from the store', async () => {
    const { protocol, once, log, status } = world();
    await expect(writeOnce(protocol, once)).resolves.toBe('42');
    await expect(writeOnce(protocol, once)).resolves.toBe('42');
    expect(log).toEqual(['write']);
    expect(status()).toBe('confirmed');
  });

  it('passes its barriers in order, each write of its own between two', async () => {
    const { protocol, once } = world();
    const passed: string[] = [];
    await writeOnce({ ...protocol, barrier: async (name) => void passed.push(name) }, once);
    expect(passed).toEqual([
      'crm.intent.plan.before',
      'crm.intent.plan.after',
      'crm.write.createLead.before',
      'crm.write.createLead.after',
      'crm.intent.confirm.before',
      'crm.intent.confirm.after',
    ]);
  });

  it('marks a write that is repeated as sent once more, between two barriers of its own', async () => {
    const { protocol, once, pass } = world();
    await writeOnce(protocol, { ...once, write: failing('lost') }).catch(() => undefined);
    pass(sendSlackMs + indexLagMs);
    const passed: string[] = [];
    await writeOnce({ ...protocol, barrier: async (name) => void passed.push(name) }, once);
    expect(passed.slice(2, 6)).toEqual([
      'crm.intent.send.before',
      'crm.intent.send.after',
      'crm.write.createLead.before',
      'crm.write.createLead.after',
    ]);
  });

  it('looks up what an attempt that died after storing its intent may have written', async () => {
    const { protocol, once, log, pass, status } = world();
    const dying = (name: string) =>
      name === 'crm.intent.plan.after' ? Promise.reject(new Error('killed')) : Promise.resolve();
    const killed = { ...protocol, barrier: dying };
    await expect(writeOnce(killed, once)).rejects.toThrow('killed');
    expect(status()).toBe('sent');
    pass(protocol.attemptLeaseMs + sendSlackMs + indexLagMs);
    await writeOnce(protocol, once);
    expect(log).toEqual(['lookUp', 'write']);
  });

  it('keeps away while another attempt holds the lease', async () => {
    const { protocol, once, log, intents } = world();
    await intents.acquire({ key: once.key, leaseMs: 20_000 });
    await expect(writeOnce(protocol, once)).rejects.toMatchObject({
      code: 'Crm.Busy',
      details: { retryAfterMs: 1000 },
    });
    expect(log).toEqual([]);
  });

  it.each(['Crm.Rejected', 'Crm.Unauthorized', 'Crm.RateLimited', 'Crm.Unreachable', 'Crm.AddressForbidden'] as const)(
    'writes again at once after %s, without a look-up',
    async (code) => {
      const { protocol, once, log, status } = world();
      const error = new VoronkaError(code, 'no', { retryAfterMs: 7 });
      await expect(writeOnce(protocol, { ...once, write: failing(error) })).rejects.toBe(error);
      expect(status()).toBe('planned');
      await writeOnce(protocol, once);
      expect(log).toEqual(['write']);
    },
  );

  it.each([
    new VoronkaError('Crm.Ambiguous', 'dropped'),
    new VoronkaError('Crm.TimedOut', 'slow'),
    new VoronkaError('Crm.ServerError', '500'),
    new VoronkaError('Crm.UnreadableAnswer', 'html'),
    new Error('anything else'),
  ])('looks up instead of writing again after "%s"', async (error) => {
    const { protocol, once, log, status, appear } = world();
    await expect(writeOnce(protocol, { ...once, write: failing(error) })).rejects.toMatchObject({
      code: 'Crm.Ambiguous',
    });
    expect(status()).toBe('unknown');
    appear('41');
    await expect(writeOnce(protocol, once)).resolves.toBe('41');
    expect(log).toEqual(['lookUp']);
    expect(status()).toBe('confirmed');
  });

  it('does not write again before the window has passed, and says how long to wait', async () => {
    const { protocol, once, log, pass } = world();
    await writeOnce(protocol, { ...once, write: failing('lost') }).catch(() => undefined);
    pass(sendSlackMs + indexLagMs - 1);
    await expect(writeOnce(protocol, once)).rejects.toMatchObject({
      code: 'Crm.Ambiguous',
      details: { retryAfterMs: 1 },
    });
    expect(log).toEqual(['lookUp']);
    pass(1);
    await expect(writeOnce(protocol, once)).resolves.toBe('42');
    expect(log).toEqual(['lookUp', 'lookUp', 'write']);
  });

  it('looks up after the window too, since the write may have turned up in its last moment', async () => {
    const { protocol, once, log, pass, appear } = world();
    await writeOnce(protocol, { ...once, write: failing('lost') }).catch(() => undefined);
    pass(10 * (sendSlackMs + indexLagMs));
    appear('41');
    await expect(writeOnce(protocol, once)).resolves.toBe('41');
    expect(log).toEqual(['lookUp']);
  });

  it('does not count a look-up that began within the window, however long it took', async () => {
    const { protocol, once, log, pass } = world();
    await writeOnce(protocol, { ...once, write: failing('lost') }).catch(() => undefined);
    pass(sendSlackMs + indexLagMs - 1);
    const slowLookUp = () => {
      pass(5000);
      return Promise.resolve(null);
    };
    await expect(writeOnce(protocol, { ...once, lookUp: slowLookUp })).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
    expect(log).toEqual([]);
  });

  it('does not write when it was suspended after marking the intent as sent', async () => {
    const { protocol, once, log, pass, status } = world();
    const suspended = {
      ...protocol,
      barrier: async (name: string) => {
        if (name === 'crm.write.createLead.before') pass(3000);
      },
    };
    await expect(writeOnce(suspended, once)).rejects.toMatchObject({ code: 'Crm.Busy' });
    expect(log).toEqual([]);
    expect(status()).toBe('planned');
  });

  it('does not write after the moment its caller named', async () => {
    const { protocol, once, log } = world();
    await expect(writeOnce(protocol, { ...once, writeBefore: protocol.clock() - 1 })).rejects.toMatchObject({
      code: 'Crm.Busy',
    });
    expect(log).toEqual([]);
  });

  it('throws the failure at hand also when the lease cannot be released', async () => {
    const { protocol, once, intents } = world();
    intents.release = failing('the database is gone');
    const error = new VoronkaError('Crm.Rejected', 'no');
    await expect(writeOnce(protocol, { ...once, write: failing(error) })).rejects.toBe(error);
  });
});
