import { randomUUID } from 'node:crypto';
import { callJson, startStack, until } from '@voronka/testing';
import type { JsonAnswer, Stack, WidgetClient } from '@voronka/testing';

type Line = Readonly<Record<string, unknown>>;

const question = 'Сколько стоит секретер?';
const phone = '+79161112233';
const introduction = 'Елизавета, 8 (916) 111-22-33';

describe('operation', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  }, 90_000);

  afterAll(async () => stack?.destroy(), 60_000);

  const probe = (kind: 'live' | 'ready', base = stack.url): Promise<JsonAnswer> =>
    callJson(new URL(`/health/${kind}`, base), { timeoutMs: 20_000 });

  /** Values of a page of metrics, by name; those of one name with several labels are added up. */
  async function metricsAt(url: string | URL): Promise<ReadonlyMap<string, number>> {
    const text = await (await fetch(url, { signal: AbortSignal.timeout(10_000) })).text();
    const values = new Map<string, number>();
    for (const line of text.split('\n')) {
      const [, name, value] = /^(\w+)(?:\{.*\})? (\S+)$/.exec(line) ?? [];
      if (name) values.set(name, (values.get(name) ?? 0) + Number(value));
    }
    return values;
  }

  const apiMetrics = () => metricsAt(new URL('/metrics', stack.url));

  /** What API and worker have logged so far. */
  function ownLines(): Line[] {
    return stack
      .logs()
      .filter(({ file }) => file === 'api.log' || file === 'worker.log')
      .flatMap(({ text }) => text.split('\n').filter((line) => line !== ''))
      .map((line) => JSON.parse(line) as Line);
  }

  /** Sends as the widget does and gives the whole answer, headers too. */
  function send(visitor: WidgetClient, text: string, base = stack.url): Promise<JsonAnswer> {
    return callJson(new URL('/api/widget/messages', base), {
      headers: { origin: new URL(base).origin, authorization: `Bearer ${visitor.token}` },
      body: { id: randomUUID(), text },
    });
  }

  describe('one correlation id', () => {
    it('leads from the client’s request through API and worker to every call of the CRM', async () => {
      const visitor = await stack.visitor();
      await visitor.say(question);
      const answer = await send(visitor, introduction);
      const id = answer.headers.get('x-correlation-id');
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      await until('the lead with the conversation', async () =>
        (await stack.crm.person(phone)).leads[0]?.comments.some((comment) => comment.includes('Спасибо')),
      );
      const ofId = await until('the last step in the log', () => {
        const found = ownLines().filter((line) => line['correlationId'] === id);
        return found.some(({ command }) => command === 'attachHistory') ? found : null;
      });
      expect(ofId.filter(({ service, msg }) => service === 'api' && msg === 'request')).toEqual([
        expect.objectContaining({ route: '/api/widget/messages', method: 'POST', statusCode: 200 }),
      ]);
      const steps = ofId.filter(({ msg }) => msg === 'step').map(({ command }) => command);
      expect(steps).toEqual(
        expect.arrayContaining([
          'qualify',
          'findOrCreateContact',
          'createLead',
          'addTags',
          'moveStage',
          'addNote',
          'reply',
        ]),
      );
      const calls = ofId.filter(({ msg }) => msg === 'CRM call').map(({ vendorMethod }) => vendorMethod);
      expect(calls).toEqual(expect.arrayContaining(['crm.timeline.comment.add']));
      expect(calls.length).toBeGreaterThan(5);
    }, 60_000);

    it('is told in every answer with an error, and is the same in the log', async () => {
      const answer = await callJson(new URL('/api/widget/messages', stack.url), { body: {} });
      const { correlationId } = answer.json as { correlationId: string };
      expect(answer.status).toBe(400);
      expect(answer.headers.get('x-correlation-id')).toBe(correlationId);
      await until('the line', () => ownLines().some((line) => line['correlationId'] === correlationId));
    }, 30_000);
  });

  describe('logs', () => {
    it('are JSON lines with time, level and service', () => {
      const lines = ownLines().filter(({ msg }) => msg !== undefined);
      expect(lines.length).toBeGreaterThan(20);
      for (const line of lines) {
        expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
        expect(['info', 'warn', 'error']).toContain(line['level']);
        expect(['api', 'worker']).toContain(line['service']);
      }
    });

    it('hold nothing of what the client told', () => {
      const all = stack.logs();
      expect(all.map(({ file }) => file)).toEqual(expect.arrayContaining(['api.log', 'worker.log']));
      for (const { text } of all) expect(text).not.toMatch(/Елизавета|секретер|9161112233|111-22-33/);
    });
  });

  describe('metrics', () => {
    it('tell what waits in which queue while the CRM is away, and nothing afterwards', async () => {
      await stack.crm.fail({ kind: 'status503', times: 100_000 });
      const visitor = await stack.visitor();
      await visitor.say(question);
      await visitor.send('Пётр, 8 (916) 444-55-66');
      await until('a queue before the CRM', async () => ((await apiMetrics()).get('voronka_crm_queue') ?? 0) > 0);
      await stack.crm.heal();
      await until('no queue', async () => (await apiMetrics()).get('voronka_crm_queue') === 0);
    }, 90_000);

    it('count incidents that wait for a person', async () => {
      const before = (await apiMetrics()).get('voronka_incidents_open') ?? 0;
      await stack.crm.fail({ kind: 'status401', times: 100_000 });
      const visitor = await stack.visitor();
      await visitor.say(question);
      await visitor.send('Мария, 8 (916) 444-55-77');
      await until('an incident', async () => (await apiMetrics()).get('voronka_incidents_open') === before + 1);
      await stack.crm.heal();
    }, 60_000);

    it('tell how much of the inbox waits, and since when, while no worker runs', async () => {
      await stack.killForGood('worker');
      const visitor = await stack.visitor();
      await visitor.send(question);
      await until('an age of the inbox', async () => {
        const metrics = await apiMetrics();
        return metrics.get('voronka_inbox_undone_rows') === 1 && (metrics.get('voronka_inbox_age_seconds') ?? 0) >= 1;
      });
      await stack.start('worker');
      const queues = [
        'voronka_inbox_undone_rows',
        'voronka_inbox_age_seconds',
        'voronka_outbox_rows',
        'voronka_outbox_age_seconds',
      ];
      await until('empty queues', async () => {
        const now = await apiMetrics();
        return queues.every((name) => now.get(name) === 0);
      });
    }, 60_000);
  });

  describe('side by side with a second API and a second worker', () => {
    let secondApi: string;
    let workerMetrics: string;

    beforeAll(async () => {
      [secondApi, workerMetrics] = await Promise.all([stack.startSecond('api'), stack.startSecond('worker')]);
    }, 60_000);

    it('shows live there what came in here', async () => {
      const visitor = await stack.visitor();
      const live = await LiveReader.open(new URL('/api/widget/events', secondApi), visitor.token);
      await send(visitor, question);
      await until('question and answer on the second API', () => live.texts().length >= 2);
      expect(live.texts()).toEqual([question, expect.stringContaining('Как вас зовут')]);
      await live.close();
    }, 60_000);

    it('goes on there when the first two are gone; the second worker measures how long vendor calls wait', async () => {
      const visitor = await stack.visitor();
      await visitor.say(question);
      await Promise.all([stack.killForGood('api'), stack.killForGood('worker')]);
      expect((await probe('ready', secondApi)).status).toBe(200);
      expect((await send(visitor, 'Анна, 8 (916) 444-55-88', secondApi)).status).toBe(200);
      await until('the lead', async () => (await stack.crm.person('+79164445588')).leads.length === 1);
      expect((await metricsAt(workerMetrics)).get('voronka_limiter_wait_seconds_count')).toBeGreaterThan(0);
      await Promise.all([stack.start('api'), stack.start('worker')]);
      const said = await visitor.messages();
      expect(said.map(({ from }) => from)).toEqual(['client', 'assistant', 'client', 'assistant']);
    }, 90_000);
  });

  describe('probes', () => {
    it('are fine while all is well', async () => {
      expect((await probe('live')).status).toBe(200);
      await until('ready', async () => (await probe('ready')).status === 200);
    }, 30_000);

    it.each(['temporal', 'postgres'] as const)(
      'tell that %s is down, and that the process lives',
      async (part) => {
        await stack.killForGood(part);
        const said = await until('not ready', async () => {
          const answer = await probe('ready');
          return answer.status === 503 ? answer : null;
        });
        expect(said.json).toMatchObject({
          status: 'degraded',
          [part === 'temporal' ? 'temporal' : 'database']: 'unreachable',
        });
        expect((await probe('live')).status).toBe(200);
        await stack.start(part);
        await until('ready again', async () => (await probe('ready')).status === 200);
      },
      90_000,
    );

    it('lets the product work again after both', async () => {
      const visitor = await stack.visitor();
      expect(await visitor.say(question)).toContain('Как вас зовут');
    }, 60_000);
  });
});

/** Reads server-sent events of a visitor, as the widget does. */
class LiveReader {
  private text = '';
  private constructor(
    private readonly stop: AbortController,
    private readonly body: ReadableStream<Uint8Array>,
  ) {}

  /** Resolves when the stream has begun. */
  static async open(url: URL, token: string): Promise<LiveReader> {
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${token}`, origin: url.origin };
    const response = await fetch(url, { headers, signal: stop.signal });
    if (response.status !== 200 || !response.body) throw new Error(`live stream: status ${response.status}`);
    const reader = new LiveReader(stop, response.body);
    void reader.read();
    await until('the first sign of life', () => reader.text.includes('event: ping'));
    return reader;
  }

  /** Texts of the messages, once each, oldest first. */
  texts(): string[] {
    const events = this.text.split('\n\n').filter((event) => event.startsWith('event: message\n'));
    const messages = events.map((event) => JSON.parse(event.slice(event.indexOf('data: ') + 6)) as { text: string });
    return [...new Set(messages.map(({ text }) => text))];
  }

  async close(): Promise<void> {
    this.stop.abort();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.body) this.text += decoder.decode(chunk, { stream: true });
    } catch (error) {
      if (!this.stop.signal.aborted) throw error;
    }
  }
}
