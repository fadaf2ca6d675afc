import { demoIds } from '@voronka/persistence';
import { until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import { flowSchema } from '@voronka/contracts';

/** Dialogues in all the states that a page can show. */
export interface LivedInDemo {
  /** Ended in a lead. */
  readonly done: string;
  /** Waits for the client's name and phone. */
  readonly waiting: string;
  /** A manager has taken it over. */
  readonly manager: string;
  /** Gave nonsense instead of a phone until a manager was called. */
  readonly needsManager: string;
  /** Parked, because the CRM refused the credentials. */
  readonly incident: string;
  /** Id of the lead of {@link done} in the CRM. */
  readonly leadId: string;
  /** Everything that was said, in the words of whoever said it. */
  readonly said: readonly string[];
}

/** Plays enough on a fresh demo for every page to have something to show. */
export async function liveIn(stack: Stack): Promise<LivedInDemo> {
  const { admin } = stack;
  const idOf = async (search: string) => {
    const [found] = await admin.dialogues({ search });
    if (!found) throw new Error(`no dialogue with "${search}"`);
    return found.id;
  };

  const anna = await stack.visitor();
  await anna.say('Сколько стоит стол на шесть человек?');
  await anna.say('Анна, 8 (916) 123-45-67');
  const done = await idOf('Анна');
  const leadId = await until('a lead', async () => (await admin.dialogue(done)).crm?.leadId);

  const oleg = await stack.visitor();
  await oleg.say('Здравствуйте, можно стеллаж под пластинки?');
  const manager = await idOf('пластинки');
  await admin.answer(manager, 'Добрый день! Можно: шаг полки 34 см, дуб или ясень. Какая нужна ширина?');

  const silent = await stack.visitor({ locale: 'en' });
  await silent.say('How much is the oak table?');
  const waiting = await idOf('oak table');

  const nonsense = await stack.visitor();
  for (const text of ['Сколько стоит шкаф?', 'ну не знаю', 'потом', 'ну такое']) await nonsense.say(text);
  const needsManager = await idOf('ну такое');
  await until('a call for a manager', async () => (await admin.dialogue(needsManager)).status === 'needsManager');

  const incident = await incidentOf(stack, 'Ирина, 8 (916) 765-43-21');
  const solved = await incidentOf(stack, 'Пётр, 8 (916) 555-44-33');
  for (const { id } of await admin.incidentsOf(solved)) await admin.retryIncident(id);
  await until('the solved incident', async () => (await admin.dialogue(solved)).status !== 'incident');

  await holdMessages(stack);
  await draftFlow(stack);

  const dialogues = await Promise.all((await admin.dialogues()).map(({ id }) => admin.dialogue(id)));
  const said = dialogues.flatMap(({ messages }) => messages.map(({ text }) => text));
  return { done, waiting, manager, needsManager, incident, leadId, said: [...new Set([...said, ...heldTexts])] };
}

async function incidentOf(stack: Stack, contact: string): Promise<string> {
  const visitor = await stack.visitor();
  await visitor.say('Сколько стоит доставка?');
  await stack.crm.fail({ kind: 'status401', times: 1_000 });
  await visitor.send(contact);
  const dialogue = await until('a dialogue in trouble', async () =>
    (await stack.admin.dialogues({ status: 'incident' })).find(({ clientName }) =>
      contact.startsWith(`${clientName},`),
    ),
  );
  await stack.crm.heal();
  return dialogue.id;
}

const heldTexts = ['Ау!', 'Вы тут?', 'Ответьте же кто-нибудь, пожалуйста: мне нужно до пятницы'];

async function holdMessages(stack: Stack): Promise<void> {
  const limit = (messagesPerMinute: number) =>
    stack.admin.call(`/api/channels/${demoIds.siteChannel}`, {
      method: 'PATCH',
      body: { settings: { messagesPerMinute } },
    });
  await limit(1);
  const impatient = await stack.visitor();
  await impatient.say('Сколько стоит комод?');
  for (const text of heldTexts) await impatient.send(text);
  await limit(20);
}

/** Leaves a draft behind that differs from what runs and has something to complain about. */
async function draftFlow({ admin }: Stack): Promise<void> {
  const path = `/api/flows/${demoIds.flow}`;
  const { draft } = flowSchema.parse(await admin.call(path));
  const edges = draft.graph.edges.filter(({ id }) => id !== 'askForContact-gaveUp-handOff');
  await admin.call(`${path}/draft`, {
    method: 'PUT',
    body: { revision: draft.revision, graph: { ...draft.graph, edges } },
  });
}
