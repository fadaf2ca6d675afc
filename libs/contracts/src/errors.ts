/**
 * Codes of all expected failures. The same string is the Temporal failure `type`, the `code` in API answers and logs,
 * and the key of the text in both languages of the interface.
 */
export const errorCodes = [
  // requests
  'Request.Invalid',
  'Request.TooLarge',
  'Request.NotFound',
  'Request.Conflict',
  'Request.RateLimited',
  // login and roles
  'Auth.Required',
  'Auth.Expired',
  'Auth.Forbidden',
  'Auth.ScopeMissing',
  'Auth.WrongPassword',
  'Auth.PasswordChangeRequired',
  'Auth.TooManyAttempts',
  // channels
  'Channel.Unknown',
  'Channel.OriginNotAllowed',
  'Channel.SignatureWrong',
  'Channel.TimestampOutsideWindow',
  'Channel.Replayed',
  'Channel.MessageTooLarge',
  'Channel.MessageMalformed',
  'Channel.TokenInvalid',
  'Channel.ConsentRequired',
  'Channel.DeliveryFailed',
  'Channel.DeliveryAmbiguous',
  'Channel.AssistantMissing',
  'Channel.AssistantShared',
  // dialogues and flows
  'Dialogue.Unknown',
  'Flow.Invalid',
  'Flow.DraftChanged',
  'Flow.InUse',
  'Flow.Archived',
  'Flow.NotPublished',
  'Flow.FileInvalid',
  'Flow.NoTriggerMatched',
  'Flow.NoRuleMatched',
  'Flow.NodeMissing',
  'Flow.EdgeMissing',
  'Flow.StepBudgetSpent',
  // CRM
  'Crm.Unreachable',
  'Crm.TimedOut',
  'Crm.RateLimited',
  'Crm.Unauthorized',
  'Crm.Rejected',
  'Crm.ServerError',
  'Crm.UnreadableAnswer',
  'Crm.Ambiguous',
  'Crm.NotConfigured',
  'Crm.StageUnmapped',
  'Crm.StageGone',
  'Crm.FieldMissing',
  'Crm.Busy',
  'Crm.Paused',
  'Crm.BackAndForth',
  'Crm.AddressForbidden',
  'Crm.NotSupported',
  'Crm.Unpaid',
  'Crm.Blocked',
  'Crm.ResponsibleGone',
  // the widget in the CRM's card
  'CrmWidget.TokenInvalid',
  'CrmWidget.TokenUsed',
  'CrmWidget.PersonUnknown',
  'CrmWidget.OriginNotAllowed',
  // outside assistants and webhooks
  'Proposal.ManagerLeads',
  'Proposal.TurnClosed',
  'Proposal.TooLate',
  'Assistant.NotConfigured',
  'Assistant.Unavailable',
  'Assistant.TimedOut',
  'Assistant.Rejected',
  'Assistant.UnreadableAnswer',
  'Webhook.NotConfigured',
  'Webhook.Unavailable',
  'Webhook.Rejected',
  'Webhook.AddressForbidden',
  'Webhook.InUse',
  // signals
  'Signal.Unknown',
  'Signal.SourceNotAllowed',
  'Signal.PayloadInvalid',
  'Signal.InUse',
  // funnels
  'Funnel.StageInUse',
  'Board.CardElsewhere',
  'Board.NoCard',
  'Board.StageNotInFlow',
  'Board.AssistantForbids',
  'Board.ChannelForbids',
  // settings
  'Setup.InUse',
  // the rest
  'Step.Failed',
  'Internal.Error',
] as const;

/** Code of an expected failure. */
export type ErrorCode = (typeof errorCodes)[number];

/** Whether a string is one of the product's codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && (errorCodes as readonly string[]).includes(value);
}

/** An expected failure. Its message is for developers and never holds personal data or secrets. */
export class VoronkaError extends Error {
  override readonly name = 'VoronkaError';

  /**
   * @param code what happened
   * @param message for developers
   * @param details field names, counts, delays: never values that a client gave
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, string | number | boolean>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
