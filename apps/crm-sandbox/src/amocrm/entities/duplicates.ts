import { isClosed, livingCard } from '../account.ts';
import type { Account } from '../account.ts';
import type { FieldValues, Lead } from '../model.ts';

/** Digits of a phone number that tell people apart, whatever its prefix. */
const significantDigits = 10;

/**
 * The oldest open lead of the pipeline whose contact shares a phone or an e-mail with these values: what duplicate
 * control would join. `null` when there is none or the pipeline does not check.
 *
 * @param isCandidate leaves out the leads of the same request, which are not compared with each other
 */
export function duplicateOf(
  account: Account,
  pipelineId: number,
  contactFields: readonly FieldValues[],
  isCandidate: (lead: Lead) => boolean,
): Lead | null {
  if (!account.pipelines.get(pipelineId)?.duplicateControl) return null;
  const wanted = signsOf(account, contactFields);
  const shares = (contactId: number): boolean =>
    signsOf(account, livingCard(account, 'contacts', contactId)?.fields ?? []).some((sign) => wanted.includes(sign));
  const found = account.leads.find(
    (lead) =>
      lead.pipelineId === pipelineId &&
      !lead.isDeleted &&
      !isClosed(lead) &&
      isCandidate(lead) &&
      lead.contacts.some((link) => shares(link.id)),
  );
  return found ?? null;
}

/** What two contacts are compared by: the last digits of phones, e-mails in small letters. */
function signsOf(account: Account, fields: readonly FieldValues[]): string[] {
  return fields.flatMap((row) => {
    const code = account.customFields.get(row.fieldId)?.code;
    const texts = row.values.map(({ value }) => String(value as string).trim());
    if (code === 'PHONE') return texts.map((text) => text.replace(/\D/g, '').slice(-significantDigits)).filter(Boolean);
    return code === 'EMAIL' ? texts.map((text) => text.toLowerCase()) : [];
  });
}
