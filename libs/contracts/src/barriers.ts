/**
 * Named places directly before and after every write that leaves a process. In production passing one costs a function
 * call; the kill tests arm one and kill a process exactly there.
 */
const barrierPlaces = [
  // API
  'api.session.create',
  'api.inbox.commit',
  'api.workflow.wake',
  'api.message.acknowledge',
  'api.manager.commit',
  'api.manager.send',
  // outbox
  'outbox.show',
  'outbox.claim',
  'outbox.deliver',
  'outbox.confirm',
  // worker
  'worker.decision.commit',
  'worker.step.project',
  'worker.incident.commit',
  'worker.failure.commit',
  // effectively-once protocol
  'crm.intent.plan',
  'crm.intent.send',
  'crm.intent.confirm',
  'crm.claim.take',
  'crm.claim.store',
  // writes at the vendor
  'crm.write.createContact',
  'crm.write.updateContact',
  'crm.write.createLead',
  'crm.write.moveStage',
  'crm.write.addTags',
  'crm.write.removeTags',
  'crm.write.addNote',
  'crm.write.attachHistory',
  'crm.write.assignResponsible',
  'crm.write.createTask',
] as const;

/** A place that writes. */
export type BarrierPlace = (typeof barrierPlaces)[number];

/** A barrier: a place, before or after its write. */
export type BarrierName = `${BarrierPlace}.${'before' | 'after'}`;

/** All barriers, in the order of a message's way. */
export const barrierNames: readonly BarrierName[] = barrierPlaces.flatMap((place): BarrierName[] => [
  `${place}.before`,
  `${place}.after`,
]);

/** Waits at a barrier. Resolves at once unless a kill test armed it. */
export type Barrier = (name: BarrierName) => Promise<void>;

/** Runs a write between its two barriers. */
export async function withinBarriers<T>(barrier: Barrier, place: BarrierPlace, write: () => Promise<T>): Promise<T> {
  await barrier(`${place}.before`);
  const result = await write();
  await barrier(`${place}.after`);
  return result;
}
