import type { AssistantScope, NewAssistantToken } from '@voronka/contracts';
import { assistantScopes } from '@voronka/contracts';
import type { DecisionRecord, SignalDeclaration } from '@voronka/domain';
import { AssistantTurnStore, demoIds, publishBundle } from '@voronka/persistence';
import { decideAll } from './assistant.ts';
import type { Answer } from './browser.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

/** A signal that assistants may send. */
export const callbackSignal: SignalDeclaration = {
  name: 'wantsCallback',
  title: { ru: 'Просит перезвонить', en: 'Wants to be called back' },
  sources: ['assistant'],
  fields: [{ key: 'when', title: { ru: 'Когда', en: 'When' }, type: 'string', required: true }],
  cooldownSeconds: 0,
  oncePerDialogue: false,
  textRule: null,
  onStage: null,
};
const operatorSignal: SignalDeclaration = { ...callbackSignal, name: 'hasPaid', sources: ['operator'], fields: [] };

/** Makes the demo's assistant an outside one: the site's new dialogues ask it first. */
export async function askOutside(api: TestApi, settings: { deadlineSeconds: number }): Promise<void> {
  await api.orm.em.fork().transactional(async (em) => {
    await em.execute(`update assistants set kind = 'outside', settings = ? where id = ?`, [
      JSON.stringify(settings),
      demoIds.assistant,
    ]);
    for (const signal of [callbackSignal, operatorSignal]) {
      await em.execute(
        'insert into signals (workspace_id, name, declaration) values (?, ?, ?) on conflict do nothing',
        [demoIds.workspace, signal.name, JSON.stringify(signal)],
      );
    }
    await publishBundle(em, demoIds.siteChannel, { authorId: null, note: '' });
  });
}

/** Decides what waits, and opens the turn that the last decision asks for, as the worker does. @returns its id */
export async function openTurn(api: TestApi, dialogueId: string): Promise<string> {
  await decideAll(api, dialogueId);
  const [decision] = await api.orm.em
    .fork()
    .execute<{ turn: number; record: DecisionRecord }[]>(
      'select turn, record from decisions where dialogue_id = ? order by turn desc limit 1',
      [dialogueId],
    );
  const commands = decision?.record.commands ?? [];
  const index = commands.findIndex(({ kind }) => kind === 'consultAssistant');
  const command = commands[index];
  if (!decision || command?.kind !== 'consultAssistant') throw new Error('the last decision asks no assistant');
  const { seq, deadlineAt } = command;
  const store = new AssistantTurnStore(api.orm);
  await store.open({ dialogueId, seq, deadlineAt, turn: decision.turn, index, assistantId: demoIds.assistant });
  return `${dialogueId}.${seq}`;
}

/** A visitor whose words wait for the outside assistant. */
export async function askedTurn(
  api: TestApi,
  text = 'Сколько стоит?',
): Promise<{ visitor: Visitor; dialogueId: string; turnId: string }> {
  const visitor = await Visitor.agreed(api);
  await visitor.say(text);
  const dialogueId = await visitor.dialogueId();
  return { visitor, dialogueId, turnId: await openTurn(api, dialogueId) };
}

/** A token of the demo's assistant, made as an admin makes it. */
export async function tokenOf(
  api: TestApi,
  scopes: readonly AssistantScope[] = assistantScopes,
  assistantId: string = demoIds.assistant,
): Promise<string> {
  const admin = await api.logIn('admin');
  const body = { name: 'test', scopes };
  return (await admin.expect<NewAssistantToken>(201, 'POST', `/api/assistants/${assistantId}/tokens`, body)).body.token;
}

/** Speaks to the API with a token. */
export class OutsideAssistant {
  constructor(
    private readonly api: TestApi,
    readonly token: string,
  ) {}

  request<T = { code?: string; fields?: { path: string }[] }>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer<T>> {
    const headers = { authorization: `Bearer ${this.token}` };
    return this.api.browser().request<T>(method, path, body, { headers });
  }
}
