import type { AnalysisRequest, CauseType } from '../../../src-shared/diagnostics.ts';

type Case = [CauseType, Omit<AnalysisRequest, 'jobId'>];
const said = (cause: CauseType, ...messages: string[]): Case[] =>
  messages.map((errorMessage) => [cause, { errorMessage }]);
const stderr = (cause: CauseType, ...tails: string[]): Case[] =>
  tails.map((stderrTail) => [cause, { errorCode: 'FFmpegFailedExitCode:1', stderrTail }]);

/** Failures that were written down without sight of the rules, so in other words than the first corpus has. */
export const blindFailures: Case[] = [
  ...said(
    'RateLimit',
    'OpenAI said no: status=429 code=rate_limit_exceeded limit=500 RPM',
    'Quota exceeded for metric: generativelanguage.googleapis.com/generate_content_requests, GenerateRequestsPerMinutePerProjectPerModel, limit 15. Please retry in 12.4s',
    'You have sent too many requests in a given amount of time.',
  ),
  [
    'RateLimit',
    {
      errorMessage: 'Giving up after 4 attempts. The last answer was 429 with Retry-After 30.',
      errorCode: 'RETRY_EXHAUSTED',
      provider: 'stability',
    },
  ],
  [
    'RateLimit',
    {
      stage: 'script',
      errorMessage:
        '429 {"error":{"message":"Rate limit reached for gpt-4o in organization org-4010299 on tokens per min (TPM): Limit 30000, Used 29500, Requested 1400. Please try again in 1.8s.","type":"tokens","param":null,"code":"rate_limit_exceeded"}}',
      errorCode: 'RateLimited:openai',
      provider: 'openai',
    },
  ],
  [
    'RateLimit',
    {
      errorMessage:
        'All retry attempts have been exhausted for this operation: HTTP 429 Too Many Requests (retry-after: 20)',
      errorCode: 'RETRY_EXHAUSTED',
      provider: 'pexels',
    },
  ],
  ...said(
    'InvalidApiKey',
    'HTTP/2 401 www-authenticate: Bearer error="invalid_token"',
    'The key you entered is no longer active',
    'HTTP 400 {"error":{"message":"API Key not found. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}',
    '401 {"error":{"message":"Incorrect API key provided: sk-****4001. You can find your API key at https://platform.openai.com/account/api-keys.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}',
    'HTTP 401 {"id":"9f","name":"unauthorized","errors":["missing or invalid api key"]}',
  ),
  [
    'InvalidApiKey',
    {
      errorMessage: '{"detail":{"status":"missing_permissions","message":"API key lacks voices_read"}}',
      errorCode: 'InvalidApiKey:elevenlabs',
      provider: 'elevenlabs',
    },
  ],
  ...said(
    'MissingApiKey',
    'Stability needs an API key before it can draw',
    'Set GEMINI_API_KEY before running',
    'There is no key stored for pexels',
    'HTTP 401: no Authorization header was found in the request',
    'HTTP 403 {"error":{"code":403,"message":"Method doesn\'t allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.","status":"PERMISSION_DENIED"}}',
  ),
  [
    'MissingApiKey',
    {
      stage: 'preflight',
      errorMessage: 'No key is configured: OPENAI_KEY.',
      errorCode: 'MissingApiKey:OPENAI_KEY',
      provider: 'openai',
    },
  ],
  ...said(
    'BudgetExceeded',
    'HTTP 429: You have used all of your included credits',
    'Usage of this API key is blocked until the invoice is paid (403)',
    '401: Your subscription has 0 characters left this month',
    '401 {"detail":{"status":"payment_required","message":"Your last payment failed. Please update your payment details."}}',
  ),
  [
    'BudgetExceeded',
    { errorMessage: '{"error":{"type":"insufficient_quota"}}', errorCode: 'InvalidApiKey:openai', provider: 'openai' },
  ],
  [
    'BudgetExceeded',
    {
      errorMessage:
        '429 {"error":{"message":"You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}',
      errorCode: 'RateLimited:openai',
      provider: 'openai',
    },
  ],
  ...said(
    'NetworkError',
    'Error: getaddrinfo ENODATA api.anthropic.com',
    'SSL certificate problem: unable to get local issuer certificate',
    'net::ERR_SSL_PROTOCOL_ERROR',
    'The server certificate was issued by a corporate proxy that this computer does not trust',
    'getaddrinfo ENOTFOUND api.openai.com',
    'CERT_HAS_EXPIRED: certificate has expired',
  ),
  ...said(
    'ProviderUnavailable',
    'HTTP status 500 from api.elevenlabs.io',
    'upstream connect error or disconnect/reset before headers. reset reason: connection termination',
    'The engine is currently overloaded, please try again later',
    'Ollama is not running on this computer',
    'HTTP 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
    '{"error":{"code":500,"message":"An internal error has occurred. Please retry","status":"INTERNAL"}}',
  ),
  ...said(
    'Timeout',
    'No answer from the model within 120 s',
    'AbortError: The user-set time limit of 90 s ran out',
    'UND_ERR_BODY_TIMEOUT while reading the stream',
    'APIConnectionTimeoutError: Request timed out.',
  ),
  ['Timeout', { errorMessage: 'Stalled: segment 7 has not moved for 180 seconds', errorCode: 'Stalled:mux' }],
  [
    'Timeout',
    {
      stage: 'narration',
      errorMessage: 'The step “narration” took longer than it may.',
      errorCode: 'StepTimeout:narration',
    },
  ],
  ...stderr(
    'MissingCodec',
    '[vost#0:0/hevc_nvenc @ 0x7] [enc:hevc_nvenc @ 0x7] dl_fn->cuda_dl->cuInit(0) failed -> CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected',
    '[h264_vaapi @ 0x1] No usable encoding profile found.\nError while opening encoder',
    '[h264_mf @ 0x1] could not create MFT encoder\nError while opening encoder - maybe incorrect parameters',
    "Unrecognized option 'crf'.\nError splitting the argument list: Option not found",
    "Unknown encoder 'libx264'\n",
    '[h264_videotoolbox @ 0x7] Error: cannot create compression session: -12903\nError while opening encoder for output stream #0:0',
  ),
  ...said(
    'FFmpegNotFound',
    '/usr/bin/env: ‘ffmpeg’: No such file or directory',
    "The term 'ffmpeg' is not recognized as the name of a cmdlet, function, script file, or operable program.",
    'Error: spawn /Applications/Aura.app/Contents/Resources/ffmpeg EACCES',
    'ffmpeg: command not found',
    'zsh: command not found: ffmpeg',
  ),
  [
    'FFmpegNotFound',
    {
      stage: 'preflight',
      errorMessage: 'FFmpeg is not on this computer, or not where the settings say.',
      errorCode: 'FFmpegNotFound',
    },
  ],
  ...said(
    'InsufficientResources',
    'Das System hat keinen Arbeitsspeicher mehr frei: nicht genügend Arbeitsspeicher',
    'Der Container wurde beendet: Killed, exit 137',
    'Auf dem Datenträger ist nicht genügend Speicherplatz verfügbar.',
  ),
  ...stderr(
    'InsufficientResources',
    '[libx265 @ 0x1] Error: cannot allocate buffer, Cannot allocate memory\nframe= 401',
    '/tmp/x.mp4: write failed: Disk quota exceeded',
    '[mp4 @ 0x5] Error writing trailer: No space left on device\nframe= 4290 fps=40 q=28.0 size=   401408kB time=00:02:23.00 bitrate=22995.1kbits/s\nav_interleaved_write_frame(): No space left on device\nConversion failed!',
  ),
  ...said(
    'FileSystemError',
    '0x80070005 (E_ACCESSDENIED)',
    'EPERM, Operation not permitted: rename',
    'The file is locked by OneDrive: the process cannot access the file',
    'SqliteError: disk I/O error',
    "EACCES: permission denied, open '/home/u/Videos/film.mp4'",
    'SQLITE_IOERR_WRITE: disk I/O error',
  ),
  ...said('InvalidInput', '400 Your input image may contain content that is not allowed by our safety system.'),
  ...stderr(
    'InvalidInput',
    '[aist#0:0/pcm_s16le @ 0x1] Error submitting packet to decoder: Invalid data found when processing input\n[in#0] truncating packet\nConversion failed!',
    '[matroska,webm @ 0x1] EBML header parsing failed\nclip.webm: Invalid data found when processing input',
    "Option 'framerate' value '0' is out of range [1 - 240]",
    '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x5] moov atom not found\n[in#0 @ 0x5] Error opening input: Invalid data found when processing input\nError opening input file clip.mp4.',
  ),
  [
    'InvalidInput',
    {
      errorMessage:
        '400 {"error":{"code":"content_policy_violation","message":"Your request was rejected as a result of our safety system.","type":"image_generation_user_error"}}',
      errorCode: 'ContentRejected:openai',
      provider: 'openai',
    },
  ],
  ...said(
    'Unknown',
    'Scene 401 could not be drawn',
    'Segment 503/529 done in 429 ms',
    'The timeout was raised to 600 s',
    'Checking the API key… ok',
    'Frame 429 of 400 rendered in 503 ms',
    'rate limit quota api key timeout network ffmpeg disk memory',
    'x',
    'Using ffmpeg 7.0.2 from /usr/bin/ffmpeg, timeout=600',
  ),
  ...stderr(
    'Unknown',
    '[swscaler @ 0x5] deprecated pixel format used, make sure you did set range correctly\n[mp3float @ 0x7] Estimating duration from bitrate, this may be inaccurate\n[aac @ 0x2] Qavg: 401.429\nPast duration 0.999992 too large\nConversion failed!',
  ),
];
