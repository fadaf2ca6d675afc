import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import {
  dialogueTaskQueue,
  dialogueTaskTimeout,
  dialogueWorkflowId,
  dialogueWorkflowType,
  withinBarriers,
} from '@voronka/contracts';
import type { Barrier, DialogueInputV1, WakeUp, WakeUpSignalName } from '@voronka/contracts';
import { createDataConverter } from '@voronka/platform';
import type { Config, Keyring, Logger } from '@voronka/platform';
import { BARRIER, CONFIG, KEYRING, LOGGER } from '../core/tokens.ts';

const wakeTimeoutMs = 2_000;
// Few and quick: the sweeper does the rest. The SDK's own retries outlive the connection and then throw past everyone.
const retries = { ...defaultGrpcRetryOptions({ maxAttempts: 3 }), delayFunction: () => 100 };
/** After a failure nobody waits for the next tries for this long, in ms. */
const notWaitedForMs = 10_000;
/** How long a stop waits for wake-ups on their way. */
const drainMs = 2_500;
/** Wake-ups on their way at the same time, when many dialogues are woken. */
const wokenAtOnce = 20;

/** A row that was written to a dialogue's inbox. */
export interface WakeUpCall {
  dialogueId: string;
  workspaceId: string;
  kind: WakeUpSignalName;
  seq: number;
}

/**
 * Tells Temporal that a dialogue's inbox has a new row. Only a wake-up: the row is committed, and the sweeper wakes every
 * dialogue whose wake-up was lost. So a failure is logged and nothing else; managers and clients go on without Temporal.
 */
@Injectable()
export class DialogueWaker implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly connection: Connection;
  private readonly client: Client;
  private readonly onTheWay = new Set<Promise<void>>();
  private failedAt = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(KEYRING) keyring: Keyring,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(BARRIER) private readonly barrier: Barrier,
  ) {
    this.connection = Connection.lazy({
      address: config.temporalAddress,
      connectTimeout: wakeTimeoutMs,
      interceptors: [makeGrpcRetryInterceptor(retries)],
    });
    this.client = new Client({
      connection: this.connection,
      namespace: config.temporalNamespace,
      dataConverter: createDataConverter(keyring),
    });
  }

  /** Wakes the dialogue's workflow, starting it if need be. Never throws; waits at most two seconds. */
  async wake(call: WakeUpCall): Promise<void> {
    const waking = this.tryWake(call).finally(() => this.onTheWay.delete(waking));
    this.onTheWay.add(waking);
    if (Date.now() - this.failedAt > notWaitedForMs) await waking;
  }

  /** Wakes many dialogues, a few at a time. Never throws. */
  async wakeAll(calls: readonly WakeUpCall[]): Promise<void> {
    for (let at = 0; at < calls.length; at += wokenAtOnce) {
      await Promise.all(calls.slice(at, at + wokenAtOnce).map((call) => this.wake(call)));
    }
  }

  /** Whether Temporal answers. @throws when it does not */
  async check(): Promise<void> {
    await this.connection.withDeadline(Date.now() + wakeTimeoutMs, () =>
      this.connection.workflowService.getSystemInfo({}),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise((resolve) => (timer = setTimeout(resolve, drainMs)));
    await Promise.race([Promise.all(this.onTheWay), tooLong]);
    clearTimeout(timer);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }

  private async tryWake({ dialogueId, workspaceId, kind, seq }: WakeUpCall): Promise<void> {
    const input: DialogueInputV1 = { dialogueId, workspaceId, afterTurn: null };
    const wakeUp: WakeUp = { seq };
    try {
      await withinBarriers(this.barrier, 'api.workflow.wake', () =>
        this.client.withDeadline(Date.now() + wakeTimeoutMs, () =>
          this.client.workflow.signalWithStart(dialogueWorkflowType, {
            taskQueue: dialogueTaskQueue,
            workflowTaskTimeout: dialogueTaskTimeout,
            workflowId: dialogueWorkflowId(dialogueId),
            signal: kind,
            signalArgs: [wakeUp],
            args: [input],
          }),
        ),
      );
    } catch (err) {
      this.failedAt = Date.now();
      this.logger.warn({ err, dialogueId, seq }, 'a dialogue could not be woken; the sweeper will do it');
    }
  }
}
