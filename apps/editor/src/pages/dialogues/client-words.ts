/** A Russian number as people write it, "+7 916 123-45-67"; any other as it is stored. */
export function displayPhone(phoneE164: string): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phoneE164);
  return parts ? `+7 ${parts[1]} ${parts[2]}-${parts[3]}-${parts[4]}` : phoneE164;
}

/** The address if it may be a link: http or https. What a client's page sends can be anything, `javascript:` too. */
export function safeLink(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { protocol } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? address : null;
}
