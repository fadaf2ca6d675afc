import { setTimeout as sleep } from 'node:timers/promises';
import type { CrmCallContext, CrmCardKind, CrmPort, CrmStage, LimiterStore } from '@voronka/contracts';
import type { OutboundClient } from '@voronka/platform';
import type { CrmTraits, CrmUnderTest } from '../crm-under-test.ts';
import type { ContractNeed, LeftOutTest } from '../needs.ts';
import { liveData } from '../own-data.ts';

/** Calls of the suite itself, beside those of the connector. */
export const byHand: CrmCallContext = { correlationId: 'live', lane: 'bulk' };

/** How long a search of a vendor may lag behind, in ms. */
const searchPatienceMs = 60_000;

/** Numbers of the cards that a run made or left, by what they are. */
export type Cards = Record<'contact' | CrmCardKind, string[]>;

/** Empty lists of cards. */
export const noCards = (): Cards => ({ contact: [], lead: [], deal: [] });

/** An account that others work in, looked at and ready for the suite. */
export interface LiveAccount {
  under: CrmUnderTest;
  traits: Pick<CrmTraits, 'limited' | 'withoutLeads'>;
  leftOut: LeftOutTest[];
  made: Cards;
  /** What is still there after the suite. */
  left: () => Cards;
}

/** Lets requests leave evenly, however long they wait: nobody waits for this run. */
export class PatientLimiter implements LimiterStore {
  readonly #freeAt = new Map<string, number>();

  /** @param perSecond @default the vendor's usual limit */
  constructor(private readonly perSecond: number | null) {}

  async take(key: string, limit: { capacity: number; drainPerSecond: number }): Promise<number> {
    const now = Date.now();
    const at = Math.max(this.#freeAt.get(key) ?? 0, now);
    this.#freeAt.set(key, at + 1000 / (this.perSecond ?? limit.drainPerSecond));
    await sleep(at - now);
    return 0;
  }

  block(key: string, forMs: number): Promise<void> {
    this.#freeAt.set(key, Math.max(this.#freeAt.get(key) ?? 0, Date.now() + forMs));
    return Promise.resolve();
  }
}

/** A client that writes down which requests it was asked for. */
export function countedClient(client: OutboundClient, calls: string[]): OutboundClient {
  return {
    request(request) {
      calls.push(`${request.method} ${new URL(request.url).pathname}`);
      return client.request(request);
    },
    close: () => client.close(),
  };
}

/** A connector that writes down what it made. */
export function recorded(crm: CrmPort, made: Cards): CrmPort {
  return {
    ...crm,
    async createCard(card, context) {
      const id = await crm.createCard(card, context);
      made[card.kind].push(id);
      return id;
    },
    async createContact(contact, context) {
      const id = await crm.createContact(contact, context);
      made.contact.push(id);
      return id;
    },
  };
}

/** Stages that the suite moves cards between. @throws Error when no funnel has two open stages and a lost one */
export function pickStages(stages: readonly CrmStage[]) {
  const funnels = [...new Set(stages.map(({ funnel }) => funnel))].reverse();
  const inFunnel = (funnel: string | null, semantics: CrmStage['semantics']) =>
    stages.filter((stage) => stage.funnel === funnel && stage.semantics === semantics).map(({ id }) => id);
  for (const funnel of funnels) {
    const [first, later] = inFunnel(funnel, 'open');
    const [lost] = inFunnel(funnel, 'lost');
    if (first === undefined || later === undefined || lost === undefined) continue;
    const other = funnels.filter((one) => one !== funnel).flatMap((one) => inFunnel(one, 'open'))[0];
    return { statuses: { first, later, lost }, otherFunnel: other ?? null };
  }
  throw new Error('No funnel of the account has two open stages and a lost one');
}

type VendorSide = Pick<CrmUnderTest, 'addContactByHand' | 'moveByHand' | 'commentsOf' | 'tasksOf'>;

/**
 * Looks at an account and puts the suite's view of it together.
 *
 * @param kinds of card that it has
 * @param vendorSide what people do in the vendor's own interface
 * @param tidyUp deletes or marks what was made. @returns what is still there
 */
export async function liveAccount(options: {
  crm: CrmPort;
  client: OutboundClient;
  calls: string[];
  mark: string;
  made: Cards;
  kinds: readonly CrmCardKind[];
  vendorSide: VendorSide;
  tidyUp: () => Promise<Cards>;
}): Promise<LiveAccount> {
  const { crm, client, calls, mark, made, kinds, vendorSide, tidyUp } = options;
  const last = kinds.at(-1) ?? 'lead';
  const main = pickStages(await crm.listStages(last, byHand));
  const lead = kinds.includes('lead') && last !== 'lead' ? pickStages(await crm.listStages('lead', byHand)) : main;
  const people = (await crm.listUsers(byHand)).filter(({ active }) => active).map(({ id }) => id);
  const [manager, otherManager] = people;
  if (manager === undefined) throw new Error('The account lists no active person');
  const lacks = new Set<ContractNeed>(['faults', 'manyCards', 'peopleWhoLeft']);
  if (otherManager === undefined) lacks.add('otherPerson');
  if (main.otherFunnel === null) lacks.add('otherFunnel');
  const leftOut: LeftOutTest[] = [];
  let left = noCards();
  let tests = 0;
  const impossible = () => Promise.reject(new Error('A live account cannot be asked this'));
  const under: CrmUnderTest = {
    crm,
    impatient: crm,
    own: liveData(mark, tests),
    searchPatienceMs,
    known: {
      statuses: { lead: lead.statuses, deal: main.statuses },
      otherFunnel: main.otherFunnel ?? '',
      manager,
      otherManager: otherManager ?? '',
    },
    searchCatchesUp: impossible,
    fail: impossible,
    count: impossible,
    reset() {
      tests += 1;
      under.own = liveData(mark, tests);
      return Promise.resolve();
    },
    calls: () => Promise.resolve([...calls]),
    ...vendorSide,
    async stop() {
      left = await tidyUp();
      await client.close();
    },
  };
  const limited = { lacks, leaveOut: (test: LeftOutTest) => void leftOut.push(test) };
  return {
    under,
    traits: { limited, ...(kinds.includes('lead') ? {} : { withoutLeads: true as const }) },
    leftOut,
    made,
    left: () => left,
  };
}
