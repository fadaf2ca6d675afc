import { json, raw } from 'express';
import type { Express } from 'express';

/** Limits of request bodies, in bytes. */
export const bodyLimits = {
  /** A flow of 2,000 nodes fits. */
  people: 4 * 1024 * 1024,
  /** Room for JSON escapes around 8 kB of text; the text itself is measured exactly. */
  clients: 64 * 1024,
  /** Several changes in one form of a CRM. */
  crm: 256 * 1024,
} as const;

/** Reads bodies: raw where a signature covers the bytes or a CRM sends a form, else JSON and nothing but `application/json`. */
export function readBodies(app: Express): void {
  app.use('/api/channels/webhook', raw({ type: () => true, limit: bodyLimits.clients }));
  app.use('/api/hooks', raw({ type: () => true, limit: bodyLimits.crm }));
  app.use('/api/widget', json({ limit: bodyLimits.clients, strict: true }));
  app.use('/mcp', json({ limit: bodyLimits.clients, strict: true }));
  app.use('/api', json({ limit: bodyLimits.people, strict: true }));
}
