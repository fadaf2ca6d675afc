/** How far an assistant may go in the CRM (R3.1–R3.4), from nothing to moving stages. */
export type AssistantMode = 'withoutCrm' | 'collectsContacts' | 'qualifiesAndCreatesLead' | 'movesStages';

/** A channel's switches (R2). */
export interface ChannelSwitches {
  createContact: boolean;
  createLead: boolean;
  searchExisting: boolean;
  updateContact: boolean;
  assignResponsible: boolean;
}

/** What the integration's vendor and plan can do. */
export interface CrmCapabilities {
  contacts: boolean;
  /** Completing and correcting a contact that is there. */
  contactChanges: boolean;
  leads: boolean;
  stages: boolean;
  tags: boolean;
  notes: boolean;
  responsible: boolean;
  /** To-dos for a manager. */
  tasks: boolean;
  /** Deals besides leads. */
  deals: boolean;
}

/** Commands that touch the CRM and therefore need a permission; most are also kinds of nodes. */
export type CrmStepKind =
  | 'findOrCreateContact'
  | 'updateContact'
  | 'createLead'
  | 'moveStage'
  | 'addTags'
  | 'removeTags'
  | 'addNote'
  | 'attachHistory'
  | 'assignResponsible'
  | 'createTask';

/** Why a CRM step is refused; the first reason that applies, in this order. */
export type DenialReason =
  | 'Permission.NoAssistant'
  | 'Permission.NoIntegration'
  | 'Permission.IntegrationOff'
  | 'Permission.ModeWithoutCrm'
  | 'Permission.ModeTooLow'
  | 'Permission.ChannelSwitchOff'
  | 'Permission.CapabilityMissing';

/** The answer for one CRM step. */
export type Permission = { allowed: true } | { allowed: false; reason: DenialReason };

/** The answer for every CRM step. */
export type PermissionTable = Readonly<Record<CrmStepKind, Permission>>;

/** What the table is computed from. `mode: null` is a channel without an assistant. */
export interface PermissionInput {
  mode: AssistantMode | null;
  switches: ChannelSwitches;
  /** null when the channel has no integration. */
  capabilities: CrmCapabilities | null;
  integrationEnabled: boolean;
}

interface Requirement {
  capability: keyof CrmCapabilities;
  atLeast: AssistantMode;
  channelSwitch: keyof ChannelSwitches | null;
}

const modeRank: Record<AssistantMode, number> = {
  withoutCrm: 0,
  collectsContacts: 1,
  qualifiesAndCreatesLead: 2,
  movesStages: 3,
};

/**
 * What each CRM step needs. Moving the lead that the assistant itself qualified along with its creation belongs to
 * "qualifies and creates a lead"; moves on signals need "moves stages" and are checked where signals are handled.
 */
const requirements: Record<CrmStepKind, Requirement> = {
  findOrCreateContact: { capability: 'contacts', atLeast: 'collectsContacts', channelSwitch: 'createContact' },
  updateContact: { capability: 'contactChanges', atLeast: 'collectsContacts', channelSwitch: 'updateContact' },
  createLead: { capability: 'leads', atLeast: 'qualifiesAndCreatesLead', channelSwitch: 'createLead' },
  moveStage: { capability: 'stages', atLeast: 'qualifiesAndCreatesLead', channelSwitch: 'createLead' },
  addTags: { capability: 'tags', atLeast: 'qualifiesAndCreatesLead', channelSwitch: 'createLead' },
  removeTags: { capability: 'tags', atLeast: 'qualifiesAndCreatesLead', channelSwitch: 'createLead' },
  addNote: { capability: 'notes', atLeast: 'qualifiesAndCreatesLead', channelSwitch: 'createLead' },
  attachHistory: { capability: 'notes', atLeast: 'qualifiesAndCreatesLead', channelSwitch: 'createLead' },
  assignResponsible: {
    capability: 'responsible',
    atLeast: 'qualifiesAndCreatesLead',
    channelSwitch: 'assignResponsible',
  },
  createTask: { capability: 'tasks', atLeast: 'qualifiesAndCreatesLead', channelSwitch: 'createLead' },
};

/** The CRM steps, in the order in which the interface lists them. */
export const crmStepKinds = Object.keys(requirements) as CrmStepKind[];

/** Whether a node kind touches the CRM. */
export function isCrmStepKind(kind: string): kind is CrmStepKind {
  return Object.hasOwn(requirements, kind);
}

function permissionFor(step: CrmStepKind, input: PermissionInput): Permission {
  const need = requirements[step];
  const deny = (reason: DenialReason): Permission => ({ allowed: false, reason });
  if (input.mode === null) return deny('Permission.NoAssistant');
  if (input.mode === 'withoutCrm') return deny('Permission.ModeWithoutCrm');
  if (input.capabilities === null) return deny('Permission.NoIntegration');
  if (!input.integrationEnabled) return deny('Permission.IntegrationOff');
  if (modeRank[input.mode] < modeRank[need.atLeast]) return deny('Permission.ModeTooLow');
  if (need.channelSwitch !== null && !input.switches[need.channelSwitch]) return deny('Permission.ChannelSwitchOff');
  if (!input.capabilities[need.capability]) return deny('Permission.CapabilityMissing');
  return { allowed: true };
}

/**
 * Permission = capability ∧ channel switches ∧ assistant mode. The one place that decides it: the engine guards with
 * it, the interface explains with it.
 */
export function computePermissions(input: PermissionInput): PermissionTable {
  return Object.fromEntries(
    crmStepKinds.map((step) => [step, permissionFor(step, input)]),
  ) as unknown as PermissionTable;
}
