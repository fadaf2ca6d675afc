/** @jest-environment jsdom */
import { managerMessageSchema } from '@voronka/contracts';
import { forgetReplyDrafts, putReplyBack, readReplyDraft, takeReply, typeReply } from './reply-draft.ts';

describe('a typed reply', () => {
  beforeEach(() => forgetReplyDrafts());

  it('is a message the API takes', () => {
    typeReply('d1', 'Добрый день!');
    expect(managerMessageSchema.safeParse(readReplyDraft('d1')).success).toBe(true);
  });

  it('is kept for its dialogue in the browser tab, so that a login does not lose it', () => {
    typeReply('d1', 'Почти допис');
    expect(sessionStorage.getItem('voronka.reply.d1')).toContain('Почти допис');
    expect(readReplyDraft('d2')).toBeNull();
  });

  it('returns under the same id when it could not be sent, so that sending it again makes no second message', () => {
    typeReply('d1', 'Привет');
    const sent = takeReply('d1');
    if (!sent) throw new Error('nothing was taken');
    expect(readReplyDraft('d1')).toBeNull();
    putReplyBack('d1', sent);
    expect(readReplyDraft('d1')).toEqual(sent);
  });

  it('becomes another message once its text changes', () => {
    typeReply('d1', 'Привет');
    const before = readReplyDraft('d1')?.id;
    typeReply('d1', 'Привет!');
    expect(readReplyDraft('d1')?.id).not.toBe(before);
  });

  it('stands above what was typed meanwhile, and both are kept', () => {
    typeReply('d1', 'первое');
    const sent = takeReply('d1');
    if (!sent) throw new Error('nothing was taken');
    typeReply('d1', 'второе');
    putReplyBack('d1', sent);
    expect(readReplyDraft('d1')?.text).toBe('первое\nвторое');
    expect(readReplyDraft('d1')?.id).not.toBe(sent.id);
  });

  it('is gone after logout', () => {
    typeReply('d1', 'для своих');
    forgetReplyDrafts();
    expect(readReplyDraft('d1')).toBeNull();
    expect(sessionStorage.length).toBe(0);
  });
});
