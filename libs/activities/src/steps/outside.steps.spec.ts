import type {
  AssistantTurn,
  AssistantTurns,
  LanguageModelPort,
  OutgoingWebhooks,
  OutsideProposal,
  StepReport,
  StepStore,
  WebhookAnswers,
} from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { AssistantKind, CommandOf } from '@voronka/domain';
import { materialOf, testBundle } from '../testing/material.ts';
import { strictFake } from '../testing/strict-fake.ts';
import { buildOutsideSteps } from './outside.steps.ts';

const ref = { dialogueId: 'dialogue', turn: 3, index: 1 };
const nowMs = Date.parse('2026-11-23T10:00:00.000Z');
const after = (seconds: number) => new Date(nowMs + seconds * 1000).toISOString();

interface Planned {
  turns?: Partial<AssistantTurns>;
  model?: Partial<LanguageModelPort>;
  webhooks?: Partial<OutgoingWebhooks>;
  answers?: Partial<WebhookAnswers>;
}

function stepsFor(material: ReturnType<typeof materialOf>, planned: Planned) {
  const reports: StepReport[] = [];
  const steps = strictFake<StepStore>('steps', {
    load: () => Promise.resolve(material),
    report: async (_, report) => void reports.push(report),
  });
  const activities = buildOutsideSteps({
    steps,
    now: () => new Date(nowMs),
    assistantTurns: strictFake('assistantTurns', planned.turns ?? {}),
    languageModel: strictFake('languageModel', planned.model ?? {}),
    webhooks: strictFake('webhooks', planned.webhooks ?? {}),
    webhookAnswers: strictFake('webhookAnswers', planned.answers ?? {}),
  });
  return { activities, reports };
}

describe('asking an assistant for a turn', () => {
  const command: CommandOf<'consultAssistant'> = {
    kind: 'consultAssistant',
    nodeId: 'n',
    ruleId: null,
    seq: 7,
    deadlineAt: after(20),
  };
  const proposal: OutsideProposal = { requestId: 'answer', by: 'model:m', reply: 'Да', slots: {}, signals: [] };
  const openTurn = { state: 'open' } as AssistantTurn;

  function asking(kind: AssistantKind, planned: Planned, deadlineAt = command.deadlineAt) {
    const assistant = { id: 'assistant', mode: 'movesStages', kind } as const;
    const bundle = { ...testBundle, content: { ...testBundle.content, assistant } };
    const { activities, reports } = stepsFor(materialOf({ ...command, deadlineAt }, { bundle }), planned);
    return { run: () => activities.consultAssistant(ref), reports };
  }

  const open = () => Promise.resolve('open' as const);

  it('opens the turn for one that comes to fetch it, and waits for nothing', async () => {
    const opened: object[] = [];
    const turns: Planned['turns'] = { open: async (turn) => (opened.push(turn), 'open') };
    await expect(asking('outside', { turns }).run()).resolves.toEqual({ outcome: 'done' });
    expect(opened).toEqual([{ ...ref, seq: 7, deadlineAt: after(20), assistantId: 'assistant' }]);
  });

  it('does nothing when nobody waits for an answer any more', async () => {
    const turns: Planned['turns'] = { open: () => Promise.resolve('over') };
    await expect(asking('languageModel', { turns }).run()).resolves.toEqual({ outcome: 'cancelled' });
  });

  it('writes down what a language model proposes and has it decided', async () => {
    const limits: number[] = [];
    const planned: Planned = {
      turns: {
        open,
        read: () => Promise.resolve(openTurn),
        propose: (key, said) => {
          expect([key, said]).toEqual([{ dialogueId: 'dialogue', seq: 7 }, proposal]);
          return Promise.resolve({ seq: 8, duplicate: false });
        },
      },
      model: {
        propose: async ({ timeoutMs }) => {
          limits.push(timeoutMs);
          return proposal;
        },
      },
    };
    await expect(asking('languageModel', planned).run()).resolves.toEqual({ outcome: 'done', wake: true });
    await expect(asking('languageModel', planned, after(300)).run()).resolves.toMatchObject({ outcome: 'done' });
    expect(limits).toEqual([19_500, 25_000]);
  });

  it('has a former attempt’s answer decided when that attempt could not say so', async () => {
    const read = () => Promise.resolve({ state: 'answered' } as AssistantTurn);
    const outcome = await asking('languageModel', { turns: { open, read } }).run();
    expect(outcome).toEqual({ outcome: 'cancelled', wake: true });
  });

  function failing(error: Error, deadlineAt?: string) {
    const failures: string[] = [];
    const turns: Planned['turns'] = {
      open,
      read: () => Promise.resolve(openTurn),
      fail: async (_, code) => void failures.push(code),
    };
    const step = asking('languageModel', { turns, model: { propose: () => Promise.reject(error) } }, deadlineAt);
    return { ...step, failures };
  }

  it('tries an overloaded model again while there is time, after the pause that it asks for', async () => {
    const error = new VoronkaError('Assistant.Unavailable', 'busy', { retryAfterMs: 3000 });
    const { run, failures } = failing(error);
    await expect(run()).rejects.toMatchObject({
      type: 'Assistant.Unavailable',
      nonRetryable: false,
      nextRetryDelay: 3000,
    });
    expect(failures).toEqual([]);
  });

  it.each([
    ['there is no time for another attempt', new VoronkaError('Assistant.Unavailable', ''), after(1.4)],
    [
      'the pause is longer than the turn',
      new VoronkaError('Assistant.Unavailable', '', { retryAfterMs: 30_000 }),
      after(20),
    ],
    ['another attempt would not help', new VoronkaError('Assistant.Rejected', ''), after(20)],
    ['its answer cannot be read', new VoronkaError('Assistant.UnreadableAnswer', ''), after(20)],
  ])('lets the flow speak at once when %s', async (_why, error, deadlineAt) => {
    const { run, failures, reports } = failing(error, deadlineAt);
    await expect(run()).resolves.toEqual({ outcome: 'done', wake: true });
    expect(failures).toEqual([error.code]);
    expect(reports).toEqual([{ outcome: 'done', detail: { code: error.code }, wake: true }]);
  });

  it('does not begin what cannot end in time', async () => {
    const { run, failures } = failing(new Error('must not be asked'), after(0.6));
    await expect(run()).resolves.toMatchObject({ outcome: 'done' });
    expect(failures).toEqual(['Assistant.TimedOut']);
  });

  it('says nothing when a manager took over meanwhile', async () => {
    const turns: Planned['turns'] = {
      open,
      read: () => Promise.resolve(openTurn),
      propose: () => Promise.reject(new VoronkaError('Proposal.ManagerLeads', '')),
    };
    const { run, reports } = asking('languageModel', { turns, model: { propose: () => Promise.resolve(proposal) } });
    await expect(run()).resolves.toEqual({ outcome: 'cancelled', wake: true });
    expect(reports[0]?.detail).toEqual({ reason: 'Proposal.ManagerLeads' });
  });
});

describe('calling a webhook', () => {
  const command: CommandOf<'callWebhook'> = {
    kind: 'callWebhook',
    nodeId: 'stock',
    ruleId: null,
    webhookId: 'webhook',
    waitForAnswer: true,
    payload: { name: 'Анна' },
  };
  const decidedNow = new Date(nowMs).toISOString();

  function calling(call: OutgoingWebhooks['call'], changes: { waitForAnswer?: boolean; decidedAt?: string } = {}) {
    const written: object[] = [];
    const { waitForAnswer = true, decidedAt = decidedNow } = changes;
    const { activities, reports } = stepsFor(materialOf({ ...command, waitForAnswer }, { decidedAt }), {
      webhooks: { call },
      ...(waitForAnswer ? { answers: { write: async (answer) => void written.push(answer) } } : {}),
    });
    return { run: () => activities.callWebhook(ref), written, reports };
  }

  const answer = { nodeId: 'stock', correlationId: 'correlation', ...ref };

  it('sends what was decided under a key that a repeat has too, and has the answer decided', async () => {
    const calls: object[] = [];
    const { run, written } = calling(async (call) => (calls.push(call), { status: 200, fields: { stock: 5 } }));
    await expect(run()).resolves.toEqual({ outcome: 'done', wake: true });
    expect(calls).toEqual([
      {
        workspaceId: 'workspace',
        webhookId: 'webhook',
        idempotencyKey: 'dialogue:3:1',
        body: {
          event: 'flow.step',
          dialogueId: 'dialogue',
          nodeId: 'stock',
          decidedAt: decidedNow,
          payload: { name: 'Анна' },
        },
      },
    ]);
    expect(written).toEqual([{ ...answer, ok: true, fields: { stock: 5 } }]);
  });

  it('writes nothing when the flow does not wait for the answer', async () => {
    const { run } = calling(() => Promise.resolve({ status: 204, fields: { stock: 5 } }), { waitForAnswer: false });
    await expect(run()).resolves.toEqual({ outcome: 'done' });
  });

  it('that is refused takes the way out for failures', async () => {
    const { run, written } = calling(() => Promise.reject(new VoronkaError('Webhook.Rejected', '')));
    await expect(run()).resolves.toEqual({ outcome: 'done', wake: true });
    expect(written).toEqual([{ ...answer, ok: false, fields: {} }]);
  });

  it('that nobody answers is repeated, and after ten minutes takes the way out for failures', async () => {
    const away = () => Promise.reject(new VoronkaError('Webhook.Unavailable', '', { retryAfterMs: 7000 }));
    await expect(calling(away).run()).rejects.toMatchObject({ nonRetryable: false, nextRetryDelay: 7000 });
    const late = calling(away, { decidedAt: after(-601) });
    await expect(late.run()).resolves.toEqual({ outcome: 'done', wake: true });
    expect(late.written).toEqual([{ ...answer, ok: false, fields: {} }]);
  });

  it('is a failed step like any other when the flow does not wait for the answer', async () => {
    const refused = calling(() => Promise.reject(new VoronkaError('Webhook.Rejected', '')), { waitForAnswer: false });
    await expect(refused.run()).rejects.toMatchObject({ type: 'Webhook.Rejected', nonRetryable: true });
    const away = () => Promise.reject(new VoronkaError('Webhook.Unavailable', ''));
    const old = calling(away, { waitForAnswer: false, decidedAt: after(-3600) });
    await expect(old.run()).rejects.toMatchObject({ type: 'Webhook.Unavailable', nonRetryable: false });
  });
});
