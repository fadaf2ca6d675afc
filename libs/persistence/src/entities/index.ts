import { ApiToken, Session, User, Workspace } from './workspace.entities.ts';
import {
  Assistant,
  BundleEntity,
  Channel,
  CrmStageList,
  Flow,
  FlowVersion,
  FunnelEntity,
  FunnelSignal,
  Integration,
  ManagerLink,
  Signal,
  StageMappingEntity,
} from './setup.entities.ts';
import { CrmAuthorization, CrmToken, CrmWidgetToken } from './crm-token.entities.ts';
import { CrmCardMirrorEntity } from './crm-mirror.entities.ts';
import { CrmHint, CrmStoppedField, CrmUserEntity, CrmWatch } from './crm-watch.entities.ts';
import { AssistantTurnEntity, OutgoingWebhook } from './outside.entities.ts';
import { DecisionEntity, Dialogue, InboxRow, Message, OutboxRow, StepRow } from './dialogue.entities.ts';
import { VisitorSession } from './visitor.entities.ts';
import { Calendar, FunnelDistribution } from './people.entities.ts';
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
  CrmAuthorization,
  CrmCardMirrorEntity,
  CrmHint,
  CrmToken,
  CrmWidgetToken,
  CrmWatch,
  CrmUserEntity,
  CrmStoppedField,
  Workspace,
  User,
  Session,
  ApiToken,
  Flow,
  FlowVersion,
  Assistant,
  FunnelEntity,
  Integration,
  StageMappingEntity,
  CrmStageList,
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
  Calendar,
  FunnelDistribution,
  Signal,
  FunnelSignal,
  OutgoingWebhook,
  AssistantTurnEntity,
];
