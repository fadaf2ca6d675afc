import type { Role } from '@voronka/contracts';

/** What a person may do in the interface. The API decides; this only keeps buttons away that would be refused. */
export interface Abilities {
  answer: boolean;
  seeFlows: boolean;
  editFlows: boolean;
  publishFlows: boolean;
  /** Drafts, played in the simulator. */
  seeSimulator: boolean;
  handleIncidents: boolean;
  handleHeld: boolean;
  seeDistribution: boolean;
  changeDistribution: boolean;
  seeAssistants: boolean;
  /** Tokens of programs that speak for an assistant. */
  seeTokens: boolean;
  /** Assistants, their tokens and the outgoing webhooks. */
  changeAssistants: boolean;
  seeSignals: boolean;
  changeSignals: boolean;
  /** Funnels, their stages and how these are bound to CRMs. */
  seeFunnels: boolean;
  changeFunnels: boolean;
  seeChannels: boolean;
  changeChannels: boolean;
  /** Joined CRMs. */
  seeIntegrations: boolean;
  changeIntegrations: boolean;
}

const nothing: Abilities = {
  answer: false,
  seeFlows: false,
  editFlows: false,
  publishFlows: false,
  seeSimulator: false,
  handleIncidents: false,
  handleHeld: false,
  seeDistribution: false,
  changeDistribution: false,
  seeAssistants: false,
  seeTokens: false,
  changeAssistants: false,
  seeSignals: false,
  changeSignals: false,
  seeFunnels: false,
  changeFunnels: false,
  seeChannels: false,
  changeChannels: false,
  seeIntegrations: false,
  changeIntegrations: false,
};

const byRole: Record<Role, Abilities> = {
  admin: {
    answer: true,
    seeFlows: true,
    editFlows: true,
    publishFlows: true,
    seeSimulator: true,
    handleIncidents: true,
    handleHeld: true,
    seeDistribution: true,
    changeDistribution: true,
    seeAssistants: true,
    seeTokens: true,
    changeAssistants: true,
    seeSignals: true,
    changeSignals: true,
    seeFunnels: true,
    changeFunnels: true,
    seeChannels: true,
    changeChannels: true,
    seeIntegrations: true,
    changeIntegrations: true,
  },
  manager: {
    ...nothing,
    answer: true,
    seeFlows: true,
    handleIncidents: true,
    handleHeld: true,
    seeDistribution: true,
    seeAssistants: true,
    seeSignals: true,
    seeFunnels: true,
    seeChannels: true,
    seeIntegrations: true,
  },
  auditor: {
    ...nothing,
    seeFlows: true,
    seeSimulator: true,
    seeDistribution: true,
    seeAssistants: true,
    seeTokens: true,
    seeSignals: true,
    seeFunnels: true,
    seeChannels: true,
    seeIntegrations: true,
  },
  assistant: nothing,
};

/** The abilities of a role; denied by default. */
export function abilitiesOf(role: Role): Abilities {
  return byRole[role];
}
