import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { dialogueIdOfWorkflow, dialogueSearchAttributes, dialogueWorkflowId } from '@voronka/contracts';
import { obtainTemporalBinary } from '@voronka/local-infra';
import {
  assistantLines,
  dialogueOfMessage,
  goodEnd,
  newPerson,
  observe,
  priceQuestion,
  runLauncher,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
import type { ScenarioPerson, Stack, WidgetClient } from '@voronka/testing';
import { BuildRefused, WorkerBuilds } from './worker-versions/worker-builds.ts';
import type { Build } from './worker-versions/worker-builds.ts';

const namespace = 'voronka';
const broken = 'workflows/dialogue/broken/dialogue.nde-extra-step.ts';
const next = 'libs/testing/e2e/worker-versions/next-build.workflow.ts';
const timeoutMs = 90_000;
/** `INDEXED_VALUE_TYPE_TEXT`. */
const textType = 1;

/** A client in the middle of the dialogue. */
interface Talk {
  readonly person: ScenarioPerson;
  readonly visitor: WidgetClient;
  readonly dialogueId: string;
}

async function ask(stack: Stack): Promise<Talk> {
  const person = newPerson();
  const visitor = await stack.visitor();
  const { id } = await visitor.send(priceQuestion);
  await visitor.until('the question', (all) => all.length === 2);
  const dialogueId = await dialogueOfMessage(stack, id);
  await untilSettled(stack, dialogueId);
  return { person, visitor, dialogueId };
}

async function introduce({ person, visitor }: Talk): Promise<void> {
  await visitor.send(person.introduction);
  const { thanks } = assistantLines(person);
  await visitor.until('the closing reply', (all) => all.some(({ text }) => text === thanks));
}

async function expectGoodEnd(stack: Stack, { person, visitor, dialogueId }: Talk): Promise<void> {
  await untilSettled(stack, dialogueId);
  expect(await observe(stack, { person, visitor, dialogueId })).toEqual(goodEnd(person));
}

/** Temporal's own view of the dialogues. */
class TemporalView {
  private constructor(
    private readonly connection: Connection,
    private readonly client: Client,
  ) {}

  static async of(stack: Stack): Promise<TemporalView> {
    const connection = await Connection.connect({ address: stack.temporalAddress });
    return new TemporalView(connection, new Client({ connection, namespace }));
  }

  async eventsOf({ dialogueId }: Talk) {
    const handle = this.client.workflow.getHandle(dialogueWorkflowId(dialogueId));
    return (await handle.fetchHistory()).events ?? [];
  }

  /** Tasks of the workflow that a worker could not do. */
  async failedTasks(talk: Talk): Promise<number> {
    return (await this.eventsOf(talk)).filter((event) => event.workflowTaskFailedEventAttributes).length;
  }

  /** Ends a dialogue's run, as the runbook has it for a dialogue that no build at hand can carry on. */
  async endRun({ dialogueId }: Talk): Promise<void> {
    await this.client.workflow.getHandle(dialogueWorkflowId(dialogueId)).terminate();
  }

  /** Whether a patch left its marker in the dialogue's run. */
  async hasPatch(talk: Talk): Promise<boolean> {
    const names = (await this.eventsOf(talk)).map((event) => event.markerRecordedEventAttributes?.markerName);
    return names.includes('core_patch');
  }

  /** The version that did a dialogue's last task. */
  async versionOf({ dialogueId }: Talk): Promise<string | undefined> {
    const { raw } = await this.client.workflow.getHandle(dialogueWorkflowId(dialogueId)).describe();
    return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId ?? undefined;
  }

  /** Dialogues that a query of Temporal's pages finds. */
  async find(query: string): Promise<string[]> {
    const found: string[] = [];
    for await (const { workflowId } of this.client.workflow.list({ query })) found.push(workflowId);
    return found.map((workflowId) => dialogueIdOfWorkflow(workflowId) ?? '');
  }

  /** Gives the name of a search attribute to something else, as the owner of a shared namespace may. */
  async takeAttribute(name: string): Promise<void> {
    const { operatorService } = this.connection;
    await operatorService.removeSearchAttributes({ namespace, searchAttributes: [name] });
    await operatorService.addSearchAttributes({ namespace, searchAttributes: { [name]: textType } });
  }

  close = () => this.connection.close();
}

describe('a worker of another build', () => {
  const builds = new WorkerBuilds();
  let brokenBuild: Build;
  let nextBuild: Build;

  beforeAll(async () => {
    brokenBuild = await builds.make('broken', broken);
    nextBuild = await builds.make('next', next);
  }, timeoutMs);
  afterAll(() => builds.stop(), timeoutMs);

  describe('on one machine', () => {
    let stack: Stack;
    let temporal: TemporalView;
    let asked: Talk;
    let ended: Talk;
    let waitsForCrm: Talk;
    const all = () => [asked, ended, waitsForCrm];
    const open = async () => (await temporal.find(`ExecutionStatus = 'Running'`)).length;

    beforeAll(async () => {
      stack = await startStack();
      temporal = await TemporalView.of(stack);
      asked = await ask(stack);
      ended = await ask(stack);
      waitsForCrm = await ask(stack);
    }, timeoutMs);
    afterAll(async () => {
      await temporal?.close();
      await stack?.destroy();
    }, timeoutMs);

    it(
      'registers what Temporal finds dialogues by, and does without where that is not allowed',
      async () => {
        const { state, channel, stage } = dialogueSearchAttributes;
        const [row] = await stack.query<{ channel_id: string }>('select channel_id from dialogues where id = $1', [
          asked.dialogueId,
        ]);
        const query = `${channel} = '${row?.channel_id}' AND ${state} = 'assistant'`;
        await until('the dialogue in a search', async () => (await temporal.find(query)).includes(asked.dialogueId));

        await temporal.takeAttribute(stage);
        await stack.kill('worker');
        const talk = await ask(stack);
        await introduce(talk);
        await expectGoodEnd(stack, talk);
        expect(await temporal.failedTasks(talk)).toBe(0);
        expect(stack.logs().find(({ file }) => file === 'worker.log')?.text).toContain(
          'Search attributes could not be registered',
        );
      },
      timeoutMs,
    );

    it(
      'that would carry open dialogues on differently is refused before it touches one, by number, run and event',
      async () => {
        await stack.killForGood('sandbox');
        await introduce(waitsForCrm);
        await stack.killForGood('worker');
        const refusal: unknown = await builds.start(stack, brokenBuild).catch((error: unknown) => error);
        expect(refusal).toBeInstanceOf(BuildRefused);
        const { outcome } = refusal as BuildRefused;
        expect(outcome).toMatchObject({ divergedCount: await open(), unreadCount: 0, gaveUp: false });
        const [row] = await stack.query<{ number: number }>('select number from dialogues where id = $1', [
          asked.dialogueId,
        ]);
        const named = outcome.diverged.find(({ dialogueId }) => dialogueId === asked.dialogueId);
        expect(named).toMatchObject({ number: row?.number, runId: expect.any(String) as string });
        expect(named?.event).toEqual({ id: expect.any(Number) as number, type: 'MarkerRecorded' });
        for (const talk of all()) expect(await temporal.failedTasks(talk)).toBe(0);
      },
      timeoutMs,
    );

    it(
      'is told the same by a replay alone, which touches nothing',
      async () => {
        expect(builds.replay(stack, brokenBuild)).toMatchObject({
          exitCode: 1,
          outcome: { divergedCount: await open() },
        });
        const printed = await runLauncher(stack.home, 'replay-open');
        expect(printed).toMatch(new RegExp(`replayed +${await open()}\\n +diverged +0\\n +could not be read +0\\n`));
        for (const talk of all()) expect(await temporal.failedTasks(talk)).toBe(0);
      },
      timeoutMs,
    );

    it(
      'that keeps to its patches goes on with every open dialogue, also with one whose run was ended',
      async () => {
        await temporal.endRun(ended);
        await builds.start(stack, nextBuild);
        await Promise.all([asked, ended].map(introduce));
        await stack.start('sandbox');
        for (const talk of all()) await expectGoodEnd(stack, talk);
        expect(await temporal.hasPatch(await ask(stack))).toBe(true);
        expect(await temporal.hasPatch(asked)).toBe(false);
        expect(await temporal.hasPatch(ended)).toBe(true);
        for (const talk of all()) expect(await temporal.failedTasks(talk)).toBe(0);
      },
      timeoutMs,
    );
  });

  describe('beside the former, as a version of the deployment', () => {
    let stack: Stack;
    let temporal: TemporalView;
    let program: string;

    beforeAll(async () => {
      program = await obtainTemporalBinary(process.env, () => undefined);
      stack = await startStack({ env: { WORKER_VERSIONING: 'deployment', WORKER_BUILD_ID: 'a' } });
      temporal = await TemporalView.of(stack);
    }, timeoutMs);
    afterAll(async () => {
      await temporal?.close();
      await stack?.destroy();
    }, timeoutMs);

    /** The command of the runbook. @throws when Temporal knows no workers of the version */
    async function setCurrent(build: string): Promise<void> {
      const where = ['--address', stack.temporalAddress, '--namespace', namespace];
      const which = ['--deployment-name', 'voronka', '--build-id', build, '--yes'];
      await promisify(execFile)(program, ['worker', 'deployment', 'set-current-version', ...where, ...which]);
    }

    /** The server takes a moment to know a new version. */
    const makeCurrent = (build: string) =>
      until(`version ${build} is current`, async () => {
        await setCurrent(build);
        return true;
      });

    it(
      'takes over every dialogue when it becomes current; nothing is lost and nothing is done twice',
      async () => {
        await makeCurrent('a');
        const talks = await Promise.all(Array.from({ length: 6 }, () => ask(stack)));
        const [first, ...others] = talks;
        const underWay = others.slice(0, 2);
        const later = others.slice(2);
        if (!first) throw new Error('nobody asked');
        expect(await temporal.versionOf(first)).toBe('a');
        await stack.killForGood('sandbox');
        for (const talk of underWay) await introduce(talk);

        await builds.start(stack, nextBuild, { WORKER_BUILD_ID: 'b' });
        // Not current yet: whatever comes now is done by the former.
        await introduce(first);
        expect(await temporal.versionOf(first)).toBe('a');

        await makeCurrent('b');
        await Promise.all(later.map(introduce));
        // The client is answered before the workflow task ends that says whose it is.
        for (const talk of later) await until('version b', async () => (await temporal.versionOf(talk)) === 'b');
        await stack.killForGood('worker');
        await stack.start('sandbox');
        for (const talk of talks) await expectGoodEnd(stack, talk);
        for (const talk of talks) {
          expect(await temporal.versionOf(talk)).toBe('b');
          expect(await temporal.failedTasks(talk)).toBe(0);
        }
        expect(await temporal.hasPatch(await ask(stack))).toBe(true);
      },
      timeoutMs,
    );

    it(
      'is refused when it does not fit, and the current version goes on',
      async () => {
        const talk = await ask(stack);
        const start = builds.start(stack, brokenBuild, { WORKER_BUILD_ID: 'c' });
        await expect(start).rejects.toBeInstanceOf(BuildRefused);
        await expect(setCurrent('c')).rejects.toThrow();
        await introduce(talk);
        await expectGoodEnd(stack, talk);
        expect(await temporal.versionOf(talk)).toBe('b');
      },
      timeoutMs,
    );
  });
});
