import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dialogueRecordingSchema } from '@voronka/contracts';
import type { DialogueRecording } from '@voronka/contracts';
import { canonicalJson, replay } from '@voronka/domain';
import type { DecisionRecord, SimulationTools } from '@voronka/domain';
import { createDateParser, createEvaluator, createPhoneParser } from '@voronka/rules-engine';
import { decideAll } from './assistant.ts';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

const tools: SimulationTools = {
  evaluate: createEvaluator(),
  parsePhone: createPhoneParser(),
  parseDate: createDateParser(),
};

let api: TestApi;
let auditor: Browser;
let dialogueId: string;
beforeAll(async () => {
  api = await startTestApi();
  auditor = await api.logIn('auditor');
  await api.orm.em.fork().execute(`update channels set settings = settings || '{"joinWindowMs": 0}'`);
  const visitor = await Visitor.agreed(api, { locale: 'en' });
  for (const text of ['How much is it?', 'Well', 'Anna', '+44 20 7946 0958']) {
    await visitor.say(text);
    dialogueId = await visitor.dialogueId();
    await decideAll(api, dialogueId);
  }
  const manager = await api.logIn('manager');
  await manager.expect(200, 'POST', `/api/dialogues/${dialogueId}/messages`, { id: randomUUID(), text: 'Hello' });
  await decideAll(api, dialogueId);
});
afterAll(() => api.stop());

async function recording(turn: number): Promise<DialogueRecording> {
  const { body } = await auditor.expect<DialogueRecording>(
    200,
    'GET',
    `/api/dialogues/${dialogueId}/recording?turn=${turn}`,
  );
  dialogueRecordingSchema.parse(body);
  return body;
}

describe('the recording of a dialogue', () => {
  it('is decided again, byte for byte as the database keeps it', async () => {
    const stored = await api.orm.em
      .fork()
      .execute<{ record: DecisionRecord }[]>('select record from decisions where dialogue_id = ? order by turn', [
        dialogueId,
      ]);
    expect(stored.length).toBeGreaterThanOrEqual(5);
    const { dialogue, difference } = await replay(await recording(stored.length), tools, null);
    expect(difference).toBeNull();
    expect(dialogue.turns.map(({ decision }) => canonicalJson(decision.record))).toEqual(
      stored.map(({ record }) => canonicalJson(record)),
    );
  });

  it('ends with the decision that is asked for, and what became of its steps', async () => {
    const { turns, bundles } = await recording(2);
    expect(turns.map(({ turn }) => turn)).toEqual([1, 2]);
    expect(turns[0]?.steps.length).toBe(turns[0]?.record.commands.length);
    expect(bundles.map(({ hash }) => hash)).toEqual([turns[0]?.record.bundleHash]);
  });

  it('is for those who see the simulator', async () => {
    const path = `/api/dialogues/${dialogueId}/recording?turn=1`;
    await (await api.logIn('admin')).expect(200, 'GET', path);
    await (await api.logIn('manager')).expectError('Auth.Forbidden', 'GET', path);
    await api.browser().expectError('Auth.Required', 'GET', path);
  });

  it('is given only with an entry in the audit log: who took it, of which dialogue, up to which decision', async () => {
    const entries = () =>
      api.orm.em
        .fork()
        .execute<{ actor_name: string; detail: object; is_new: boolean }[]>(
          `select actor_name, detail, at > now() - interval '1 minute' as is_new from audit_log where action = 'dialogue.recording' and target = ? order by id`,
          [`dialogue:${dialogueId}`],
        );
    const before = (await entries()).length;
    await recording(2);
    await auditor.expectError('Request.Invalid', 'GET', `/api/dialogues/${dialogueId}/recording?turn=100`);
    const added = (await entries()).slice(before);
    expect(added).toEqual([{ actor_name: 'Аудитор', detail: { turn: 2 }, is_new: true }]);
  });

  it.each(['', '?turn=0', '?turn=two', '?turn=100'])('says which decision is wrong: %s', async (query) => {
    const path = `/api/dialogues/${dialogueId}/recording${query}`;
    const { body } = await auditor.expectError('Request.Invalid', 'GET', path);
    expect(body.fields?.map((problem) => problem.path)).toEqual(['turn']);
  });

  it('is not found for an unknown dialogue', async () => {
    await auditor.expectError('Dialogue.Unknown', 'GET', `/api/dialogues/${randomUUID()}/recording?turn=1`);
  });
});
