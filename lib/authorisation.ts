/** What a source that asks a vendor is given for one person: tokens, turns and the vendor's address. */
export interface Authorisation {
  /** Base address of the vendor's API, without a slash at its end. */
  baseUrl: string;
  /**
   * An access token that is good now.
   * @param refused a token that the vendor has just answered with 401, so that it is not given again.
   * @throws {HeartlineError} RECONNECT_NEEDED when the authorisation has ended; SOURCE_FAILED when
   * it could not be renewed this time.
   */
  token(signal: AbortSignal, refused?: string): Promise<string>;
  /** Settles when one more request is within the limits that all workers share. */
  turn(signal: AbortSignal): Promise<void>;
  /** Tells every worker that the vendor wants this person's requests to pause, ms. */
  pause(ms: number): Promise<void>;
}
