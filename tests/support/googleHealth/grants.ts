/** What the simulated accounts have granted: codes and tokens, and whose they are. */
import { randomBytes } from 'node:crypto';

/** What was asked for at the consent screen, by whom. */
export interface Consent {
  accountId: string;
  challenge: string;
  nonce: string;
  redirectUri: string;
}

export class Grants {
  readonly #codes = new Map<string, Consent>();
  readonly #accessTokens = new Map<string, string>();
  readonly #refreshTokens = new Map<string, string>();

  /** @returns a code that can be redeemed once. */
  consented(consent: Consent): string {
    const code = randomBytes(12).toString('hex');
    this.#codes.set(code, consent);
    return code;
  }

  redeem(code: string): Consent | undefined {
    const consent = this.#codes.get(code);
    this.#codes.delete(code);
    return consent;
  }

  issue(accountId: string): string {
    const accessToken = `ya29.${randomBytes(12).toString('hex')}`;
    this.#accessTokens.set(accessToken, accountId);
    return accessToken;
  }

  authorise(accountId: string): { accessToken: string; refreshToken: string } {
    const refreshToken = `1//${randomBytes(12).toString('hex')}`;
    this.#refreshTokens.set(refreshToken, accountId);
    return { accessToken: this.issue(accountId), refreshToken };
  }

  /** Whose access token it is. */
  bearer(accessToken: string): string | undefined {
    return this.#accessTokens.get(accessToken);
  }

  /** Whose refresh token it is. */
  refresher(refreshToken: string): string | undefined {
    return this.#refreshTokens.get(refreshToken);
  }

  revoke(refreshToken: string): void {
    this.#refreshTokens.delete(refreshToken);
  }

  expireTokens(): void {
    this.#accessTokens.clear();
  }

  endAuthorisation(accountId: string): void {
    for (const tokens of [this.#accessTokens, this.#refreshTokens]) {
      for (const [token, owner] of tokens) if (owner === accountId) tokens.delete(token);
    }
  }
}
