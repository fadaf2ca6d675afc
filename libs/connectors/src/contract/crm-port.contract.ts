import type { CrmCallContext } from '@voronka/contracts';
import { describeCrmCardChanges } from './crm-port-card-changes.contract.ts';
import { describeCrmCards } from './crm-port-cards.contract.ts';
import { describeCrmContactChanges } from './crm-port-contact-changes.contract.ts';
import { describeCrmChanges } from './crm-port-changes.contract.ts';
import { describeCrmContacts } from './crm-port-contacts.contract.ts';
import { describeCrmFailures } from './crm-port-failures.contract.ts';
import { describeCrmTimeline } from './crm-port-timeline.contract.ts';
import { describeCrmRefusals } from './crm-port-refusals.contract.ts';
import { cardKindsOf } from './crm-under-test.ts';
import type { CrmTraits, CrmUnderTest } from './crm-under-test.ts';
import { itNeeding } from './needs.ts';

const context: CrmCallContext = { correlationId: 'contract', lane: 'interactive' };

/**
 * What every connector promises, run against a vendor or its emulation. A new connector passes this suite before anything
 * else uses it. An account that others work in is asked what it can be asked: `traits.limited` is told of the rest.
 *
 * @param traits what the vendor can do: the rest has to be refused without asking it
 * @param start starts the vendor, once for the whole suite
 */
export function describeCrmPort(name: string, traits: CrmTraits, start: () => Promise<CrmUnderTest>): void {
  const { capabilities } = traits;
  const kinds = cardKindsOf(traits);
  describe(`CRM port: ${name}`, () => {
    let under: CrmUnderTest;

    beforeAll(async () => {
      under = await start();
    });
    beforeEach(() => under.reset());
    afterAll(() => under.stop());

    describe('setup', () => {
      it('tells who it is joined as, and whether there are leads', async () => {
        const { account, user, leads } = await under.crm.check(context);
        expect(account).not.toBe('');
        expect(user).not.toBe('');
        expect(leads).toBe(kinds.includes('lead'));
      });

      it.each(kinds)('lists the stages of a %s in order, with what they mean', async (kind) => {
        const stages = await under.crm.listStages(kind, context);
        const funnels = [...new Set(stages.map((stage) => stage.funnel))];
        const places = stages.map(({ funnel, sort }) => ({ funnel: funnels.indexOf(funnel), sort }));
        expect(places).toEqual([...places].sort((a, b) => a.funnel - b.funnel || a.sort - b.sort));
        const meaning = new Map(stages.map((stage) => [stage.id, stage.semantics]));
        const { first, later, lost } = under.known.statuses[kind];
        expect([first, later, lost].map((status) => meaning.get(status))).toEqual(['open', 'open', 'lost']);
        expect([...meaning.values()]).toContain('won');
      });

      itNeeding(traits, 'otherFunnel')('names the funnel of a stage', async () => {
        const kind = kinds.at(-1) ?? 'lead';
        const stages = await under.crm.listStages(kind, context);
        const funnelOf = (id: string) => stages.find((stage) => stage.id === id)?.funnel;
        const one = funnelOf(under.known.statuses[kind].first);
        const other = funnelOf(under.known.otherFunnel);
        expect(one).toEqual(expect.any(String));
        expect(other).toEqual(expect.any(String));
        expect(one).not.toBe(other);
      });

      if (capabilities.responsible) {
        it('lists people', async () => {
          const users = await under.crm.listUsers(context);
          expect(users.find((user) => user.id === under.known.manager)).toMatchObject({ active: true });
          expect(users.every((user) => user.name !== '')).toBe(true);
        });

        itNeeding(traits, 'peopleWhoLeft')('lists those who have left as inactive or not at all', async () => {
          const users = await under.crm.listUsers(context);
          expect(users.some((user) => !user.active)).toBe(traits.listsPeopleWhoLeft);
        });
      }
    });

    describeCrmContacts(() => under, traits);
    if (capabilities.contactChanges) describeCrmContactChanges(() => under);
    describe.each(kinds)('cards: %s', (kind) => {
      describeCrmCards(() => under, kind, traits);
      if (capabilities.stages && capabilities.responsible && capabilities.tags) {
        describeCrmCardChanges(() => under, kind, traits);
      }
      if (capabilities.notes && capabilities.tasks) describeCrmTimeline(() => under, kind);
    });
    describeCrmFailures(() => under, traits);
    describeCrmRefusals(() => under, traits);
    if (traits.tellsOfChanges) {
      describe.each(kinds)('changes of cards: %s', (kind) => {
        describeCrmChanges(() => under, kind, traits);
      });
    }
  });
}
