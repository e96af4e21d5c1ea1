/**
 * The one error of the library. A failure is told apart by `code`, never by class or text.
 *
 * Codes come from three places: the API's own catalogue (contract, `KnownErrorCode`), the transport
 * (`NETWORK`, `TIMEOUT`, `ABORTED`, `BAD_RESPONSE`, `HTTP_ERROR`) and the embedding page (`CONFIG_…`).
 * Unknown codes of the API pass through unchanged: decide on `status` when the code says nothing to you.
 */

/** Codes the API is known to send (contract, `KnownErrorCode`). The set is open. */
export type ApiErrorCode =
  | 'VALIDATION_ERROR'
  | 'INVALID_PROJECT_KEY'
  | 'UNAUTHENTICATED'
  | 'TOKEN_EXPIRED'
  | 'REFRESH_TOKEN_REUSED'
  | 'FORBIDDEN'
  | 'MULTIPLE_CONTEXT_SELECTION_REQUIRED'
  | 'CAMPAIGN_NOT_FOUND'
  | 'CAMPAIGN_INACTIVE'
  | 'CAMPAIGN_NOT_STARTED'
  | 'CAMPAIGN_ENDED'
  | 'CLAIM_LIMIT_PER_USER'
  | 'CLAIM_LIMIT_PER_DAY'
  | 'CLAIM_COOLDOWN'
  | 'CLAIM_TOO_FAR'
  | 'CLAIM_LOCATION_REQUIRED'
  | 'CLAIM_USER_INFO_REQUIRED'
  | 'CLAIM_TRIGGER_FORBIDDEN'
  | 'CLAIM_CONDITION_UNMET'
  | 'CLAIM_BUSINESS_NOT_ENGAGED'
  | 'CLAIM_COUNTRY_RESTRICTED'
  | 'TRIGGER_SOURCE_REQUIRED'
  | 'TRIGGER_SOURCE_INACTIVE'
  | 'REDEMPTION_NOT_FOUND'
  | 'REDEMPTION_INACTIVE'
  | 'REDEMPTION_SOLD_OUT'
  | 'REDEEM_LIMIT_PER_USER'
  | 'INSUFFICIENT_BALANCE'
  | 'STATUS_REQUIRED'
  | 'REDEEM_COUNTRY_RESTRICTED'
  | 'TRANSACTION_NOT_FOUND'
  | 'TRANSACTION_NOT_PENDING_SIGNATURE'
  | 'INVALID_SIGNATURE'
  | 'SIGNER_MISMATCH'
  | 'SIGNING_REQUEST_EXPIRED'
  | 'USER_NOT_FOUND'
  | 'RESOURCE_NOT_FOUND'
  | 'SIGNING_ACCOUNT_CONFLICT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'RESOURCE_IN_USE'
  | 'RATE_LIMITED'
  | 'INTERNAL_ERROR';

/** Codes of the widget itself. */
export type WidgetErrorCode =
  /** No answer: offline, refused, reset, DNS, CORS or CSP. A browser does not say which. */
  | 'NETWORK'
  /** No answer in time. For a write the effect is unknown. */
  | 'TIMEOUT'
  /** The caller gave up (`AbortSignal`). */
  | 'ABORTED'
  /** An answer that is not the contract's: not JSON, too large, or the wrong shape. */
  | 'BAD_RESPONSE'
  /** A failure status without a code of its own. */
  | 'HTTP_ERROR'
  /** `project-key` is missing. */
  | 'CONFIG_PROJECT_KEY_MISSING'
  /** `project-key` is not a key (64 hex digits, with or without `pk_test_`). */
  | 'CONFIG_PROJECT_KEY_INVALID'
  /** `api-url` is not an https URL (http is allowed on localhost only). */
  | 'CONFIG_API_URL_INVALID'
  /** An attribute has a value that is not one of the listed ones. */
  | 'CONFIG_VALUE_INVALID'
  /** An element stands outside `<pers-rewards>`. */
  | 'CONFIG_NO_PROVIDER'
  /** An action that needs a signed-in customer was called without one. */
  | 'SIGNED_OUT'
  /** The page's identity callback threw, or gave no token. */
  | 'IDENTITY_FAILED'
  /** The page's `pers-before-…` listener said no. */
  | 'CANCELLED_BY_PAGE'
  /** A claim, redeem or transaction that the server accepted and then failed. */
  | 'PROCESS_FAILED'
  /** Whether the action took effect is not known yet; it is being found out. */
  | 'OUTCOME_UNKNOWN';

export type PersErrorCode = ApiErrorCode | WidgetErrorCode | (string & {});

/** Facts that come with some codes (contract, `ErrorDetails`). Amounts are decimal strings, times ISO 8601 UTC. */
export interface PersErrorDetails {
  readonly retryAt?: string;
  readonly limit?: number;
  readonly distanceInMeters?: number;
  readonly maxGeoDistanceInMeters?: number;
  readonly fields?: readonly string[];
  readonly required?: string;
  readonly available?: string;
  readonly statusName?: string;
  readonly statusMinimum?: string;
  readonly countryCode?: string;
  readonly businessId?: string;
  /** Property or parameter that failed validation. */
  readonly target?: string;
}

export interface PersErrorInit {
  readonly status?: number | undefined;
  readonly retryable?: boolean | undefined;
  /** Seconds to wait before the same request can succeed, from `Retry-After`. */
  readonly retryAfter?: number | undefined;
  readonly correlationId?: string | undefined;
  readonly details?: PersErrorDetails | undefined;
  /** Text from the server that may be shown to a person when we have no sentence for the code. */
  readonly userMessage?: string | undefined;
  readonly cause?: unknown;
}

const brand = Symbol.for('pers.error');

/** What went wrong, in a form that code can decide on. `message` is for developers; customers get a sentence from `i18n`. */
export class PersError extends Error {
  readonly code: PersErrorCode;
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly correlationId: string | undefined;
  readonly details: PersErrorDetails;
  readonly userMessage: string | undefined;

  constructor(code: PersErrorCode, message: string, init: PersErrorInit = {}) {
    super(message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = 'PersError';
    this.code = code;
    this.status = init.status;
    this.retryable = init.retryable ?? false;
    this.retryAfter = init.retryAfter;
    this.correlationId = init.correlationId;
    this.details = Object.freeze({ ...init.details });
    this.userMessage = init.userMessage;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** True for a `PersError` of any copy of this library on the page (`instanceof` fails across copies). */
export function isPersError(value: unknown): value is PersError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
}

/** Any thrown value as a `PersError`; what is not one yet becomes `fallback` with the original as `cause`. */
export function toPersError(value: unknown, fallback: PersErrorCode = 'BAD_RESPONSE'): PersError {
  if (isPersError(value)) return value;
  if (value instanceof Error || value instanceof DOMException) {
    if (value.name === 'AbortError') return new PersError('ABORTED', 'The request was aborted.', { cause: value });
    return new PersError(value.name === 'TimeoutError' ? 'TIMEOUT' : fallback, value.message, { cause: value });
  }
  return new PersError(fallback, typeof value === 'string' ? value : 'Something that is not an error was thrown.', { cause: value });
}
