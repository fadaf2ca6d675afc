import { VoronkaError } from '@voronka/contracts';
import type { CrmCallContext, CrmConnectorProvider, CrmPort, StepMaterial } from '@voronka/contracts';
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

/** The dialogue's lead. @throws VoronkaError `Crm.Rejected` when the flow moves a lead that was never made */
export function leadOf(material: Pick<StepMaterial, 'leadId'>): string {
  if (material.leadId === null) throw new VoronkaError('Crm.Rejected', 'the dialogue has no lead');
  return material.leadId;
}
