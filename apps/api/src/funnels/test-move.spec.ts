import { describe, expect, it } from '@jest/globals';
import { VoronkaError } from '@voronka/contracts';
import type { CrmCard, ErrorCode } from '@voronka/contracts';
import { runTestMove } from './test-move.ts';
import type { TestedCrm } from './test-move.ts';

const ref = { kind: 'lead', id: '7' } as const;
const context = { correlationId: 'c', lane: 'interactive' } as const;

/** A CRM with one lead, in status NEW. What a script holds happens instead, call by call; `null` there: as usual. */
class OneLead implements TestedCrm {
  statusId = 'NEW';
  semantics: CrmCard['semantics'] = 'open';
  readonly moves: string[] = [];
  readonly reads: ((() => void) | null)[] = [];
  readonly writes: ((() => void) | null)[] = [];

  getCard(): Promise<CrmCard | null> {
    return this.play(this.reads, () => ({
      ...ref,
      title: 'Анна',
      statusId: this.statusId,
      semantics: this.semantics,
      responsibleId: null,
      contactId: null,
      tags: [],
      externalKey: null,
      createdAt: null,
      updatedAt: null,
    }));
  }

  moveCard(_card: object, statusId: string): Promise<void> {
    this.moves.push(statusId);
    return this.play(this.writes, () => {
      this.statusId = statusId;
    });
  }

  private play<T>(script: ((() => void) | null)[], usual: () => T): Promise<T> {
    const instead = script.shift();
    return Promise.resolve().then(() => {
      instead?.();
      return usual();
    });
  }
}

const fail = (code: ErrorCode) => () => {
  throw new VoronkaError(code, 'planned');
};

async function test(crm: TestedCrm, statusId = 'CONTACT') {
  const report = await runTestMove(crm, { card: ref, statusId, url: null }, context, () => Promise.resolve());
  return { ...report, told: report.steps.map(({ step, ok }) => `${ok ? '' : '!'}${step}`) };
}

describe('a test move', () => {
  it('moves the card, sees it there, puts it back and sees it there', async () => {
    const crm = new OneLead();
    const report = await test(crm);
    expect(report).toMatchObject({ ok: true, end: 'back', card: { title: 'Анна', statusId: 'NEW' } });
    expect(report.told).toEqual(['read', 'move', 'confirmMove', 'putBack', 'confirmBack']);
    expect(crm.moves).toEqual(['CONTACT', 'NEW']);
  });

  it.each([
    ['a card that is not there', (crm: OneLead) => void (crm.getCard = () => Promise.resolve(null))],
    ['a closed card', (crm: OneLead) => void (crm.semantics = 'won')],
    ['a card that is there already', (crm: OneLead) => void (crm.statusId = 'CONTACT')],
    ['a CRM that does not answer', (crm: OneLead) => void crm.reads.push(fail('Crm.Unreachable'))],
  ])('touches nothing of %s', async (_what, prepare) => {
    const crm = new OneLead();
    prepare(crm);
    expect(await test(crm)).toMatchObject({ ok: false, end: 'untouched', told: ['!read'] });
    expect(crm.moves).toEqual([]);
  });

  it('tells that the CRM refused, and leaves a card that never moved', async () => {
    const crm = new OneLead();
    crm.writes.push(fail('Crm.Rejected'));
    const report = await test(crm);
    expect(report).toMatchObject({ ok: false, end: 'untouched', told: ['read', '!move', '!confirmMove'] });
    expect(report.steps[1]).toMatchObject({ code: 'Crm.Rejected', message: { ru: expect.any(String) } });
    expect(crm.moves).toEqual(['CONTACT']);
  });

  it('puts the card back although the answer to the move was lost', async () => {
    const crm = new OneLead();
    crm.writes.push(() => {
      crm.statusId = 'CONTACT';
      fail('Crm.Ambiguous')();
    });
    expect(await test(crm)).toMatchObject({ ok: false, end: 'back' });
    expect(crm.statusId).toBe('NEW');
  });

  it('puts the card back where a lost move may still be carried out', async () => {
    const crm = new OneLead();
    crm.writes.push(fail('Crm.Ambiguous'));
    expect(await test(crm)).toMatchObject({ ok: false, end: 'back' });
    expect(crm.moves).toEqual(['CONTACT', 'NEW']);
  });

  it('puts the card back although it could not be read, and tries again what fails', async () => {
    const crm = new OneLead();
    crm.reads.push(null, fail('Crm.TimedOut'), fail('Crm.TimedOut'), fail('Crm.TimedOut'));
    crm.writes.push(null, fail('Crm.RateLimited'));
    const report = await test(crm);
    expect(report).toMatchObject({ ok: false, end: 'back' });
    expect(report.told).toEqual(['read', 'move', '!confirmMove', 'putBack', 'confirmBack']);
    expect(crm.moves).toEqual(['CONTACT', 'NEW', 'NEW']);
  });

  it('says that the card stayed there when it cannot be put back', async () => {
    const crm = new OneLead();
    crm.writes.push(null, fail('Crm.Rejected'), fail('Crm.Rejected'), fail('Crm.Rejected'));
    const report = await test(crm);
    expect(report).toMatchObject({
      ok: false,
      end: 'moved',
      told: expect.arrayContaining(['!putBack', '!confirmBack']),
    });
    expect(report.steps.at(-1)).toMatchObject({ statusId: 'CONTACT' });
  });

  it('says that it does not know when the CRM is gone after the move', async () => {
    const crm = new OneLead();
    crm.reads.push(null, ...Array.from({ length: 12 }, () => fail('Crm.Unreachable')));
    crm.writes.push(null, ...Array.from({ length: 3 }, () => fail('Crm.Unreachable')));
    expect(await test(crm)).toMatchObject({ ok: false, end: 'unknown' });
  });

  it('leaves a card to whoever moved it meanwhile', async () => {
    const crm = new OneLead();
    crm.reads.push(null, () => void (crm.statusId = 'ROBOT'));
    expect(await test(crm)).toMatchObject({ ok: false, end: 'elsewhere' });
    expect(crm.moves).toEqual(['CONTACT']);
  });
});
