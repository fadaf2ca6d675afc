import { ApiToken, Session, User, Workspace } from './workspace.entities.ts';
import {
  Assistant,
  BundleEntity,
  Channel,
  Flow,
  FunnelEntity,
  Integration,
  ManagerLink,
  StageMappingEntity,
} from './setup.entities.ts';
import { DecisionEntity, Dialogue, InboxRow, Message, OutboxRow, StepRow } from './dialogue.entities.ts';
import { VisitorSession } from './visitor.entities.ts';
import {
  AuditEntry,
  CrmClaim,
  CrmIntent,
  HeldMessageEntity,
  HistoryArchive,
  IncidentEntity,
  LimiterBucket,
  WebhookRequest,
} from './operation.entities.ts';

/** All entities, for the ORM and for the check that they match the migrations. */
export const entities = [
  Workspace,
  User,
  Session,
  ApiToken,
  Flow,
  Assistant,
  FunnelEntity,
  Integration,
  StageMappingEntity,
  ManagerLink,
  Channel,
  BundleEntity,
  Dialogue,
  InboxRow,
  Message,
  OutboxRow,
  DecisionEntity,
  StepRow,
  IncidentEntity,
  HeldMessageEntity,
  WebhookRequest,
  CrmIntent,
  CrmClaim,
  LimiterBucket,
  HistoryArchive,
  AuditEntry,
  VisitorSession,
];
