import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createTemporaryHome, temporalStorePath } from '@voronka/local-infra';
import type { TemporaryHome } from '@voronka/local-infra';
import {
  assistantLines,
  dialogueOfMessage,
  goodEnd,
  isOpenLead,
  newPerson,
  observe,
  priceQuestion,
  runLauncher,
  startStack,
  untilSettled,
} from '@voronka/testing';
import type { ScenarioPerson, Stack, StackLogins, WidgetClient } from '@voronka/testing';

const caseTimeoutMs = 180_000;

/** One client over the whole story. */
interface Client {
  readonly person: ScenarioPerson;
  visitor: WidgetClient;
  dialogueId: string;
}

/**
 * Two backups are taken while the product runs; then each database is joined with the other's Temporal store. The CRM is
 * never set back: it is somebody else's.
 */
describe('a restore of unequal ages', () => {
  let place: TemporaryHome;
  let olderDatabase: string;
  let newerDatabase: string;
  let logins: StackLogins;
  /** Done before the first backup. */
  let settled: Client;
  /** Asked before it; gave the number between the backups and was done. */
  let asked: Client;
  /** Gave the number before it, while the CRM was away; was done between the backups. */
  let inFlight: Client;
  /** Asked before it; gave the number before the second backup, while the CRM was away. */
  let half: Client;
  /** Came after the first backup, and gave the number while the CRM was away. */
  let late: Client;

  beforeAll(async () => {
    place = await createTemporaryHome('restore');
    olderDatabase = join(place.path, 'older-database');
    newerDatabase = join(place.path, 'newer-database');
    const stack = await startStack();
    try {
      await story(stack);
      logins = { admin: stack.admin.login, manager: stack.manager.login };
    } finally {
      await stack.destroy();
    }
    await runLauncher(olderDatabase, 'restore', join(place.path, 'first.tar.gz'));
    await runLauncher(newerDatabase, 'restore', join(place.path, 'second.tar.gz'));
    swap(temporalStorePath(olderDatabase), temporalStorePath(newerDatabase));
    rmSync(join(olderDatabase, 'sandbox'), { recursive: true });
    cpSync(join(newerDatabase, 'sandbox'), join(olderDatabase, 'sandbox'), { recursive: true });
  }, caseTimeoutMs);
  afterAll(() => place?.remove(), caseTimeoutMs);

  async function story(stack: Stack): Promise<void> {
    settled = await ask(stack);
    await introduce(settled);
    await untilSettled(stack, settled.dialogueId);
    asked = await ask(stack);
    half = await ask(stack);
    inFlight = await ask(stack);
    await stack.killForGood('sandbox');
    await introduce(inFlight);
    await runLauncher(stack.home, 'backup', join(place.path, 'first.tar.gz'));

    await stack.start('sandbox');
    await introduce(asked);
    for (const { dialogueId } of [asked, inFlight]) await untilSettled(stack, dialogueId);
    await stack.killForGood('sandbox');
    late = await ask(stack);
    await introduce(late);
    await introduce(half);
    await runLauncher(stack.home, 'backup', join(place.path, 'second.tar.gz'));
  }

  async function ask(stack: Stack): Promise<Client> {
    const person = newPerson();
    const visitor = await stack.visitor();
    const { id } = await visitor.send(priceQuestion);
    await visitor.until('the question', (all) => all.length === 2);
    return { person, visitor, dialogueId: await dialogueOfMessage(stack, id) };
  }

  async function introduce({ person, visitor }: Client): Promise<void> {
    await visitor.send(person.introduction);
    const { thanks } = assistantLines(person);
    await visitor.until('the closing reply', (all) => all.some(({ text }) => text === thanks));
  }

  /** The same browser, at the restored product. */
  const comeBack = async (stack: Stack, { visitor: { token } }: Client) => stack.visitor({ token });

  const restored = (home: string) => startStack({ home, logins, env: { SWEEP_STUCK_AFTER_MS: '1500' } });

  it(
    'an older Temporal store: everything comes to its end by itself, with one contact and one lead each',
    async () => {
      const stack = await restored(newerDatabase);
      try {
        for (const client of [settled, asked, inFlight, half, late]) {
          const { person, dialogueId } = client;
          await untilSettled(stack, dialogueId);
          const visitor = await comeBack(stack, client);
          expect(await observe(stack, { person, visitor, dialogueId })).toEqual(goodEnd(person));
        }
      } finally {
        await stack.destroy();
      }
    },
    caseTimeoutMs,
  );

  it(
    'an older database: what it knows comes to its end, what it forgot is asked again; one contact, one lead each',
    async () => {
      const stack = await restored(olderDatabase);
      try {
        // The database still waits for steps of this one that the newer store has seen done.
        await untilSettled(stack, inFlight.dialogueId);
        for (const client of [asked, half, late]) {
          const visitor = await comeBack(stack, client);
          if (client === late) {
            expect(await visitor.messages()).toEqual([]);
            await visitor.say(priceQuestion);
          }
          await introduce({ ...client, visitor });
          const [first] = await visitor.messages();
          await untilSettled(stack, await dialogueOfMessage(stack, first?.id ?? ''));
          expect((await visitor.messages()).map(({ from, text }) => [from, text])).toEqual(
            goodEnd(client.person).conversation,
          );
        }
        for (const { person } of [settled, asked, inFlight, half, late]) {
          const { contacts, leads } = await stack.crm.person(person.phone);
          expect(contacts).toMatchObject([{ name: person.name }]);
          expect(leads.map((lead) => ({ open: isOpenLead(lead), statusId: lead.statusId }))).toEqual([
            { open: true, statusId: 'UC_CONTACT' },
          ]);
        }
      } finally {
        await stack.destroy();
      }
    },
    caseTimeoutMs,
  );
});

function swap(one: string, other: string): void {
  cpSync(one, `${one}.swap`);
  cpSync(other, one);
  cpSync(`${one}.swap`, other);
  rmSync(`${one}.swap`);
}
