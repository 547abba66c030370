import { stem } from './stem.ts';

/**
 * What failures are about and what can be the matter with it, each with the words for it. Words are compared by their
 * stem, so "exceeds" and "exceeded" need one entry; a `*` lets a word go on; an entry of several words must stand so.
 */
const entries = {
  money: `credit quota balance allowance allotment billing bill budget fund funds payment pay paid invoice prepay* prepaid prepayment wallet subscription subscribe
    plan tier trial spend spending cost costs money price charge euro dollar purchase buy recharge upgrade package kontingent guthaben tarif abrechnung zahlung
    solde forfait facturation paiement crédit cuota saldo crédito cota pricing subscriber starter freemium
    usd eur gbp cent wallet arrears debit bank renew* creator premium licence overage refill* charged billed dollars spendable coins points payable funding deposit`,
  usedUp: `exhaust deplet* consum* spent overdrawn overdue unpaid lapse drained {used up} {run out} {ran out} {running out} {out of} {too low} {not enough} {none left}
    {nothing left} {no more} {past due} insufficient insuficiente insuffisant* aufgebraucht erschöpft épuisé agotado esaurit* esgotad* überschritten dépassé
    exceed excess reached hit gone over {short of} {used all} {run through} {ran through} {eaten up} {burnt through} maxed
    finish* empty zero nil dry drain* eaten burn* cap capped ceiling maxed tapped kicked limit limits reach crossed surpass* remaining left {no longer} {at zero}`,
  rate: `rate request requests call calls query queries traffic concurren* parallel simultaneous* burst rpm tpm rpd tpd qps frequency frequently often throttl* throughput
    anfragen requêtes solicitudes peticiones requests/min rate-limit ratelimit cooldown {per minute} {per second} {per hour} {a minute} {a second} {an hour} bucket pace
    pace interval pause limiter bandwidth provisioned session spike successive rhythm tempo crawl polling voices streams jobs`,
  tooFast: `{too many} {too fast} {too quick*} {too often} {too frequent*} {slow down} {back off} {calm down} {take a break} {ease off} throttl* flood hammer {rate limit*} ratelimit* faster {wait before}
    {try again in} {retry after} {retry in} {zu viele} {trop de} demasiad* {one at a time} fewer burst
    limiter throttled pause between quickly rapid* impatient {wait 8} {please wait} {give it} {every two} {at once} {at the same time} quieter`,
  key: `key keys apikey api-key token secret credential password login {log in} {sign in} {signed in} {logged in} sign-in auth* oauth bearer signature jwt schlüssel api-schlüssel zugangsdaten anmeld* clé
    identifiants jeton clave credenciales chave chiave access-key client_id passphrase`,
  account: `account organi* workspace user member project tenant subscriber konto compte cuenta`,
  bad: `invalid incorrect wrong malformed unrecogni* reject refus* revok* disabl* deactivat* expir* ban banned block blocked suspend* forbid* forbidden denied deny bogus fake
    stale unauthori* compromis* leaked bad mismatch* rotated ungültig falsch abgelehnt gesperrt widerrufen invalide incorrecte refusé inválid* rechazad* scadut* caducad* abgelaufen outdated illegal
    withdrawn withdraw* tamper* foreign elsewhere inactive unverified verify verif* obsolete nonexistent decline* {turned down} {turn down} permit role scope {not permitted} {not recognised} {not recognized} impersonat* lapsed closed fail*`,
  missing: `missing absent blank empty unset undefined null none lack* without require* need* must enter provide supply suppl* configur* paste pass set save stored fehlt fehlen manquant* falta ausente mancante first please before
    {not set} {not found} {no such} {not given} nobody
    nobody neither forgot forgotten given supplied filled unfilled unknown nothing nowhere`,
  net: `network internet connection connect* dns host hostname socket proxy tls ssl certificate handshake vpn firewall wifi wi-fi router lan ethernet cable online offline tunnel tcp
    resolv* lookup route captive portal netzwerk verbindung zertifikat réseau connexion certificat conexión certificado rede rete peer remote {name resolution} unreachable hotspot domain nameserver gateway websocket
    altnames issuer
    line modem isp nameserver hello port packet uplink roaming {block page} {web filter} inspection leaf altname unresolv* vpn lan link carrier`,
  cut: `reset close closed lost lose dropped drop cut sever* interrupt* abort* unreachable broken {hung up} {hang up} hangup disconnect* unplug* refuse* intercept* terminat* getrennt unterbrochen verweigert
    perdue interrompu* rechazada perdida eof premature* untrusted {not trusted} self-signed {timed out} {went away}
    die died dead collaps* torn broke {broke off} vanished ended stopped`,
  service: `provider server service backend endpoint upstream gateway openai chatgpt gpt anthropic claude gemini google elevenlabs stability pexels pixabay unsplash azure polly bedrock replicate
    platform cloud generator engine daemon dienst serveur servicio serviço instance worker cluster groq mistral deepseek heroku cloudflare varnish nginx api
    partner pool endpoint farm site host vendor supplier`,
  local: `localhost ollama comfyui automatic1111 webui {lm studio} lmstudio llama* vllm {web ui} {stable diffusion} local loopback kobold* localai`,
  down: `down unavailable outage overload* busy maintenance incident crash* swamped capacity restart* warm* boot* offline degrad* disruption demand load saturat* struggling trouble
    {bad gateway} {internal error} {internal server} {not running} {not started} {not ready} hiccup unhealthy pause* tripped open stopped start started listening running ausgefallen überlastet wartung indisponible mantenimiento
    drain* dead died fell broken sick breaker trip* reboot* relaunch* unreachable ill strained outages failing faulty ausgefallen erreichbar`,
  time: `timeout timeouts {timed out} {time out} {times out} deadline wait* long slow seconds second minutes minute hours elapsed {gave up} {give up} {giving up} hang hung stall* silent silence idle frozen freeze stuck forever
    {no answer} {no reply} {no response} {no progress} respond* response reply repl* answer* progress zeitüberschreitung délai late abandoned unanswered allotted allowed never
    heartbeat poll* processing ceiling overdue expired tardy patience lateness hours budget cut-off cutoff`,
  late: `timeout timeouts timed {timed out} {time out} {times out} time-out {gave up} {give up} {giving up} hang hung stall* silent silence frozen freeze stuck forever {no answer} {no reply}
    {no response} {no progress} abandon* unanswered late overdue expir* deadline slow {too long} {too slow} {longer than} {ran out of time} {more than} never still idle {took more}`,
  amiss: `fehlgeschlagen fehler ungültig* überschritten abgelaufen abgelehnt verweigert voll defekt beschädigt gesperrt überlastet leer abgebrochen unterbrochen erschöpft aufgebraucht fehlt fehlen fehlend* falsch* zu
    échoué échec refus* épuis* dépass* plein corromp* introuvable interdit inaccessible indisponible expir* perdu illisible impossible surchargé manquant* incorrect* deneg* agotad* dañad* llen* falló excedid* caducad* rechazad* insuficiente
    negat* esaurit* danneggiat* pien* scadut* rifiutat* impossibile negad* esgotad* cheio recusad* corrompid* superad* falta mancante inválid* invalid*`,
  disk: `disk drive volume partition storage space room device ssd hdd {hard disk} tmpfs datenträger festplatte laufwerk speicherplatz disque espace disco espacio spazio {temp folder} {temporary folder} stick card gigabytes gb mb
    cache scratch quota inode segment gib mib kb megabyte* gigabyte* terabyte* byte bytes`,
  memory: `memory ram vram heap swap alloc* oom mmap malloc calloc arbeitsspeicher speicher mémoire memoria pagefile {paging file} {page file} {out of memory}
    ram-disk oom-killer paging commit workingset buffer bytes`,
  full: `full fill* {no space} {no room} {not enough} insufficient exhaust* {out of} {ran out} {run out} {running out} low free left voll plein lleno cheio pieno crowded packed tight little
    fell shrank exhausted offers needs necessary required wanted short shortage dry stuffed overflow* exceed*`,
  file: `file folder directory path location destination target output save write read copy rename move delete database sqlite usb nas share mount film datei ordner verzeichnis fichier dossier archivo carpeta
    overwrite create mkdir unlink disk drive volume export workspace document desktop onedrive dropbox mp4 wav png jpg srt db
    rename settings.json preferences media cd iso dvd card stick nfs smb unc mapped cover picture subtitles chapter project journal`,
  perm: `permission permissions deni* readonly read-only {read only} write-protect* {write protect*} lock* {in use} {used by} {open in} {opened by} owner rights right {access denied} unwritable writable protect* privilege* allowed permit* zugriff
    verweigert accès refusé acceso denegado berechtigung schreibgeschützt antivirus defender controlled administrator sandbox
    belongs owner forbid* prevent* violation hold* held busy sealed policy uac chmod acl`,
  gone: `vanish* disappear* removed deleted moved unplugged ejected detached unmounted gone missing {not found} {no such} {does not exist} {doesn't exist} {no longer exist*} {cannot find} {could not find} {not there} introuvable {nicht gefunden} {nicht finden}
    trovare encuentra locate* located find found exist* lost
    renamed elsewhere swept cleaned absent {went away} unplug* stolen eject*`,
  ffmpeg: `ffmpeg ffprobe`,
  program: `program binary executable exe tool install* spawn launch* exec* run start* command path architecture cpu
    file tool {bad cpu} format code machine-code signed gatekeeper quarantin* notaris* available present bundled installation`,
  codec: `codec encoder decoder encode encoded encoding decode decoding filter muxer demuxer nvenc nvdec qsv quicksync {quick sync} amf vaapi videotoolbox x264 x265 libx264 libx265 libvpx libopus libass drawtext h264 hevc av1
    aac vp9 prores hardware gpu driver graphics cuda vulkan nvidia accelerat* hwaccel libmp3lame opus mp3 h.264 h.265
    x265 x264 openh264 vtenc mft mediafoundation muxing transcode* hw encoder-session session ass loudnorm acrossfade zimg`,
  unsupported: `unsupport* support* lack* compil* build built feature capable without available unavailable missing unknown initiali* too_old outdated minimum include* {not part} absent
    link* offer* neither nor omit* contain* ship* bundl* enabled present incapable cannot unusable refus* left_out old older newer require*`,
  media: `picture image photo clip video audio sound music track stream frame frames pixels recording jpeg png gif wav mp3 mov footage song`,
  text: `text prompt script topic brief scene title subtitle caption message content paragraph word words markdown narration sentence letters characters character wording`,
  value: `value field parameter argument option json csv yaml schema row column line duration fps resolution width height aspect ratio size number name format type key property setting range position syntax`,
  choice: `model voice language style preset template font effect transition`,
  unfit: `corrupt* damag* broken truncat* garbled unreadable invalid malformed empty blank {too long} {too large} {too big} {too short} {too small} {out of range} {must be} expect* negative zero pars* unexpected longer larger bigger shorter than
    divisible between {at least} {at most} maximum minimum exceed* unknown {not a} {not an} incomplete silent
    animated lack* mismatch* match header garbage junk nonsense overlap* odd even half inconsistent wrong renamed broken negative nan illegal forbidden more fewer`,
  policy: `moderat* safety policy policies nsfw flag* terms violat* prohibit* sensitive inappropriate disallow* unsafe offensive copyright* guideline* harmful {content filter} sexual violence filtered
    artist celebrity trademark person minor nudity weapon decline* reject* hate drug political refus*`,
  hardware: `sector crc checksum {read error} {write error} {i/o} faulty failing smart {bad block*} hardware medium`,
  harmless: `fine ok okay success* succeeded valid healthy finished passed done ready`,
  vague: `error fail* failure unknown unexpected something wrong exception undefined problem broke
    strange weird odd mysterious inexplicable general generic snag hiccup unforeseen`,
  cancel: `cancel* user stop stopped abort aborted interrupted pressed quit`,
} satisfies Record<string, string>;

export type Concept = keyof typeof entries;

/** What can be the matter, other than what it is about. */
export const states: ReadonlySet<string> = new Set<Concept>([
  'usedUp',
  'tooFast',
  'bad',
  'missing',
  'cut',
  'down',
  'late',
  'amiss',
  'full',
  'perm',
  'gone',
  'unsupported',
  'unfit',
  'policy',
  'hardware',
]);

export interface Lexicon {
  /** By stem, or by the stems of several words with blanks between. */
  exact: Map<string, Concept[]>;
  /** By how a word begins. */
  prefixes: Map<string, Concept[]>;
}

let built: Lexicon | undefined;

/** Built when first asked for: the studio starts without it. */
export function lexicon(): Lexicon {
  if (built) return built;
  built = { exact: new Map(), prefixes: new Map() };
  for (const [concept, words] of Object.entries(entries) as [Concept, string][]) {
    for (const entry of words.match(/\{[^}]+\}|\S+/g) ?? []) add(built, entry.replace(/[{}]/g, ''), concept);
  }
  return built;
}
const add = ({ exact, prefixes }: Lexicon, entry: string, concept: Concept): void => {
  const open = entry.endsWith('*');
  const plain = open ? entry.slice(0, -1) : entry;
  const parts = plain.split(' ');
  const into = open && parts.length === 1 ? prefixes : exact;
  const key = into === prefixes ? plain : parts.map(stem).join(' ');
  into.set(key, [...(into.get(key) ?? []), concept]);
};
