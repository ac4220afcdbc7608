// Webhooks: verifies what Parley has sent, as the published library does, which this asks for.

interface Verifier {
  verify(payload: string, headers: Record<string, string>): unknown;
}

/**
 * Returns the event of a delivery whose raw body and headers are these; throws if it did not come from Parley.
 * `Webhook` is the class of the package `standardwebhooks`.
 */
export function verifyWebhook(
  Webhook: new (secret: string) => Verifier,
  secret: string,
  body: string,
  headers: Record<string, string>,
): Record<string, unknown> {
  return new Webhook(secret).verify(body, headers) as Record<string, unknown>;
}
