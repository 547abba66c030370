import { matchRules, type SearchedText, type Signal, type SignalRule } from './signal.ts';

/** What the operating system, Node, SQLite and the network stack say. https://nodejs.org/api/errors.html#common-system-errors */
const errnoRules: SignalRule[] = [
  // A page where data was expected: a gateway, a check for robots or an error page stands in for the provider.
  {
    cause: 'ProviderUnavailable',
    strength: 93,
    pattern:
      /\bexpected json\b[^\n]{0,40}\bhtml\b|\bunexpected token ['"`]?<|\b(?:got|received|returned|answered with|sent) (?:an? )?html\b[^\n]{0,60}\b(?:instead|not|rather|for) [^\n]{0,20}\bjson\b|\bhtml instead of json\b|\bjust a moment\.\.\.|\bchecking your browser\b/i,
  },
  {
    cause: 'InsufficientResources',
    strength: 96,
    pattern:
      /\bENOSPC\b|\bEDQUOT\b|\bno space left on (?:the )?(?:device|disk|drive)\b|\b(?:disk|volume|drive) (?:is |was )?full\b|\bnot enough (?:free )?(?:disk )?space\b|\bthere is not enough space on the disk\b|\bSQLITE_FULL\b|\bdatabase or disk is full\b|\b(?:insufficient|out of) (?:free )?(?:disk|storage) ?(?:space)?\b|\bdisk quota exceeded\b|\bonly [\d.,]{1,12} ?[KMGT]i?B (?:is |are |of space )?(?:free|left|available)\b|\bdisk space (?:is )?(?:low|exhausted|insufficient)\b/i,
  },
  {
    cause: 'InsufficientResources',
    strength: 95,
    pattern:
      /\bENOMEM\b|\bcannot allocate memory\b|\bout[ -]of[ -]memory\b|\bheap limit\b|\bheap out of memory\b|\binvalid array length allocation failed\b|\bERR_WORKER_OUT_OF_MEMORY\b|\bOOM[- ]?kill(?:ed|er)?\b|\bbad_alloc\b|\bCUDA out of memory\b|\bSQLITE_NOMEM\b|\bnot enough memory\b|\brequires more (?:\w+ )?(?:memory|VRAM|RAM)\b|\binsufficient memory\b|\bmemory allocation (?:of \d+ bytes )?failed\b|\b(?:malloc|av_malloc\w*)[^\n]{0,20} failed\b|\bArray buffer allocation failed\b|\bpaging file is too small\b/i,
  },
  {
    cause: 'InsufficientResources',
    strength: 86,
    pattern:
      /\bSIGKILL\b|\bsignal 9\b|\bkilled \(9\)|\bexit(?:ed)?(?: with)?(?: (?:code|status))?[ :=]{1,2}137\b|\bcode 137\b|^Killed$|\bsignal: killed\b|\bkilled:? *$|\bkilled by the (?:kernel|system|operating system|OOM)\b|\bEMFILE\b|\bENFILE\b|\btoo many open files\b|\bEAGAIN\b[^\n]{0,60}\b(?:spawn|fork|resource)|\bresource temporarily unavailable\b|\bno (?:available )?CUDA[- ]capable device\b|\bOpenEncodeSessionEx failed: out of memory\b|\bRequiresNvidiaGPU\b|\bexit code 137\b/im,
  },
  {
    cause: 'FileSystemError',
    strength: 93,
    pattern:
      /\bEACCES\b|\bEPERM\b|\bEROFS\b|\bERROR_(?:SHARING_VIOLATION|LOCK_VIOLATION|ACCESS_DENIED|WRITE_PROTECT)\b|\b0x800700(?:05|13|20|21)\b|\bSQLITE_READONLY\b|\bSQLITE_CANTOPEN\b|\bpermission denied\b|\baccess (?:is|was|to the path[^\n]{0,200}is) denied\b|\bread-only file ?system\b|(?<!sending frames to consumers: )\boperation not permitted\b|\battempt to write a readonly database\b|\bunauthorizedaccessexception\b|\b(?:folder|directory|file|path|disk|drive) is (?:read-only|write[- ]protected|not writable|locked)\b|\bnot writable\b|\bwrite[- ]protected\b/i,
  },
  {
    cause: 'FileSystemError',
    strength: 88,
    pattern:
      /\bENOTDIR\b|\bEISDIR\b|\bENAMETOOLONG\b|\bEBUSY\b|\bEXDEV\b|\bENOTEMPTY\b|\bEEXIST\b|\bEIO\b|\bELOOP\b|\bESTALE\b|\bENODEV\b|\bENXIO\b|\binput\/output error\b|\bi\/o error\b|\b(?:(?:is )?being used|(?:is )?open|(?:is )?in use) (?:by|in) another (?:process|program|application)\b|\bfile name too long\b|\bfile (?:already )?exists\b|\bSQLITE_(?:IOERR|CORRUPT|NOTADB|BUSY|LOCKED|PROTOCOL|PERM)(?:_\w{1,30})?\b|\bunable to open database\b|\bdatabase disk image is malformed\b|\bfile is not a database\b|\bdatabase is locked\b|\bstale file handle\b|\bnot a directory\b|\bis a directory\b|\bdevice not configured\b/i,
  },
  {
    cause: 'FileSystemError',
    strength: 82,
    pattern:
      /\bENOENT\b|\bno such file or directory\b|\b(?:could not|cannot|can't|unable to) (?:find|open|read|write(?! header)|create|save|access|move|rename|delete) (?:the )?(?:\w+ ){0,3}(?:file|folder|directory|path)\b|\b(?:file|folder|directory|path|drive) (?:[^\n]{0,120} )?(?:was |is |has been |does |could )?(?:not found|not exist|missing|vanished|not be found|moved or deleted|no longer exists)\b|\bFileNotFound(?:Error|Exception)\b|\bDirectoryNotFoundException\b|\bthe system cannot find the (?:file|path)\b|\bis not there\b/i,
  },
  {
    cause: 'NetworkError',
    strength: 91,
    pattern:
      /\bENOTFOUND\b|\bEAI_AGAIN\b|\bEAI_NODATA\b|\bEAI_NONAME\b|\bENETUNREACH\b|\bEHOSTUNREACH\b|\bEADDRNOTAVAIL\b|\bEPIPE\b(?=[^\n]{0,60}(?:https?:|upload|\bapi\b))|\bENETDOWN\b|\bENETRESET\b|\bEHOSTDOWN\b|\bENOTCONN\b|\bERR_STREAM_PREMATURE_CLOSE\b|\bERR_SSL_\w{1,40}\b|\bUND_ERR_(?:ABORTED|CLOSED|DESTROYED|RES_CONTENT_LENGTH_MISMATCH|PRX_TLS)\b|\bECONNRESET\b|\bECONNABORTED\b|\bEPROTO\b|\bUND_ERR_SOCKET\b|\bgetaddrinfo\b|\bERR_(?:INTERNET_DISCONNECTED|NAME_NOT_RESOLVED|NETWORK_CHANGED|CONNECTION_RESET|CONNECTION_CLOSED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_\w{1,40}|SSL_\w{1,40}|CONNECTION_REFUSED)\b|\bCERT_HAS_EXPIRED\b|\bUNABLE_TO_VERIFY_LEAF_SIGNATURE\b|\bDEPTH_ZERO_SELF_SIGNED_CERT\b|\bSELF_SIGNED_CERT_IN_CHAIN\b|\bUNABLE_TO_GET_ISSUER_CERT\w{0,20}\b|\bself[- ]signed certificate\b|\bERR_TLS_\w{1,40}|\bECONNREFUSED\b(?!\]| (?:127\.|\[?::1|localhost))/,
  },
  {
    cause: 'NetworkError',
    strength: 84,
    pattern:
      /\b(?:network (?:is )?(?:unreachable|down|error|failure|changed|connection (?:was )?lost)|no (?:internet|network)(?: connection| access)?|host (?:is )?unreachable|no route to host|certificate[^\n]{0,80} not (?:be )?trust(?:ed)?|(?:could not|failed to|cannot|unable to) resolve (?:the )?(?:host|proxy|name|hostname)|unable to (?:verify the first|get (?:local )?issuer) certificate|does not match certificate's altnames|before secure TLS connection was established|tunneling socket could not be established|name (?:or service not known|resolution (?:failed|failure))|temporary failure in name resolution|dns (?:lookup|resolution|error|failure|server)[^\n]{0,40}|connection (?:was )?(?:reset|refused|closed|aborted|lost|interrupted|dropped)(?: by (?:the )?(?:peer|server|remote host))?|socket hang ?up|fetch failed|failed to fetch|(?:tls|ssl) (?:handshake|error|certificate)[^\n]{0,40}|certificate (?:has expired|verify failed|is not trusted)|proxy (?:server )?(?:error|authentication|connection|refused|rejected|denied|did not|is not|requires)[^\n]{0,30}|broken pipe while (?:sending|uploading)|could not connect to (?:the )?(?:server|host|\w+ api)|unable to connect|other side closed|you are offline|computer is offline)\b/i,
  },
  {
    cause: 'Timeout',
    strength: 90,
    pattern:
      /\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|\bUND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT\b|TimeoutError\b|\b(?:connect|headers|body) timeout error\b|\bERR_(?:CONNECTION_)?TIMED_OUT\b|\bDEADLINE_EXCEEDED\b|\bdeadline exceeded\b|\bgateway time-?out\b|\boperation was aborted due to timeout\b|\bTaskCanceledException\b/i,
  },
  {
    cause: 'Timeout',
    strength: 84,
    pattern:
      /\b(?:timed[ -]?out|time-?out (?:of \d+ ?m?s |after \d+ ?m?s? ?|was |has |is )?(?:exceeded|reached|expired|elapsed|occurred|after)|time ?out exceeded|exceeded (?:the |its )?(?:time ?out|time limit|deadline|maximum (?:execution )?time)|time limit (?:of [^\n]{1,30} )?(?:was )?(?:reached|exceeded|passed)|took (?:too long|longer than)|no (?:progress|response|answer|reply|output)(?: [a-z]{1,12}){0,4} (?:for|after|within|in) \d+|time limit[^\n]{0,30} (?:ran out|is up|has passed)|did not (?:respond|answer|finish|complete) (?:in time|within|after)|stalled|(?:request|connect(?:ion)?|read|write|response|operation|step|job|idle|inactivity|stream|generation|execution|processing|polling|inference|query|handshake|upstream|server|client|keep-?alive|socket|network|model|provider|render|worker|command) time-?out(?! ?(?:=|:|of \d+ ?m?s$|was (?:raised|set|changed)|set))|\w{2,20} time-?out(?=[.!"'\s]*$)|no (?:response|answer|reply) from|hung (?:for|and))\b/i,
  },
];

export const systemSignals = (searched: SearchedText): Signal[] => matchRules(errnoRules, 'errno', searched);
