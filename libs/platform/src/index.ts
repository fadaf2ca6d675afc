export { ConfigError, readConfig, readKeyring } from './config/config.ts';
export type { Config } from './config/config.ts';
export { correlationId, newCorrelationId, withCorrelation } from './log/correlation.ts';
export { createLogger } from './log/logger.ts';
export type { Logger, LogLevel } from './log/logger.ts';
export { describeError } from './log/log-fields.ts';
export type { LogField, LogFields } from './log/log-fields.ts';
export { maskUrl } from './log/mask-url.ts';
export { createKeyring, deriveKey } from './secrets/keyring.ts';
export type { Keyring, KeyPurpose, MasterKey } from './secrets/keyring.ts';
export { createSecretBox } from './secrets/secret-box.ts';
export type { SecretBox } from './secrets/secret-box.ts';
export { hashPassword, passwordNeedsRehash, verifyPassword } from './secrets/passwords.ts';
export { equalInConstantTime, hashToken, randomToken } from './secrets/tokens.ts';
export { createVisitorToken, verifyVisitorToken } from './secrets/visitor-token.ts';
export type { VisitorIdentity } from './secrets/visitor-token.ts';
export {
  newStandardWebhookSecret,
  signStandardWebhook,
  standardWebhookHeaders,
  verifyStandardWebhook,
} from './secrets/standard-webhook.ts';
export { signWebhook, verifyWebhook } from './secrets/webhook-signature.ts';
export type { WebhookVerdict } from './secrets/webhook-signature.ts';
export { createBarrier } from './barrier/barrier.ts';
export { createMetricsRegistry, renderMetrics } from './metrics/metrics.ts';
export { createDataConverter, failureConverterPath } from './payload-codec/data-converter.ts';
export { createPayloadCodec } from './payload-codec/payload-codec.ts';
export { createOutboundClient } from './outbound/outbound-client.ts';
export type { OutboundClient, OutboundOptions, OutboundRequest, OutboundResponse } from './outbound/outbound-client.ts';
export { OutboundError } from './outbound/outbound-error.ts';
export type { OutboundErrorKind } from './outbound/outbound-error.ts';
export { isPublicAddress } from './outbound/address-policy.ts';
