/** The practice inbox in the language of whoever opens it. */
export function toInboxAddress(inboxUrl: string, language: string): string {
  const address = new URL(inboxUrl);
  address.searchParams.set("language", language);
  return address.href;
}
