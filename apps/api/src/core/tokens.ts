/** Injection tokens of what the composition root supplies. Classes are their own tokens. */
export const CONFIG = Symbol('Config');
export const KEYRING = Symbol('Keyring');
export const LOGGER = Symbol('Logger');
export const BARRIER = Symbol('Barrier');
export const DATABASE = Symbol('Database');
export const SECRET_BOX = Symbol('SecretBox');
export const OUTBOUND = Symbol('OutboundClient');
export const OUTBOX_SENDER = Symbol('OutboxSender');
export const CRM_CONNECTORS = Symbol('CrmConnectorProvider');
export const TEMPORAL_UI_URL = Symbol('TemporalUiUrl');
