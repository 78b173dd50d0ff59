/** An application registered at the identity simulator. */
export interface IdentityClient {
  clientId: string;
  /** Absent for a public client, which proves itself by PKCE alone. */
  clientSecret?: string;
  /** Compared character by character. */
  redirectUris: string[];
  /** Client id of the API the application asks tokens for. */
  audience: string;
}
