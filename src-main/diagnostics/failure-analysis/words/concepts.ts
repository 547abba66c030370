/**
 * What failures are about and what is the matter, each in the words that programs and systems use for it. Alternatives
 * are separated by `|` or a line break; a `~` at the end lets a word go on (`exceed~` finds "exceeds" and "exceeded").
 * Beside English the languages that Windows, macOS and Linux most often speak to their users.
 */
const alternatives = {
  // ---- subjects
  quota: `quotas?|credits?(?! card)|balance|allowance|spend(?:ing)?|budget|billing|funds?|payments?|prepaid|prepay|invoice|bill
    |(?:character|usage|hard|soft|monthly|daily|weekly|plan|account|cost|monthly token|organi[sz]ation|workspace) (?:limit|cap|allotment|budget)|wallet|free (?:tier|plan|trial)|trial|paid plan
    |subscription|plan|characters|kontingents?|guthabens?|tarifs?|abrechnung~|zahlung~|cr(?:é|e)dits?|solde|forfait|facturation|paiement|cuota|cr(?:é|e)ditos?
    |saldo|facturaci(?:ó|o)n|cota|credito|クォータ|割り当て|クレジット|残高|請求|支払い?|配额|额度|余额|账户余额|欠费|할당량|크레딧|잔액|квот~|баланс~`,
  rate: `rate[- ]?limit~|requests?|calls?|queries|messages?|connections?|attempts?|concurren~|throttl~|rpm|tpm|rpd|qps|anfragen?|requ(?:ê|e)tes?|solicitudes|peticiones|requisiç(?:õ|o)es
    |リクエスト|请求|요청|запрос~`,
  key: `(?:api|access|secret|auth~|subscription|license|account|service|provider|app|xi|x)[- ]?(?:key|token|secret)s?|apikey|keys?|bearer|credentials?|auth(?:entication|orization)?|authenticate|oauth(?: session| token)?|(?:refresh|login|user|auth) session
    |(?:api|access|bearer|jwt|session|refresh) tokens?|token|log-?in|sign-?in|schl(?:ü|ue)ssel|api-schl(?:ü|ue)ssel|zugangsdaten|anmeldung|anmeldedaten|cl(?:é|e)(?: api| d['’]api)?|identifiants
    |jeton|clave(?: de api| api)?|credenciales|chave(?: de api| da api)?|chiave|キー|認証|トークン|密钥|令牌|认证|키|인증|ключ~`,
  account: `accounts?|organi[sz]ations?|projects?|users?|konto|compte|cuenta|conta|アカウント|账户|账号|계정`,
  net: `(?<!filter )network(?! (?:drive|share|folder|volume|disk|storage))|internet|connections?|connect~|hosts?|hostname|dns|sockets?|proxy|tls|ssl|certificates?|handshake|vpn|firewall|wi-?fi|remote (?:server|name|host|end)|peer|tunnel|route
    |netzwerk~|verbindung~|zertifikat~|rechner|remoteserver|r(?:é|e)seau|connexion|certificat|serveur distant|h(?:ô|o)te|red|conexi(?:ó|o)n|certificado|conex(?:ã|a)o|rede|connessione|rete
    |ネットワーク|接続|ホスト|証明書|サーバーに|网络|连接|证书|主机|네트워크|연결|сеть|сети|соединени~|подключени~`,
  disk: `disks?|drives?|volumes?|partition|storage|(?:disk |free |storage )?space|device|file ?system|datentr(?:ä|ae)ger|festplatten?|laufwerk|speicherplatz|platz|disque|espace(?: disque)?|p(?:é|e)riph(?:é|e)rique
    |disco|espacio|espa(?:ç|c)o|dispositivo|spazio|ディスク|空き容量|デバイス|磁盘|空间|硬盘|디스크|공간|диск~|место|места|устройств~`,
  memory: `memory|ram|vram|heap|swap|page ?file|paging file|allocat~|arbeitsspeicher|hauptspeicher|speicher|m(?:é|e)moire|memoria|mem(?:ó|o)ria|メモリー?|内存|显存|메모리|памят~`,
  handles: `open files|file (?:handles?|descriptors?)|threads?|processes|pids|inodes|handles|gpu resources|resources|semaphores`,
  file: `files?|folders?|director(?:y|ies)|paths?|drives?|volumes?|shares?|databases?|locations?|destinations?|mount(?: point)?|workspace|disk|[\\w-]+\\.(?:mp4|mkv|mov|wav|mp3|png|jpe?g|webp|json|db|srt|ass|tmp|part|txt|ttf|otf)
    |dateie?n?|ordners?|verzeichnis~|pfad~|zugriff|datentr(?:ä|ae)ger|laufwerk|fichiers?|dossiers?|r(?:é|e)pertoires?|chemin|acc(?:è|e)s|archivos?|ficheros?|carpetas?|directorios?|ruta|acceso|arquivos?|pastas?|acesso|cartella|accesso
    |ファイル|フォルダー?|ディレクトリ|アクセス|文件夹?|目录|访问|파일|폴더|디렉터리|액세스|файл~|папк~|каталог~|доступ~`,
  ffmpeg: `ffmpeg(?:\\.exe)?|ffprobe(?:\\.exe)?`,
  codec: `encoders?|decoders?|codecs?|filters?|muxers?|demuxers?|bitstream filter|hwaccel|hardware (?:accelerat~|encod~|decod~)|(?:h264|hevc|av1|mpeg2|vp9)_(?:nvenc|qsv|amf|vaapi|videotoolbox|mf|v4l2m2m|vulkan|cuvid)
    |nvenc|nvdec|qsv|quick ?sync|amf|vaapi|videotoolbox|libx26[45]|libvpx\\S{0,6}|libopus|libmp3lame|libass|libfreetype|libfdk\\S{0,5}|libsvtav1|libaom\\S{0,4}|drawtext|zscale|subtitles filter|(?:nvidia|graphics|display|video|gpu) drivers?
    |d3d11|d3d12|dxva2|vulkan|opencl|cuda|kodierer|encodeur|codificador|エンコーダー?|コーデック|编码器|解码器|코덱|кодек~|кодировщик~`,
  provider: `gpus|workers|servers?|services?|providers?|models?|engines?|api|backends?|upstreams?|endpoints?|gateways?|instances?|openai|chatgpt|anthropic|claude|gemini|google|elevenlabs|eleven labs|stability|pexels|pixabay|unsplash|azure|ollama|lm ?studio
    |automatic1111|comfyui|stable diffusion|llama\\S{0,8}|vllm|localai|dienst|serveur|servicio|servidor|serviço|サーバー|サービス|服务器?|模型|모델|서버|서비스|сервер~|сервис~`,
  input: `parameters?|params?|fields?|values?|arguments?|prompts?|strings?|texts?|inputs?|(?:request )?body|json|payload|schema|images?|pictures?|photos?|videos?|audio|clips?|models?|voices?|languages?|sizes?|resolutions?|durations?|aspect(?: ratio)?
    |formats?|frame ?rates?|fps|scripts?|briefs?|topics?|options?|settings?|propert(?:y|ies)|subtitles?|captions?|dimensions?|width|height|sample rate|bit ?rate|brief|scenes?|style|seed|template|front matter|markdown|message|content
    |eingabe|feld|wert|bild|text|champ|valeur|entr(?:é|e)e|image|campo|valor|imagen|imagem|入力|画像|パラメータ|値|参数|图片|图像|输入|上下文|파라미터|입력|이미지`,
  content: `content|safety|moderation|policy|policies|guidelines|nsfw|harmful|usage polic~|content filter~|responsible ai|violen~|sexual|copyright~|不適切|敏感|违规`,
  size: `(?:exceeds?|over|more than|longer than) \\d+ (?:characters|words)|context(?: window| length| limit| budget)?|model token limit|max(?:imum)?[ _]tokens|tokens? (?:per request|> )|input length|prompt length|上下文`,
  time: `time-? ?outs?|deadline|time limit|time budget|zeitlimit|d(?:é|e)lai|tiempo de espera|tempo limite|タイムアウト|超时|시간 초과`,

  // ---- what is the matter
  usedUp: `exceed~|exhaust~|insufficient|used up|using up|deplet~|ran out|run out|runs out|running out|out of|too low|not enough|reached|hit|over|overdrawn|zero|0|none left|nothing left|overdue|declined|failed|unpaid|lack~|spent
    |consumed|empty|expired|ended|not (?:included|available|covered|part|active|on plan|sufficient)|unavailable|does not include|upgrade|top up|top-up|recharge|add more|buy|purchase|required|needed|negative|past due|suspended|inactive|no longer covers?|does not cover|not cover~|limit(?:ed)? to|maxed(?: out)?|cap(?:ped)?
    |(?:ü|ue)berschritten|aufgebraucht|ersch(?:ö|oe)pft|verbraucht|ausgesch(?:ö|oe)pft|nicht (?:gen(?:ü|ue)gend|ausreichend|genug)|reicht nicht|abgelaufen|leer|d(?:é|e)pass(?:é|e)~|(?:é|e)puis(?:é|e)~|insuffisant~|expir(?:é|e)~|atteint~
    |agotad~|excedid~|superad~|insuficiente~|alcanzad~|esgotad~|esaurit~|superat~|insufficiente|超過|超え|不足|使い切|ありません|上限|用完|用尽|超出|超过|耗尽|已达|초과|부족|исчерпан~|превышен~|недостаточно`,
  limitName: `rate[- ]?limits?|request limit|concurrency limit|rpm(?: limit)?|tpm(?: limit)?|tpd|rpd|qps`,
  reachedIt: `reached|hit|hits|exceed~|over|triggered|error|active|in effect|applied|kicked in|violat~`,
  tooMany: `limiting|how often|faster than|too many|too fast|too quickly|too often|too frequent~|rate[- ]limited|limited|exceed~|limit(?: was)? (?:reached|hit|exceeded)|throttl~|slow(?:ing)? down|back ?off|flood~|hammer~|bursts?|zu viele|trop de|demasiad~|muitas|troppe|多すぎ|过多|过于频繁|频繁|너무 많|слишком много`,
  perMinute: `per[- ]?(?:second|minute|min|sec)|(?:a|each|every) (?:second|minute)|/(?:s|min)|pro (?:sekunde|minute)|par (?:seconde|minute)|por (?:segundo|minuto)|毎分|每分钟`,
  perTime: `per[- ]?(?:second|minute|min|hour|day|sec)|(?:a|each|every) (?:second|minute|hour)|/(?:s|min|h)|pro (?:sekunde|minute)|par (?:seconde|minute)|por (?:segundo|minuto)|毎分|每分钟`,
  invalid: `(?:does(?:n't| not)|did(?:n't| not)) belong|not belong|may not use|invalid|incorrect|wrong|malformed|unrecogni[sz]ed|unknown|expired|revoked|disabled|deactivated|rejected|refused|denied|not (?:valid|accepted|recogni[sz]ed|authori[sz]ed|allowed|permitted|active|correct|known|working|match~)
    |no longer|bad|failed|failure|mismatch~|does(?:n't| not) (?:match|exist|have|work)|blocked|suspended|banned|unauthori[sz]ed|forbidden|lacks?|lacking|insufficient|inactive|leaked|compromised|rotated|deleted|could not be verified|reported as
    |ung(?:ü|ue)ltig~|falsch~|abgelaufen|abgelehnt|gesperrt|widerrufen|nicht (?:g(?:ü|ue)ltig|erkannt)|invalide|incorrecte?|expir(?:é|e)e?|refus(?:é|e)~|r(?:é|e)voqu(?:é|e)e?|inv(?:á|a)lid[oa]|incorrect[oa]|caducad[oa]|rechazad[oa]
    |non valid[oa]|scadut[oa]|無効|正しくありません|失敗|期限切れ|无效|错误|失败|过期|잘못|유효하지|неверн~|недействител~`,
  missing: `enter (?:an?|the|your)|is not there|missing|not (?:set|configured|found|provided|specified|supplied|present|given|defined|entered|available|been (?:set|configured|provided|entered)|included|stored|saved|exist)|isn't (?:set|configured)|wasn't (?:set|provided)|absent|empty|blank|undefined
    |unset|required|requires?|needs?|must (?:be |first )?(?:set|provid~|suppl~|specif~|configur~|enter~|includ~|pass~)|please (?:set|provide|enter|add|configure|supply|specify|pass)|(?:did(?:n't| not)|forgot to) (?:provide|set|pass|include)|(?:has|have) no(?! (?:rights?|permissions?|access|scopes?))|has not
    |need to (?:set|provide|add|enter|configure)|fehlt|fehlen|nicht (?:gesetzt|konfiguriert|hinterlegt|angegeben|vorhanden|gefunden)|ben(?:ö|oe)tigt|manquante?|non (?:d(?:é|e)finie?|configur(?:é|e)e?)|introuvable|requis~|falta|no (?:est(?:á|a) )?(?:configurad[oa]|definid[oa])
    |necesari[oa]|ausente|mancante|設定されていません|見つかりません|必要|未设置|未配置|缺少|缺失|설정되지|необходим~|не (?:задан|указан|найден|настроен)~`,
  no: `no|without|keine?r?|ohne|kein|pas de|aucune?|sans|sin|ning(?:ú|u)n~?|sem|nenhum~|nessun~|senza|нет|без`,
  broken: `ferm(?:é|e)~|geschlossen|cerrad~|chius~|dropped out|unreachable|refused|reset|closed|lost|dropped|resolv~|aborted|terminated|interrupted|failed|failure|fails|error|offline|disconnected|self-?signed|untrusted|not (?:be )?(?:trusted|resolved|reached|established|verified|reachable|connected|available)
    |could(?:n't| not)|cannot|can't|unable|hung up|hang up|blocked|changed|forcibly|unexpectedly|broken|no route|unverif~|problem|intercept~|required|not known|does not exist|nicht (?:erreichbar|aufgel(?:ö|oe)st|hergestellt|m(?:ö|oe)glich|vertrauensw(?:ü|ue)rdig|bekannt)
    |verweigert|abgelehnt|getrennt|unterbrochen|zur(?:ü|ue)ckgesetzt|abgebrochen|fehlgeschlagen|verloren|refus(?:é|e)~|interrompue?|perdue?|impossible|inaccessible|r(?:é|e)initialis~|rechazad~|perdid~|interrumpid~|recusad~|inalcanzable|imposible
    |接続できません|失敗|切断|拒否|エラー|できません|失败|断开|拒绝|超时|无法|실패|거부|끊|ошибк~|разорван~|отклонен~|недоступ~|потерян~`,
  full: `full|no space|not enough|insufficient|out of|low on|too low|exhausted|ran out|run out|running out|exceeded|needs? \\d|requires? \\d|only \\d|does not fit|won't fit|voll|nicht (?:gen(?:ü|ue)gend|ausreichend|genug)|zu wenig|ersch(?:ö|oe)pft|plein|satur(?:é|e)|insuffisant~
    |plus d['’]|pas assez|llen[oa]|insuficiente|no hay|no queda|cheio|pieno|esaurit~|insufficiente|いっぱい|不足|足り|已满|不足|不够|부족|가득|нет места|недостаточно|не хватает|переполнен`,
  allocFail: `out of|not enough|insufficient|exhaust~|exceed~|cannot|can't|could(?:n't| not)|failed|failure|fails|unable|limit|low|full|ran out|run out|too (?:little|low)|killed|nicht (?:gen(?:ü|ue)gend|ausreichend|genug)|zu wenig|reicht nicht|insuffisante?|impossible
    |pas assez|insuficiente|insufficiente|esaurita|不足|足り|不够|부족|недостаточно|не хватает|нехватка`,
  denied: `write access|moved or|not a database|encrypted or is not|in the way|permission|permissions|access(?: is| was)? (?:denied|refused)|denied|read-?only|write[- ]?protected|locked|in use|used by another|being used|open in another|not (?:writ(?:e)?able|readable|accessible|mounted|be (?:written|opened|created|read|accessed|saved|deleted|renamed|moved|found))
    |cannot (?:be )?(?:writ|open|creat|read|access|sav|delet|renam|mov|find)~|could(?:n't| not) (?:be )?(?:writ|open|creat|read|access|sav|delet|renam|mov|find|cop)~|can't (?:writ|open|creat|read|access|sav|delet|find)~|unable to (?:writ|open|creat|read|access|sav|delet|renam|mov|find|cop)~
    |failed to (?:writ|open|creat|read|access|sav|delet|renam|mov|cop|load)~|not (?:found|exist~)|does(?:n't| not) exist|missing|no such|vanished|disappeared|removed|unmounted|already exists|is a directory|not a directory|too long|i/o error|input/output|malformed|corrupt~|unwritable|ejected|gone|no longer|stale
    |verweigert|schreibgesch(?:ü|ue)tzt|gesperrt|verwendet|nicht (?:gefunden|finden|vorhanden|lesbar|beschreibbar|lesen|schreiben|(?:ge)?(?:ö|oe)ffne(?:n|t))|fehlende rechte|refus(?:é|e)~|interdit~|lecture seule|verrouill(?:é|e)~|utilis(?:é|e)~|introuvable|n['’]existe pas|denegad~
    |negad~|solo lectura|somente leitura|bloquead~|en uso|em uso|no existe|n(?:ã|a)o (?:existe|encontrad~)|no se (?:puede|pudo|encuentra)|negato|sola lettura|non (?:trovat|esist)~|拒否|読み取り専用|使用中|使用されて|見つかりません|存在しません|開けません|書き込めません|拒绝|只读|不存在|找不到|占用|被占用|거부|찾을 수 없|읽기 전용|отказано|не найден~|только для чтения|занят~`,
  absentFar: `認識されていません|不是内部或外部命令|не является внутренней|no se reconoce|n['’]est pas reconnu|falsch geschrieben|não é reconhecido`,
  absent: `not (?:found|installed|recogni[sz]ed|available|present|detected|located|(?:on|in) (?:the |your |this )?(?:path|system|computer|machine)|executable|be (?:found|located|started|launched|executed|run|opened))|isn't (?:installed|found|on)|missing|cannot (?:find|locate|execute|run|start|launch)
    |can't (?:find|locate|execute|run|start|be opened)|could(?:n't| not) (?:find|locate|execute|run|start|launch|spawn|be (?:found|started|located|run|executed|launched))|unable to (?:find|locate|start|launch|run|execute|spawn)|failed to (?:find|locate|start|launch|execute|spawn|run)
    |exec format error|bad cpu type|not a valid win32|no executable|command not found|error while loading shared libraries|library not loaded|image not (?:found|loaded)|dll|0xc000007b|0xc0000135|-1073741515|glibc~|quarantin~|damaged and|unidentified developer|developer cannot be verified|doesn't exist|does not exist
    |(?:please |you need to |must )install|install ffmpeg|required|not ready|nicht (?:gefunden|installiert|ausf(?:ü|ue)hrbar|gestartet|erkannt)|falsch geschrieben|introuvable|n['’]est pas (?:reconnu|install(?:é|e))|no (?:se )?(?:reconoce|encontrado|encuentra|instalado|est(?:á|a) instalado)|n(?:ã|a)o (?:encontrado|instalado|reconhecido)|non (?:trovato|installato|riconosciuto)
    |見つかりません|認識されていません|找不到|未找到|未安装|不是内部或外部命令|찾을 수 없|не найден|не является внутренней`,
  unsupported: `or newer|needs? (?:a )?(?:newer|driver)|requires? (?:a )?(?:newer|driver|version)|no hardware|unknown|not (?:found|supported|available|compiled|enabled|built|present|installed|detected|usable|capable)|unsupported|unavailable|missing|disabled|no such|cannot (?:load|open|create|init~|find|be (?:loaded|opened|created|initiali[sz]ed))|could(?:n't| not) (?:load|open|create|init~|find|be (?:loaded|opened|found|initiali[sz]ed))
    |failed to (?:load|open|create|init~|set up|find|configure)|unable to (?:load|open|create|init~|find)|lacks?|lacking|does(?:n't| not) (?:support|have|include|provide)|no (?:capable|usable|suitable|supported|device|matching)|too old|minimum required|outdated|out of date|update your|incompatible|unrecogni[sz]ed
    |initiali[sz]ation (?:failed|error)|init(?:iali[sz]ation)? error|failed|was built without|built without|nicht (?:unterst(?:ü|ue)tzt|gefunden|verf(?:ü|ue)gbar)|fehlt|non (?:support(?:é|e)|pris en charge|disponible)|introuvable|no (?:soportado|compatible|disponible|encontrado)|サポートされていません|見つかりません|不支持|找不到|未找到|지원하지|не поддерживается|не найден`,
  down: `warming up|all busy|try again shortly|planned work|spinning up|unhealthy|unavailable|overload~|down|maintenance|offline|outage|(?:at|over|out of|no|insufficient|lacks|reached|limited) capacity|busy|not (?:running|responding|reachable|ready|started|available|answering|up)|isn't (?:running|responding|up)|crash~|internal (?:server )?error|temporarily|degraded|starting up|is loading|still loading
    |cold start|restarting|having trouble|technical difficult~|experiencing|high (?:demand|load|traffic)|no healthy|bad gateway|5xx|has died|died|exited unexpectedly|try again later|incident|malfunction~|returned (?:garbage|nothing|an empty)|nicht (?:erreichbar|verf(?:ü|ue)gbar)|(?:ü|ue)berlastet|wartung~|gest(?:ö|oe)rt|indisponible|surcharg~|en maintenance
    |no (?:available|healthy|working|free) (?:model|provider|server|channel|instance|worker|backend)s?|no disponible|sobrecargad~|mantenimiento|indispon(?:í|i)vel|sobrecarregad~|non disponibile|利用できません|メンテナンス|過負荷|混雑|不可用|繁忙|维护|访问量过大|负载|过载|사용할 수 없|과부하|недоступ~|перегруж~`,
  unfit: `has no|have no|is (?:0|zero)|(?:larger|longer|smaller|shorter|greater|higher|wider|bigger) than|before line|allows|invalid|unsupported|not supported|malformed|missing|required|too (?:long|short|large|many|big|small|wide|high|dark)|exceeds?|must (?:be|not|have|contain|match|start|include)|should be|cannot be|can't be|may not be|out of range|not allowed|not permitted|unexpected(?! (?:error|problem|failure|end|issue))|unknown|unrecogni[sz]ed|does(?:n't| not) (?:exist|match)|not (?:found|exist)
    |empty|corrupt~|damaged|truncated|incomplete|not (?:a )?(?:valid|known|an? (?:image|video|audio|picture)|divisible|one of|in the list|recogni[sz]ed|readable)|failed validation|violat~|flagged|rejected|blocked|unsafe|inappropriate|(?:new )?sensitive|cannot (?:parse|decode)|parse error|could(?:n't| not) (?:parse|decode|be (?:decoded|parsed|read))|unreadable|undecodable|mismatch~|conflict~
    |deprecated|retired|discontinued|not (?:be )?(?:empty|blank|negative)|at least|at most|maximum|minimum|illegal|disallowed|ung(?:ü|ue)ltig~|zu (?:lang|gro(?:ß|ss)|kurz|klein)|besch(?:ä|ae)digt|fehlt|darf nicht|muss|invalide|non valide|trop (?:long|grand)~|corrompu~|inv(?:á|a)lid~|demasiado|da(?:ñ|n)ad~|corromp~|無効|不正|長すぎ|大きすぎ|壊れて|破損|无效|过长|太长|太大|损坏|不支持|超出|超过|不能为空|잘못|손상|неверн~|поврежд~`,
  refusedContent: `violat~|flagged|blocked|rejected|refused|denied|filtered|moderated|not allowed|prohibited|unsafe|disallowed|inappropriate|detected|triggered|withheld|abgelehnt|refus(?:é|e)~|rechazad~|拒否|拒绝`,
  tooSlow: `exceeded|exceeds|reached|expired|elapsed|occurred|error|passed|hit|ran out|over|after|waiting|of \\d|too short|failed|(?:ü|ue)berschritten|d(?:é|e)pass(?:é|e)~|agotad~|superad~|excedid~|expir~|しました|超过`,
} satisfies Record<string, string>;

export type Concept = keyof typeof alternatives;

/** Letters of Latin scripts on either side make another word of it; Chinese, Japanese and Korean have no blanks. */
const before = '(?<![A-Za-z0-9À-ɏ])';
const behind = '(?![A-Za-z0-9À-ɏ])';
const isUnspaced = /^[^ -ɏ]/;

/** At the bars that stand in no brackets. */
function splitAlternatives(source: string): string[] {
  const words = [''];
  let depth = 0;
  for (const character of source) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && (character === '|' || character === '\n')) words.push('');
    else words.push(words.pop() + character);
  }
  return words.map((word) => word.trim()).filter(Boolean);
}

function pattern(source: string): RegExp {
  const words = splitAlternatives(source);
  const spaced = words.filter((word) => !isUnspaced.test(word));
  const unspaced = words.filter((word) => isUnspaced.test(word)).map((word) => word.replace('~', ''));
  const open = spaced
    .filter((word) => word.endsWith('~'))
    .map((word) => word.slice(0, -1).replaceAll('~', String.raw`\w{0,12}`));
  const closed = spaced.filter((word) => !word.endsWith('~')).map((word) => word.replaceAll('~', String.raw`\w{0,12}`));
  const parts = [
    ...(closed.length > 0 ? [`${before}(?:${closed.join('|')})${behind}`] : []),
    ...(open.length > 0 ? [`${before}(?:${open.join('|')})[A-Za-zÀ-ɏ]{0,14}`] : []),
    ...(unspaced.length > 0 ? [`(?:${unspaced.join('|')})`] : []),
  ];
  return new RegExp(parts.join('|'), 'gi');
}

export const concepts = Object.fromEntries(
  Object.entries(alternatives).map(([name, source]) => [name, pattern(source)]),
) as Record<Concept, RegExp>;
