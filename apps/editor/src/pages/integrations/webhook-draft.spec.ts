import { webhookCrmFields, webhookCrmSettingsSchema } from '@voronka/contracts';
import { draftOf, faultsOfWebhook, settingsOf } from './webhook-draft.ts';
import type { WebhookDraft } from './webhook-draft.ts';

const blank: WebhookDraft = { stages: [], fields: {}, extra: [] };
const stage = (id: string, name: string) => ({ id, name, meaning: 'open' as const });
const faults = (draft: Partial<WebhookDraft>) => [...faultsOfWebhook({ ...blank, ...draft }, webhookCrmFields)];

describe('the form of a CRM that is joined by webhooks', () => {
  it('sends what was typed, without empty rows, as the server takes it', () => {
    const draft: WebhookDraft = {
      stages: [stage(' new ', 'Новый'), stage('', '')],
      fields: { 'contact.phone': ' Телефон ', 'lead.title': '' },
      extra: [
        { name: 'source', value: ' chat ' },
        { name: '', value: '' },
      ],
    };
    expect(faults(draft)).toEqual([]);
    const settings = settingsOf(draft);
    expect(webhookCrmSettingsSchema.parse(settings)).toEqual({
      stages: [stage('new', 'Новый')],
      fields: { 'contact.phone': 'Телефон' },
      extra: { source: 'chat' },
    });
    expect(settingsOf(draftOf(settings))).toEqual(settings);
  });

  it.each([
    ['a stage without a name', { stages: [stage('new', '')] }, 'stageIncomplete'],
    ['a stage without an id', { stages: [stage('', 'Новый')] }, 'stageIncomplete'],
    ['one stage twice', { stages: [stage('new', 'А'), stage('new ', 'Б')] }, 'stageTwice'],
    ['the name of another field', { fields: { 'contact.name': 'phone' } }, 'nameTwice'],
    ['one constant twice', { extra: ['a', 'a'].map((name) => ({ name, value: '1' })) }, 'nameTwice'],
    ['a name that no field has', { fields: { 'lead.title': 'a"b' } }, 'badName'],
  ])('is not sent with %s', (_, draft, fault) => {
    expect(faults(draft)).toEqual([fault]);
  });

  it('lets a contact and a lead have fields of one name', () => {
    expect(faults({ fields: { 'contact.name': 'text', 'lead.title': 'text' } })).toEqual([]);
  });
});
