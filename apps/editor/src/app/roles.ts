import type { Role } from '@voronka/contracts';

/** What a person may do in the interface. The API decides; this only keeps buttons away that would be refused. */
export interface Abilities {
  answer: boolean;
  seeFlows: boolean;
  publishFlows: boolean;
  handleIncidents: boolean;
  handleHeld: boolean;
}

const nothing: Abilities = {
  answer: false,
  seeFlows: false,
  publishFlows: false,
  handleIncidents: false,
  handleHeld: false,
};

const byRole: Record<Role, Abilities> = {
  admin: { answer: true, seeFlows: true, publishFlows: true, handleIncidents: true, handleHeld: true },
  manager: { ...nothing, answer: true, seeFlows: true, handleIncidents: true, handleHeld: true },
  auditor: { ...nothing, seeFlows: true },
  assistant: nothing,
};

/** The abilities of a role; denied by default. */
export function abilitiesOf(role: Role): Abilities {
  return byRole[role];
}
