/**
 * Every address that answers without a login, and why it may. A test compares this list with the routes the server
 * really has: a new public route does not work before it stands here.
 */
export const publicRoutes: Readonly<Record<string, string>> = {
  'POST /api/auth/login': 'the login itself',
  'POST /api/widget/:channelKey/session': 'visitors of a site; bound to the channel’s allowed origins',
  'POST /api/widget/consent': 'visitors; signed visitor token',
  'GET /api/widget/messages': 'visitors; signed visitor token',
  'POST /api/widget/messages': 'visitors; signed visitor token',
  'GET /api/widget/events': 'visitors; signed visitor token',
  'POST /api/widget/typing': 'visitors; signed visitor token',
  'POST /api/widget/receipts': 'visitors; signed visitor token',
  'POST /api/channels/webhook/:channelKey': 'providers; signed requests',
  'POST /api/hooks/crm/:key': 'webhooks of CRMs; an unguessable address, and the vendor’s token or a signature',
  'GET /api/integrations/amocrm/callback': 'the way back from amoCRM; bound to the login that it was started from',
  'GET /api/integrations/bitrix24/callback': 'the way back from Bitrix24; bound to the login that it was started from',
  'GET /api/crm-widget/leads/:leadId':
    'people in amoCRM’s card; one-time token of the account, role of the linked person',
  'POST /api/crm-widget/leads/:leadId/take': 'people in amoCRM’s card; one-time token, role of the linked person',
  'POST /api/crm-widget/leads/:leadId/return': 'people in amoCRM’s card; one-time token, role of the linked person',
  'GET /health/live': 'probes; tells nothing but that the process runs',
  'GET /health/ready': 'probes; tells which dependency is missing',
  'GET /metrics': 'Prometheus; loopback only, or its own token',
  'GET /demo/config.json': 'the demo’s page; tells the demo channel’s public key',
  'GET /demo': 'the demo’s page',
  'GET /api/openapi.json': 'description of the API; holds no data',
  'GET /api/docs': 'description of the API for people',
};
