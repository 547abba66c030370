import { matchRules, type SearchedText, type Signal, type SignalRule } from './signal.ts';

const listed = (words: string): string[] => words.split(' ');
/** The words that its patterns below cannot do without. */
const mentions = {
  BudgetExceeded: listed(
    'quota credit bill fund balance payment budget spend cost usage character allowance invoice top recharge refill upgrade tokens cap',
  ),
  RateLimit: listed('rate request throttl slow limit concurren tokens_per again retry exhausted quota calls'),
  InvalidApiKey: listed(
    'key token auth credential account permission scope access client unauthor oauth refused login',
  ),
  MissingApiKey: listed('key credential auth identity'),
  ProviderUnavailable: listed(
    'overload unavailable server service api_error gateway backend busy maintenance circuit down capacity upstream localhost 127.0.0.1 ollama lm webui running respond provider loading outage terminated crashed internal offline app again reach connect temporar serve error died fail',
  ),
  InvalidInput: listed(
    'content moderat found safety context above prompt invalid argument unprocessable validation voice model long max value unsupported json missing parameter field unknown unrecogni unexpected extra property exceed blocked flagged rejected refused denied violat allowed range finish deployment image text media input request attribute prohibited',
  ),
};

/**
 * What providers themselves call it, in the body of an answer. Their word counts more than the status they send it with:
 * OpenAI answers a used-up quota with 429, ElevenLabs with 401, Anthropic a used-up credit with 400.
 * https://platform.openai.com/docs/guides/error-codes
 * https://docs.anthropic.com/en/api/errors
 * https://elevenlabs.io/docs/developers/resources/error-messages
 * https://cloud.google.com/apis/design/errors
 */
const rules: SignalRule[] = [
  {
    cause: 'BudgetExceeded',
    strength: 95,
    mentions: mentions.BudgetExceeded,
    pattern:
      /\b(?:insufficient_quota|quota_exceeded|quota_?exceeded_?error|billing_hard_limit_reached|billing_not_active|billing_error|insufficient_credits?|insufficient_funds|insufficient_balance|payment_required|credit_limit_exceeded|out_of_credits|character_limit_exceeded|budget_?exceeded|spending_limit_reached|usage_limit_reached)\b/i,
  },
  {
    cause: 'BudgetExceeded',
    strength: 93,
    mentions: mentions.BudgetExceeded,
    pattern:
      /\b(?:credit balance (?:is |was )?too low|(?:exceeded|exceeds|over|used up|reached|hit|exhausted) (?:(?:your|the|this|its|all|specified|api|account) ){0,3}(?:current |monthly |daily |free |character |plan )?(?:quota|usage limits?|credits?|budget|spending limit|spend limit|usage cap|credit limit|character limit|billing (?:hard )?limit)|not enough (?:credits?|balance|funds)|(?:used (?:up )?|spent |consumed )(?:all )?(?:of )?(?:your|the|its) (?:\w+ ){0,2}(?:credits?|quota|characters|allowance)|(?:0|no) (?:characters|tokens|credits) (?:are )?(?:left|remaining)|(?:spend|spending|cost|usage|budget) cap|(?:add|update|missing|no|valid) (?:a |your )?(?:payment method|credit card)|(?:unpaid|overdue|open) (?:invoice|bill|balance)|invoice (?:is |was )?(?:paid|unpaid|overdue)|payment (?:is )?(?:overdue|past due|declined|required)|(?:top up|recharge|refill) (?:your )?(?:account|balance|credits?)|(?:run|ran|running) out of (?:\w+ )?(?:credits?|quota|funds)|no (?:remaining |more )?credits? (?:left|remaining)|credits? (?:are |is |were )?(?:used up|exhausted|depleted|too low|insufficient)|(?:0|zero) credits (?:left|remaining)|(?:budget|cost|spending) limit of [^\n]{1,40} (?:exceeded|reached)|(?:quota|budget|credits?|(?:spending|spend|cost|usage|billing)(?: hard| soft)? limits?) (?:has been |have been |was |is |are )?(?:exceeded|exhausted|used up|depleted|reached)|insufficient (?:credits?|funds|balance|quota)|(?:this request exceeds your quota)|billing (?:details|account) (?:is|are)? ?(?:required|disabled|inactive|not active)|check your (?:plan and )?billing|requires? billing to be enabled|(?:please )?enable billing|(?:last |your |the )?payment (?:has )?failed|costs? [^\n]{0,60}\b(?:more than|over|above|exceeds?) (?:the |your )?(?:\w+ )?(?:limit|budget)|payment required|upgrade your (?:plan|subscription)|(?:monthly|daily) (?:budget|quota|spend(?:ing)?) (?:limit )?(?:of|was|is|has|exceeded|reached))\b/i,
  },
  {
    cause: 'RateLimit',
    strength: 94,
    mentions: mentions.RateLimit,
    pattern:
      /(?:\bquota[ _]?exceeded|RESOURCE_EXHAUSTED|\bexceeded your (?:current )?quota)\b[^\n]{0,600}per[ _-]?minute/i,
  },
  {
    cause: 'RateLimit',
    strength: 90,
    mentions: mentions.RateLimit,
    pattern:
      /\b(?:rate_limit_exceeded|rate_limit_error|rate_?limited|too_many_requests|too_many_concurrent_requests|concurrent_limit_exceeded|concurrency_limit|requests_per_minute|tokens_per_min|throttling_?exception|throttled|slow_?down|rateLimitExceeded|userRateLimitExceeded|RateLimitError)\b/i,
  },
  {
    cause: 'RateLimit',
    strength: 88,
    mentions: mentions.RateLimit,
    pattern:
      /\b(?:rate[- ]limit(?:s|ed|ing)? (?:was |has been |is )?(?:reached|exceeded|hit|error)|(?:exceeded|hit|reached|over) (?:(?:your|the|our|a) )?rate[- ]limit|rate-limited|rate limited|rate[- ]limit: |(?:requests|calls) (?:are |were )?(?:being )?(?:sent|made|arriving) too (?:quickly|fast|often|frequently)|too many (?:concurrent )?requests|requests per (?:min(?:ute)?|second|hour|day)|request was throttled|throttl(?:ed|ing)|try again in \d+(?:\.\d+)? ?(?:ms|s|seconds?|minutes?)|max(?:imum)? concurrent requests|limit reached for requests|request limit (?:was |has been )?(?:exceeded|reached)|limit of \d{1,6} (?:api )?(?:requests|calls)[^\n]{0,40}(?:reached|exceeded|hit)|(?:hourly|minute|per-second) limit[^\n]{0,40}(?:reached|exceeded|hit))\b|\bretry[- ]after: ?\d/i,
  },
  {
    cause: 'InvalidApiKey',
    strength: 95,
    mentions: mentions.InvalidApiKey,
    pattern:
      /\b(?:invalid_api_key|api_key_invalid|incorrect_api_key|authentication_error|invalid_authentication|authentication_failed|invalid_token|token_expired|expired_api_key|key_revoked|account_deactivated|invalid_x_api_key|AuthenticationError|ACCESS_TOKEN_EXPIRED|CREDENTIALS_MISSING_SCOPE|missing_permissions|permission_error|UNAUTHENTICATED)\b/i,
  },
  {
    cause: 'InvalidApiKey',
    strength: 93,
    mentions: mentions.InvalidApiKey,
    pattern:
      /\b(?:(?:incorrect|invalid(?: or missing)?|wrong|bad|malformed|unrecognized|unknown|expired|revoked|disabled) (?:api[- _]?key|x-api-key|access (?:key|token)|auth(?:entication|orization)? (?:key|token|credentials?)|bearer token|credentials?|subscription key|client[- ]id)|(?:api[- _]?key|access (?:key|token)|token|credentials?|key) (?:is |was |has been |provided is |you provided is |were )?(?:not valid|invalid|incorrect|expired|revoked|rejected|refused|disabled|not recognized|deactivated|malformed|wrong)|(?:invalid|failed|bad) authentication|authentication (?:failed|error|was refused|unsuccessful)|could not authenticate|pass a valid api key|key[^\n]{0,30} (?:is )?no longer (?:active|valid|accepted)|bad credentials|insufficient permissions? for this operation|missing scopes?|oauth error: (?:the )?access token is invalid|refused (?:the|this|your) (?:api )?key|(?:api )?key was (?:refused|rejected)|does not have (?:access|permission) to (?:the |this )?(?:model|api|resource|project)|unauthori[sz]ed)\b/i,
  },
  {
    cause: 'MissingApiKey',
    strength: 98,
    mentions: mentions.MissingApiKey,
    pattern:
      /\b(?:no (?:api[- _]?)?key (?:is |was |has been )?(?:configured|set|found|provided|given|entered|stored|saved|specified|supplied|present|available)|(?:api[- _]?key|[A-Z][A-Z0-9]*_(?:API|ACCESS)_KEY|openai_key) (?:is |was |has |environment variable |env(?:ironment)? var(?:iable)? |for \w+ )*(?:missing|not (?:set|configured|found(?!\. please pass a valid)|provided|been set|given|specified|present|defined)|unset|undefined|empty|required|absent|blank)|missing_api_key|api_?key_?missing|(?<!invalid or )missing (?:the |an? |your )?(?:\w+ )?(?:api[- _]?key|x-api-key|access key|[A-Z][A-Z0-9]*_(?:API|ACCESS)_KEY)|(?:didn't|did not|you must|must|need to|have to|please) (?:provide|set|enter|add|configure|supply) (?:an? |your |the )?(?:\w+ )?api[- _]?key|without (?:an? )?api[- _]?key|(?:requires?|needs) (?:an? )?(?:\w+ )?api[- _]?key|api[- _]?key must be (?:set|passed|provided|configured)|no (?:\w+ )?(?:api[- _]key|credentials) (?:configured|found|provided|for)|no api[- _]?key|no credentials|apikey option is missing|(?:x-)?(?:xi-)?api-key header is (?:required|missing)|could not resolve authentication method|neither authorization header nor|(?:callers )?without established identity|needs_authorization|key not configured|set (?:the )?[A-Z][A-Z0-9]*_(?:API|ACCESS)_KEY|(?:no|without an?|missing) authorization header|authorization header (?:is |was )?(?:missing|required|absent|not (?:found|present|provided)))\b/i,
  },
  {
    cause: 'ProviderUnavailable',
    strength: 90,
    mentions: mentions.ProviderUnavailable,
    pattern:
      /\b(?:overloaded_error|service_unavailable|server_error|internal_server_error|api_error|engine_overloaded|model_overloaded|temporarily_unavailable|bad_gateway|backend_error|backendError|ServiceUnavailable(?:Error)?|InternalServerError|system_busy|maintenance_mode|circuit_open|CIRCUIT_OPEN|BrokenCircuitError)\b/i,
  },
  {
    cause: 'ProviderUnavailable',
    strength: 84,
    mentions: mentions.ProviderUnavailable,
    pattern:
      /\b(?:service (?:is )?(?:temporarily |currently )?(?:unavailable|down|offline|overloaded)|temporarily (?:unavailable|overloaded|out of service)|(?:currently|model is|server is|servers are|engine is|is) (?:overloaded|unavailable|down for maintenance|under maintenance|at capacity)|overloaded|bad gateway|internal server error|internal error encountered|upstream (?:connect error|error|server error|request failed)|no healthy upstream|(?:under|undergoing|down for) (?:\w+ )?maintenance|web server is (?:down|returning)|(?:could not|cannot|failed to|unable to) (?:reach|connect to) (?:ollama|lm studio|(?:the )?(?:\w+ )?web ?ui|[^\n]{0,60}(?:localhost|127\.0\.0\.1))|temporarily unable to (?:service|serve|handle|process)|(?:ollama|lm studio|web ?ui|(?:local|model) server) is(?: not|n't) (?:running|reachable|responding|answering|started)|connection to (?:https?:\/\/)?(?:localhost|127\.0\.0\.1)\S{0,40} (?:was )?refused|(?:runner|model|server) process (?:has |was |is )?(?:terminated|crashed|no longer running)|could not connect to \w+ app|provider (?:is )?(?:unavailable|down|offline|not responding)|server had an error|over capacity|circuit (?:breaker )?(?:is )?open|model (?:is )?(?:currently )?loading|all (?:\w+ )?providers (?:failed|are down|unavailable)|outage)\b/i,
  },
  {
    cause: 'InvalidInput',
    strength: 88,
    mentions: mentions.InvalidInput,
    pattern:
      /\b(?:content_policy_violation|content_filter|content_moderation|not_found_error|model_not_found_error|image_generation_user_error|moderation_blocked|safety_violations?|context_length_exceeded|string_above_max_length|invalid_prompt|invalid_value|invalid_argument|INVALID_ARGUMENT|unprocessable_entity|validation_error|ValidationError|voice_not_found|model_not_found|text_too_long|max_character_limit_exceeded|value_error|unsupported_(?:value|format|language|parameter)|json_invalid|missing_required_parameter)\b/i,
  },
  {
    cause: 'InvalidInput',
    strength: 86,
    mentions: mentions.InvalidInput,
    pattern:
      /\b(?:(?:rejected|refused|blocked|flagged|denied)[^\n]{0,60}\b(?:safety|moderation|content polic(?:y|ies)|content filter\w*)|(?:not allowed by|violat\w{1,4}) (?:our|the) (?:\w+ ){0,2}(?:system|polic(?:y|ies)|guidelines|terms)|PROHIBITED_CONTENT|(?:prompt|content|text|image) (?:was |has been |is )?(?:blocked|flagged|rejected)|(?:is|was) out of (?:the )?(?:valid )?range|finish_?reason["']?[ :=]{1,3}["']?SAFETY|(?:model|voice|deployment)\b[^\n]{0,80}\b(?:not found(?=["'.,;:)}\]\n]|$)|does not exist|doesn't exist|is not supported|has been deprecated)|(?:prompt|text|input|request) is too (?:long|large)|maximum (?:context|text|prompt) length|unsupported (?:image|audio|video|file|media) (?:format|type))\b/i,
  },
  {
    cause: 'InvalidInput',
    strength: 90,
    mentions: mentions.InvalidInput,
    pattern:
      /\b(?:(?:unsupported|unknown|unrecogni[sz]ed|unexpected|invalid|missing|extra) (?:required )?(?:parameter|argument|field|property|attribute|query parameter|value for)s?\b(?! key)|exceeds? (?:the |this |its )?(?:model'?s? )?(?:maximum )?(?:context|token limit|model token limit)|exceeded (?:the )?model token limit|exceed context limit|missing ['"`](?!\w*(?:key|token|auth))\w{1,40}['"`] (?:parameter|field|argument|property))/i,
  },
  {
    cause: 'InvalidInput',
    strength: 62,
    mentions: mentions.InvalidInput,
    pattern: /\binvalid_request(?:_error)?\b/i,
  },
];

export const bodySignals = (searched: SearchedText): Signal[] =>
  rules.flatMap((rule) => matchRules([rule], rule.pattern.source.includes(' ') ? 'phrase' : 'body', searched));
