/** What a provider means by an error, as the studio's own codes name it; `Timeout` is its own or a gateway's time limit. */
export type ProviderMeaning =
  | 'QuotaExceeded'
  | 'RateLimited'
  | 'InvalidApiKey'
  | 'MissingApiKey'
  | 'ProviderUnavailable'
  | 'ContentRejected'
  | 'InvalidInput'
  | 'Timeout';

/**
 * The error codes and types that providers publish. Their word counts more than the status they send it with: OpenAI
 * answers a used-up quota with 429, ElevenLabs with 401, Anthropic a used-up credit with 400.
 * https://platform.openai.com/docs/guides/error-codes
 * https://docs.anthropic.com/en/api/errors
 * https://elevenlabs.io/docs/developers/resources/errors
 * https://ai.google.dev/gemini-api/docs/troubleshooting and https://cloud.google.com/apis/design/errors
 * https://platform.stability.ai/docs/api-reference
 * https://learn.microsoft.com/azure/ai-foundry/openai/how-to/troubleshoot-errors
 * https://unsplash.com/documentation and https://www.pexels.com/api/documentation
 */
const published: Record<ProviderMeaning, string> = {
  QuotaExceeded: `insufficient_quota quota_exceeded billing_hard_limit_reached billing_not_active billing_error
    credit_balance_exhausted organization_spend_limit_exceeded project_spend_limit_exceeded organization_usage_limit_exceeded
    insufficient_credits insufficient_funds insufficient_balance payment_required character_limit_exceeded out_of_credits
    credit_limit_exceeded budget_exceeded spending_limit_reached usage_limit_reached account_suspended_for_billing
    max_usage_exceeded monthly_limit_reached free_trial_ended free_users_not_allowed only_for_creator+ paid_plan_required
    subscription_required trial_expired payment_failed payment_overdue plan_limit_reached billing_disabled billing_balance_not_enough
    in_flight_budget_exhausted weight_exceeds_budget insufficient_user_quota insufficient_permissions_plan exceeded_current_quota_error`,
  RateLimited: `rate_limit_exceeded rate_limit_error rate_limited too_many_requests too_many_concurrent_requests
    concurrent_limit_exceeded concurrency_limit_reached requests_per_minute tokens_per_min throttling_exception throttled throttling
    user_rate_limit_exceeded requests rate_limit_reached resource_exhausted slow_down request_limit_exceeded acceleration_limit_exceeded
    tokens model_rate_limit`,
  InvalidApiKey: `invalid_api_key api_key_invalid incorrect_api_key authentication_error invalid_authentication authentication_failed
    unauthorized unauthenticated invalid_token token_expired expired_api_key api_key_expired key_revoked account_deactivated
    invalid_x_api_key access_denied access_token_expired credentials_missing_scope missing_permissions permission_error permission_denied
    needs_authorization_scope invalid_credentials invalid_client invalid_grant invalid_auth revoked_token forbidden detected_unusual_activity
    api_key_service_blocked api_key_http_referrer_blocked api_key_ip_address_blocked account_on_hold sign_in_required_again
    insufficient_permissions invalid_subscription_key invalid_organization organization_deactivated not_authorized_exception
    unrecognized_client_exception invalid_client_token_id signature_does_not_match access_terminated`,
  MissingApiKey: `missing_api_key api_key_missing no_api_key api_key_required needs_authorization missing_authorization
    missing_authentication authentication_required no_credentials credentials_missing missing_authentication_token
    missing_authorization_header missing_credentials load_api_key_error`,
  ProviderUnavailable: `overloaded_error service_unavailable server_error internal_server_error api_error engine_overloaded
    model_overloaded server_is_overloaded temporarily_unavailable bad_gateway backend_error internal_error system_busy maintenance_mode
    circuit_open unavailable internal server_busy engine_overloaded_error model_not_ready model_loading capacity_exceeded
    upstream_error provider_error no_available_server service_unavailable_error inference_error generation_failed
    data_loss vectorized_service_unavailable`,
  ContentRejected: `content_policy_violation content_filter content_moderation moderation_blocked image_generation_user_error
    safety_violations safety_violation prohibited_content flagged_content content_filtered responsible_ai_policy_violation
    sexual_content_detected blocked_content content_blocked request_moderated content_moderated prompt_blocked
    voice_not_fine_tuned_for_content input_moderation illegal_prompt moderation_error invalid_prompt recitation blocklist`,
  InvalidInput: `invalid_request invalid_request_error invalid_argument invalid_value validation_error unprocessable_entity
    context_length_exceeded string_above_max_length model_not_found voice_not_found not_found not_found_error text_too_long
    max_character_limit_exceeded unsupported_value unsupported_format unsupported_language unsupported_parameter json_invalid
    missing_required_parameter value_error bad_request deployment_not_found invalid_image invalid_image_format unsupported_media_type
    payload_too_large request_too_large request_entity_too_large failed_precondition out_of_range invalid_type invalid_parameter
    invalid_voice_id voice_does_not_exist invalid_json model_not_supported operation_not_supported invalid_payload
    resource_not_found unknown_parameter unsupported_model invalid_language_code invalid_output_format empty_array empty_string
    invalid_size uneditable_voice max_tokens_exceeded document_not_found method_not_allowed unsupported_country_region_territory`,
  Timeout: `timeout request_timeout gateway_timeout deadline_exceeded timeout_error server_timeout operation_timeout
    inference_timeout model_timeout upstream_timeout request_timed_out processing_timeout`,
};

/** `insufficientQuota`, `INSUFFICIENT-QUOTA` and `InsufficientQuotaError` are the same word. */
const plain = (code: string): string => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const withoutKind = (code: string): string => code.replace(/(?:error|exception)$/, '');

const meanings = new Map(
  (Object.keys(published) as ProviderMeaning[]).flatMap((meaning) =>
    published[meaning].split(/\s+/).flatMap((code) => {
      const word = plain(code);
      return [[word, meaning] as const, [withoutKind(word), meaning] as const];
    }),
  ),
);

/**
 * A code that no list has is read by its words: what it is about, and what is the matter with it. The order decides:
 * `api_key_quota_exceeded` is about the quota.
 */
const composed: readonly [ProviderMeaning, RegExp][] = [
  [
    'QuotaExceeded',
    /(?:quota|credit|balance|billing|budget|spend|payment|fund|allowance|prepa(?:id|y)|usagelimit|characterlimit|monthlylimit|planlimit|subscription).{0,16}(?:exceed|unavailable|invalid|exhaust|insufficient|reached|required|deplet|empty|low|over|fail|disabled|inactive|notactive|usedup|limit|expired|cap)|invalidsubscription|(?:insufficient|notenough|outof|exceed\w{0,3}|no|lacking|exhausted)(?:user|account|api|monthly|remaining)?(?:quota|credit|balance|fund|budget)/,
  ],
  [
    'RateLimited',
    /(?:rate|request|token|concurren\w{2,3}|call|qps|rpm|tpm|perminute|persecond|burst)s?.{0,12}(?:limit|exceed|exhaust|throttl|toomany|toofast|toohigh)|toomany|throttl|slowdown/,
  ],
  [
    'MissingApiKey',
    /(?:missing|no|without|empty|absent|required|provide)(?:the)?(?:api|access|auth\w{0,12}|subscription|credential)s?(?:key|token|header)?$|(?:apikey|accesskey|credentials?|authheader|authorization|authentication)(?:is)?(?:missing|required|notset|notprovided|notfound|empty|absent)/,
  ],
  [
    'InvalidApiKey',
    /(?:invalid|incorrect|wrong|bad|expired|revoked|unknown|malformed|disabled|deactivated|blocked)(?:user|account|client|api|access|auth\w{0,12}|x|bearer|subscription)?(?:key|token|credential|secret|auth)|(?:apikey|accesskey|token|credentials?|auth(?:entication|orization)?|key|account|permissions?|access)(?:is)?(?:invalid|incorrect|wrong|expired|revoked|denied|fail|disabled|deactivated|blocked|notvalid|suspended|missingscope)|unauthori|forbidden|accessdenied/,
  ],
  [
    'ContentRejected',
    /(?:content|safety|moderation|prompt|policy|nsfw|harmful).{0,12}(?:violat|block|reject|filter|flag|moderat|detected|refus|prohibit)/,
  ],
  ['Timeout', /time(?:d)?out|deadline/],
  [
    'ProviderUnavailable',
    /overload|unavailable|maintenance|internal(?:server)?(?:error|fault)|servererror|badgateway|serverbusy|nocapacity|outofcapacity|capacity|upstream|backend/,
  ],
  [
    'InvalidInput',
    /(?:invalid|unsupported|unknown|malformed|missing|bad|illegal|empty)(?!.*(?:key|token|auth|credential)).{2}|(?:model|voice|deployment|resource|parameter|field|language|format|engine).{0,12}(?:notfound|notexist|unsupported|notsupported|invalid|deprecated|missing)|toolong|toolarge|toobig|lengthexceed|outofrange|validation/,
  ],
];

/** What an error code or type of a provider means, published or made of known words; undefined when it tells nothing. */
export function meaningOfErrorCode(code: string): ProviderMeaning | undefined {
  const word = plain(code);
  if (word.length < 4 || word.length > 80) return undefined;
  const known = meanings.get(word) ?? meanings.get(withoutKind(word));
  return known ?? composed.find(([, pattern]) => pattern.test(word))?.[0];
}

/** Only what a list has: for words that stand in running text, where a guess would find too much. */
export const publishedMeaning = (code: string): ProviderMeaning | undefined =>
  meanings.get(plain(code)) ?? meanings.get(withoutKind(plain(code)));
