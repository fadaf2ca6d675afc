import type { WebhookCrmField, WebhookCrmSettings } from '@voronka/contracts';

/** A stage as it is typed. */
export interface StageDraft {
  id: string;
  name: string;
  meaning: WebhookCrmSettings['stages'][number]['meaning'];
}

/** What is set up of a CRM that is joined by webhooks, as it is typed. */
export interface WebhookDraft {
  stages: StageDraft[];
  fields: Partial<Record<WebhookCrmField, string>>;
  extra: { name: string; value: string }[];
}

/** What keeps the form from being saved. */
export type WebhookFault = 'stageIncomplete' | 'stageTwice' | 'nameTwice' | 'badName';

const fieldName = /^[\p{L}\p{N}_.$ -]{1,100}$/u;

/** The form of what is stored. */
export function draftOf({ stages, fields, extra }: WebhookCrmSettings): WebhookDraft {
  return { stages, fields, extra: Object.entries(extra).map(([name, value]) => ({ name, value })) };
}

/** The name that a field has there: what was typed, else ours. */
function nameOf(field: string, typed: string | undefined): string {
  return typed?.trim() || (field.split('.')[1] ?? field);
}

/** What is to be corrected; an empty row counts as not there. */
export function faultsOfWebhook(draft: WebhookDraft, fields: readonly WebhookCrmField[]): ReadonlySet<WebhookFault> {
  const faults = new Set<WebhookFault>();
  const stages = draft.stages.filter(({ id, name }) => id.trim() !== '' || name.trim() !== '');
  if (stages.some(({ id, name }) => id.trim() === '' || name.trim() === '')) faults.add('stageIncomplete');
  if (new Set(stages.map(({ id }) => id.trim())).size < stages.length) faults.add('stageTwice');
  for (const owner of ['contact.', 'lead.']) {
    const names = fields.filter((field) => field.startsWith(owner)).map((field) => nameOf(field, draft.fields[field]));
    if (new Set(names).size < names.length) faults.add('nameTwice');
  }
  const extra = draft.extra.map(({ name }) => name.trim()).filter((name) => name !== '');
  if (new Set(extra).size < extra.length) faults.add('nameTwice');
  const typed = Object.values(draft.fields).map((name) => name.trim());
  if ([...typed, ...extra].some((name) => name !== '' && !fieldName.test(name))) faults.add('badName');
  return faults;
}

/** What is stored of a form: empty rows and names that are ours anyway are left out. */
export function settingsOf(draft: WebhookDraft): WebhookCrmSettings {
  const names = Object.entries(draft.fields).map(([field, name]) => [field, name.trim()]);
  return {
    stages: draft.stages
      .map(({ id, name, meaning }) => ({ id: id.trim(), name: name.trim(), meaning }))
      .filter(({ id }) => id !== ''),
    fields: Object.fromEntries(names.filter(([, name]) => name !== '')) as WebhookCrmSettings['fields'],
    extra: Object.fromEntries(
      draft.extra.flatMap(({ name, value }) => (name.trim() === '' ? [] : [[name.trim(), value.trim()]])),
    ),
  };
}
