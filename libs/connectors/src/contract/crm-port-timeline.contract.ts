import type { CrmCallContext, CrmCardKind } from '@voronka/contracts';
import { newCard } from './crm-port-cards.contract.ts';
import type { CrmUnderTest } from './crm-under-test.ts';
import { absentId } from './own-data.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };
const malice = '[url=https://evil.example]приз[/url] <script>alert(1)</script> &lt;b&gt; 👍';
const working = /\[url|\[\/url|<script|<\/script|&lt;/;

/** The part of the contract about what stands on cards of one kind. @param under the vendor, once it is started */
export function describeCrmTimeline(under: () => CrmUnderTest, kind: CrmCardKind): void {
  const created = async (purpose?: string) => ({
    kind,
    id: await under().crm.createCard(newCard(under(), kind, purpose), context),
  });

  describe('comments', () => {
    it('are found by their marker, on their card only, and changed in place', async () => {
      const { crm } = under();
      const card = await created();
      const other = await created('other');
      const commentId = await crm.addComment({ card, marker: 'd-1:1:history', text: 'Привет' }, context);
      await crm.addComment({ card, marker: 'd-1:1:note', text: '#voronka:d-1:1:history' }, context);
      const by = { card, marker: 'd-1:1:history' };
      await expect(crm.findComment(by, context)).resolves.toBe(commentId);
      await expect(crm.findComment({ ...by, card: other }, context)).resolves.toBeNull();
      await expect(crm.findComment({ ...by, marker: 'd-1:1' }, context)).resolves.toBeNull();

      await crm.updateComment(commentId, { ...by, text: 'Привет\nПока' }, context);
      await expect(crm.findComment(by, context)).resolves.toBe(commentId);
      const texts = await under().commentsOf(card);
      expect(texts).toHaveLength(2);
      expect(texts.filter((text) => text.startsWith('Привет\nПока'))).toHaveLength(1);
    });

    it('are found among many', async () => {
      const { crm } = under();
      const card = await created();
      for (let n = 0; n < 55; n += 1) {
        await crm.addComment({ card, marker: `n-${n}`, text: `Строка ${n}` }, context);
      }
      for (const n of [0, 54]) {
        await expect(crm.findComment({ card, marker: `n-${n}` }, context)).resolves.not.toBeNull();
      }
    });

    it('hold what a client wrote as text, without working codes and tags', async () => {
      const card = await created();
      await under().crm.addComment({ card, marker: 'm', text: malice }, context);
      const [stored = ''] = await under().commentsOf(card);
      expect(stored).not.toMatch(working);
      expect(stored.replaceAll('\u200B', '')).toContain(malice);
    });
  });

  describe('to-dos', () => {
    const deadlineAt = '2030-01-01T10:00:00.000Z';

    it('are written with deadline and responsible, and found by their marker, on their card only', async () => {
      const { crm, known } = under();
      const owner = await created();
      const other = await created('other');
      const task = { owner, marker: 'm-1', text: `Ответить: ${malice}`, deadlineAt, responsibleId: known.manager };
      const taskId = await crm.addTask(task, context);
      await crm.addTask({ ...task, owner: other, marker: 'm-2' }, context);
      await expect(crm.findTask({ owner, marker: 'm-1' }, context)).resolves.toBe(taskId);
      await expect(crm.findTask({ owner, marker: 'm-2' }, context)).resolves.toBeNull();
      await expect(crm.findTask({ owner: other, marker: 'm-1' }, context)).resolves.toBeNull();
      const [stored] = await under().tasksOf(owner);
      expect(stored).toMatchObject({ deadlineAt, responsibleId: known.manager });
      expect(stored?.text).not.toMatch(working);
      expect(stored?.text.replaceAll('\u200B', '')).toContain(malice);
    });

    it('of a client without a card hang on the contact', async () => {
      const { crm } = under();
      const id = await under().addContactByHand({ name: 'Анна', phones: [], emails: [] });
      const owner = { kind: 'contact' as const, id };
      const task = { owner, marker: 'm', text: 'Ответить', deadlineAt, responsibleId: null };
      const taskId = await crm.addTask(task, context);
      await expect(crm.findTask({ owner, marker: 'm' }, context)).resolves.toBe(taskId);
      expect(await under().tasksOf(owner)).toHaveLength(1);
    });

    it('on what is gone are a final failure', async () => {
      const owner = { kind, id: absentId };
      const task = { owner, marker: 'm', text: 'Ответить', deadlineAt, responsibleId: null };
      await expect(under().crm.addTask(task, context)).rejects.toMatchObject({ code: 'Crm.Rejected' });
    });
  });
}
