import type { EntityManager } from '@mikro-orm/postgresql';

/** Who acts: a person, or the product itself (`id: null`). */
export interface Actor {
  id: string | null;
  name: string;
}

/** One deed. `detail` holds ids, names of settings and counts, never secrets or what a client wrote. */
export interface AuditInput {
  workspaceId: string;
  actor: Actor;
  /** Object and verb, for example `flow.publish`. */
  action: string;
  /** What was acted on, for example `flow:{id}`. */
  target: string;
  detail?: Record<string, unknown>;
  correlationId: string;
}

/** Adds to the audit log, in the transaction of the deed itself where there is one. */
export async function appendAudit(em: EntityManager, input: AuditInput): Promise<void> {
  await em.execute(
    `insert into audit_log (workspace_id, actor_id, actor_name, action, target, detail, correlation_id)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [
      input.workspaceId,
      input.actor.id,
      input.actor.name,
      input.action,
      input.target,
      JSON.stringify(input.detail ?? {}),
      input.correlationId,
    ],
  );
}
