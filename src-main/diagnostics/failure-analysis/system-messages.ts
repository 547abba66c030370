import { matchRules, type KnownCause, type SearchedText, type Signal, type SignalRule } from './signal.ts';

/**
 * Sentences of Windows, macOS, Linux, curl, Go and Python that no single word of theirs gives away; `*` stands for up
 * to sixty characters. https://learn.microsoft.com/windows/win32/debug/system-error-codes
 */
const sentences: readonly [KnownCause, number, string][] = [
  [
    'FileSystemError',
    90,
    `the system cannot find the drive specified | (?:not|n't|no) (?:have )?write (?:access|permissions?) | the media is write protected | the device is not ready | the network path was not found | the network name cannot be found
    | the specified network name is no longer available | a file with a user-mapped section open | volume label syntax is incorrect
    | the directory is not empty | directory not empty | the directory name is invalid | cannot create a file when that file already exists
    | the file or directory is corrupted | does not contain a recognized file system | a device attached to the system is not functioning
    | i/o device error | cyclic redundancy check | filename or extension is too long | cloud file provider is not running
    | the cloud operation was unsuccessful | locked a portion of the file | the disk structure is corrupted
    | a required privilege is not held by the client | virus or potentially unwanted software | text file busy | device or resource busy
    | transport endpoint is not connected | stale (?:nfs )?file handle | structure needs cleaning | too many levels of symbolic links
    | invalid cross-device link | you don['’]t have permission to save | can['’]t be saved because | couldn['’]t be saved | couldn['’]t be opened
    | nscocoaerrordomain code=(?:4|257|260|513|516|642) | nsposixerrordomain code=(?:1|2|13|17|30) | the volume * (?:is read only|can['’]t be found)
    | is on a read-only volume | the file is too large for the volume|file too large|efbig
    | controlled folder access | blocked by (?:windows )?(?:defender|antivirus|onedrive)|filesystem loop | no such device`,
  ],
  [
    'InsufficientResources',
    93,
    `not enough storage is available | not enough memory resources | insufficient system resources | not enough quota is available
    | no more threads can be created | can['’]t start new thread | insufficient quota to complete | startup disk is (?:almost )?full | disk quota
    | nscocoaerrordomain code=640 | nsposixerrordomain code=(?:12|28|69) | virtual memory exhausted | std::bad_alloc | killed: 9
    | has run out of application memory | out of (?:gpu|device|host|video) memory | vk_error_out_of_\\w+ | dxgi_error_device_(?:removed|hung)
    | cl_out_of_resources | cl_mem_object_allocation_failure | cuda_error_out_of_memory | cudaerrormemoryallocation | cudnn_status_alloc_failed
    | unable to allocate * (?:for an array|bytes|[kmgt]i?b) | cgroup out of memory | memory cgroup | resource exhausted: oom | inotify watchers
    | no buffer space available | enobufs | free up (?:some )?(?:disk )?space | low disk space | running low on (?:disk|memory|space)`,
  ],
  [
    'NetworkError',
    91,
    `no such host is known | no such host | unreachable (?:network|host) | forcibly closed by the remote host | aborted by the software in your host machine
    | target machine actively refused | could not create ssl/tls secure channel | the underlying connection was closed | unable to check revocation
    | the network location cannot be reached | unable to connect to the remote server | the ssl connection could not be established
    | nsurlerrordomain code=-(?:100[3-69]|1018|1020|120[0-6]) | kcferrordomaincfnetwork * -(?:100[3-69]|120[0-6])
    | curl: \\((?:5|6|7|35|51|52|55|56|58|60|77|80|83|92)\\) | x509: | connection (?:reset|closed) by | unexpected eof while reading
    | ssl_error_\\w+ | ssl routines | certificate_verify_failed | hostname mismatch | wrong version number | tlsv1 alert | handshake_failure
    | server closed the connection | stream (?:was )?(?:closed|reset|error) | err_http2_\\w+ | network changed | dns_probe_\\w+ | nxdomain | servfail
    | could not resolve | failed to lookup address | nodename nor servname | temporary failure in name | zscaler | fortiguard | captive portal
    | blocked by (?:your |the )?(?:network|firewall|proxy|administrator|organi[sz]ation) | check your (?:internet|network) | are you (?:online|offline) | tunnel connection failed
    | unable to tunnel | no internet | premature close | incomplete chunked | connection was not closed cleanly | ehostunreach | etimeout_dns
    | 网络(?:异常|错误) | ネットワークエラー | websocket * (?:1006|abnormal closure) | transfer closed with | empty reply from server`,
  ],
  [
    'Timeout',
    90,
    `did not properly respond after a period of time | the operation has timed out | the wait operation timed out | semaphore timeout period has expired
    | nsurlerrordomain code=-1001 | curl: \\(28\\) | i/o timeout | tls handshake timeout | timeout awaiting | client\\.timeout exceeded | context deadline exceeded
    | signal is aborted with reason * time | exceeded hard timeout | exceeded * timeout | killed (?:it )?after \\d+ ?(?:s|sec|seconds|min|minutes)
    | gave up (?:waiting )?after | gave up on [^\\n]{0,40} after \\d | giving up after \\d+ ?(?:s|ms|sec|min) | exceeded its \\d+[- ]?(?:s|sec|second|min|minute|hour)s? | no (?:bytes|data|output|packets|frames|bytes received|data received) (?:received )?(?:for|in|within) \\d | did not (?:finish|end|complete|answer|respond) (?:with)?in(?:side)? \\d | maximum execution time | max(?:imum)? wait | watchdog | took longer than \\d | no progress (?:for|in|since) | lease expired`,
  ],
  [
    'InvalidApiKey',
    91,
    `(?:sign|log) ?in again | (?:log|sign) out and (?:sign|log) in | re-?authenticate | logged out | session has expired | session expired | permission to access this (?:model|api|resource)
    | must be a member of an organi[sz]ation | is not authorized to (?:perform|access|use|call) | not authorized | api (?:has not been used|is not enabled|not enabled)
    | has not been used in project | access to this (?:model|voice|endpoint|resource) is denied | unusual activity`,
  ],
  [
    'MissingApiKey',
    95,
    `api key (?:is )?(?:blank|null|none|undefined) | unregistered callers | no api-?key | apikey is not set | missing bearer | missing authentication
    | without providing an api key | authorization (?:token|header) (?:is )?(?:missing|required)`,
  ],
  [
    'ProviderUnavailable',
    88,
    `is the \\w+(?: \\w+)? running | circuit (?:breaker )?[^\\n]{0,40}is open | (?:connecting|connection|connect) to (?:the )?(?:ollama|lm studio|comfyui|automatic1111|localai|llama|localhost|127\\.0\\.0\\.1) | server meltdown | high demand | experiencing (?:issues|problems|high|heavy|elevated|increased|an outage) | heavy traffic | api is busy | (?:server|service|api|model|engine|backend) is (?:too )?busy
    | temporarily out of capacity | no capacity | we['’]re (?:sorry|working on|investigating|aware) | something went wrong on our (?:end|side) | server_busy
    | please try again later | try again in a few minutes | scheduled maintenance | down for maintenance | web server is returning an unknown error
    | origin is unreachable | origin dns error | bad gateway | upstream (?:connect|request|prematurely|sent|server|failure) | no live upstreams
    | function_invocation_failed | application failed to respond | application error | 服务器?(?:内部)?错误 | 内部错误 | 系统(?:繁忙|错误|异常) | サーバー(?:内部)?エラー`,
  ],
  [
    'RateLimit',
    91,
    `频率(?:超限|限制) | 请求过于频繁 | 限流 | レート制限 | リクエストが多すぎ | demasiadas solicitudes | trop de requ(?:ê|e)tes | zu viele anfragen | troppe richieste | muitas solicita
    | слишком много запросов | too many requests | slow down | request rate | error 1015 | you are being rate`,
  ],
  [
    'BudgetExceeded',
    93,
    `card (?:was |is |has been )?declined | 欠费 | 余额不足 | 额度(?:不足|已用尽) | 配额(?:不足|已用尽) | 残高不足 | trial (?:has )?(?:expired|ended) | out of (?:free )?(?:credits|characters|minutes) | upgrade (?:to|your) `,
  ],
  ['InvalidInput', 76, `cannot be empty | can['’]t be empty | must not be empty | is required`],
  [
    'InvalidInput',
    86,
    `must (?:not )?be (?:an? |at |one |either |between |longer|shorter|less|greater|more|positive|non-empty|unique|empty|set|valid|in the) | should match pattern
    | must (?:match|contain|have|start|end|include) | field required | cannot identify image file | unexpected token * json | in json at position | expected * in json
    | is not valid json | failed to parse | parse error | must not exceed | exceeds the (?:maximum|limit|allowed|model) | too many (?:characters|images|scenes|tokens|words)
    | (?:image|picture|photo|video|audio|clip|media|track|song) (?:file )?(?:appears|seems|is|looks)(?: to be)? * (?:corrupt|damaged|incomplete|broken|invalid|unreadable|empty)
    | not a valid (?:image|video|audio|picture|file|number|date|url|uri|voice|language|model) | unsupported (?:image|file|media|audio|video|aspect|language|voice|size)
    | is not (?:a )?supported (?:by|for|in|with) this | no (?:text|words|content|speech|scenes) to | nothing to (?:say|speak|render|read) | 内容(?:违规|不合规) | contains (?:invalid|illegal|unsupported)`,
  ],
];

const flexible = (sentence: string): string => sentence.replaceAll(' * ', String.raw`[^\n]{0,60}?`);
const edge = (sentence: string): string => (/^\w/.test(sentence) ? String.raw`\b${sentence}` : sentence);

const rules: SignalRule[] = sentences.map(([cause, strength, list]) => ({
  cause,
  strength,
  pattern: new RegExp(
    list
      .split(/\s\|\s/)
      .map((sentence) => edge(flexible(sentence.trim())))
      .join('|'),
    'i',
  ),
}));

export const systemMessageSignals = (searched: SearchedText): Signal[] => matchRules(rules, 'phrase', searched);
