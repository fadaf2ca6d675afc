import { VoronkaError } from '@voronka/contracts';
import type {
  CommandRef,
  CrmCallContext,
  CrmCardKind,
  CrmCardRef,
  CrmConnectorProvider,
  CrmPort,
  StepMaterial,
} from '@voronka/contracts';
import type { FindOrCreateScope } from '../crm/index.ts';

/** A CRM step's way to its CRM. */
export interface CrmAccess {
  crm: CrmPort;
  integrationId: string;
  context: CrmCallContext;
}

/** Opens the CRM of a step. @throws VoronkaError `Crm.NotConfigured` */
export async function openCrm(
  connectors: CrmConnectorProvider,
  material: Pick<StepMaterial, 'integrationId' | 'correlationId'>,
): Promise<CrmAccess> {
  const { integrationId, correlationId } = material;
  if (integrationId === null) throw new VoronkaError('Crm.NotConfigured', 'the channel has no integration');
  return {
    crm: await connectors.forIntegration(integrationId),
    integrationId,
    context: { correlationId, lane: 'interactive' },
  };
}

/** External key of what this dialogue makes for a purpose: the same over attempts, turns and workers. */
export function externalKey(material: Pick<StepMaterial, 'dialogueId' | 'episode'>, purpose: string): string {
  return `${material.dialogueId}:${material.episode}:${purpose}`;
}

/** External key of what one command makes: a later command of the same node makes its own. */
export function commandKey(
  ref: CommandRef,
  material: Pick<StepMaterial, 'dialogueId' | 'episode'>,
  purpose: string,
): string {
  return externalKey(material, `${purpose}:${ref.turn}.${ref.index}`);
}

/** For whom something is found or created. */
export function scopeOf(
  material: Pick<StepMaterial, 'dialogueId' | 'episode'>,
  access: CrmAccess,
  purpose: string,
): FindOrCreateScope {
  return {
    integrationId: access.integrationId,
    dialogueId: material.dialogueId,
    externalKey: externalKey(material, purpose),
    context: access.context,
  };
}

/** The CRM status of a stage. @throws VoronkaError `Crm.StageUnmapped` naming the stage */
export function statusOf(material: Pick<StepMaterial, 'bundle'>, stageKey: string): string {
  const statusId = material.bundle.content.stageMapping[stageKey];
  if (statusId === undefined) throw new VoronkaError('Crm.StageUnmapped', 'the stage has no CRM status', { stageKey });
  return statusId;
}

/** The funnel's stage of a CRM status; null for a status that no column is bound to. */
export function stageOf(material: Pick<StepMaterial, 'bundle'>, statusId: string): string | null {
  const { funnel, stageMapping } = material.bundle.content;
  return funnel.stages.find((stage) => stageMapping[stage.key] === statusId)?.key ?? null;
}

/** The dialogue's card; null before there is one. */
export function knownCardOf({ leadId, cardKind }: Pick<StepMaterial, 'leadId' | 'cardKind'>): CrmCardRef | null {
  return leadId === null ? null : { kind: cardKind, id: leadId };
}

/** The dialogue's card. @throws VoronkaError `Crm.Rejected` when the flow works on a card that was never made */
export function cardOf(material: Pick<StepMaterial, 'leadId' | 'cardKind'>): CrmCardRef {
  const card = knownCardOf(material);
  if (card === null) throw new VoronkaError('Crm.Rejected', 'the dialogue has no card');
  return card;
}

/** The kind of card to make where this one is wished: an account without leads gets deals instead. */
export async function cardKindFor(wished: CrmCardKind, { crm, context }: CrmAccess): Promise<CrmCardKind> {
  if (wished !== 'lead' || crm.worksWithLeads === undefined) return wished;
  return (await crm.worksWithLeads(context)) ? 'lead' : 'deal';
}

/** A card in a step's report. */
export function cardDetail({ kind, id }: CrmCardRef): { leadId: string } | { dealId: string } {
  return kind === 'lead' ? { leadId: id } : { dealId: id };
}
