import { matchRules, type SearchedText, type Signal, type SignalRule } from './signal.ts';

/**
 * Windows, macOS and Linux speak the language of the user: their errors in German, French and Spanish. `\b` knows only
 * the letters of English, so these stand without it where a word ends in another.
 */
const rules: SignalRule[] = [
  {
    cause: 'InsufficientResources',
    strength: 95,
    pattern:
      /nicht (?:gen(?:ü|ue)gend|gen(?:ü|ue)g|ausreichend) (?:freier )?(?:speicher|(?:haupt|arbeits)speicher|speicherplatz|platz)|kein (?:freier )?(?:speicherplatz|platz)[^\n]{0,40}(?:verf(?:ü|ue)gbar|frei)|(?:datentr(?:ä|ae)ger|festplatte|laufwerk) (?:ist )?voll|speicher (?:reicht nicht|kann nicht (?:zugewiesen|reserviert))|(?:espace|m(?:é|e)moire)(?: \w{1,12}){0,2} insuffisante?|aucun espace disponible|plus d['’]espace|disque (?:est )?(?:plein|satur(?:é|e))|impossible d['’]allouer (?:de )?la m(?:é|e)moire|no queda espacio|espacio (?:en disco )?insuficiente|no hay (?:suficiente )?(?:espacio|memoria)|memoria insuficiente/i,
  },
  {
    cause: 'FileSystemError',
    strength: 92,
    pattern:
      /(?:zugriff|datei|ordner)[^\n]{0,120}(?:verweigert|schreibgesch(?:ü|ue)tzt)|keine (?:ausreichende )?berechtigung|berechtigung fehlt|(?:dateisystem|datentr(?:ä|ae)ger|laufwerk|medium)[^\n]{0,20}(?:nur lesbar|nur lesen|schreibgesch(?:ü|ue)tzt)|von einem anderen (?:prozess|programm) (?:verwendet|benutzt)|vorgang nicht (?:zul(?:ä|ae)ssig|erlaubt)|acc(?:è|e)s (?:est |(?:à|a) \S{1,200} )?(?:refus|interdit)|permission (?:non accord|refus)|op(?:é|e)ration non permise|(?:accessible )?en lecture seule|utilis(?:é|e) par un autre processus|prot(?:é|e)g(?:é|e) en (?:é|e)criture|acceso denegado|permiso denegado|sistema de archivos de s(?:ó|o)lo lectura|utilizado por otro proceso/i,
  },
  {
    cause: 'FileSystemError',
    strength: 82,
    pattern:
      /(?:datei|verzeichnis|pfad|ordner)[^\n]{0,120}nicht (?:gefunden|finden|vorhanden)|aucun fichier ou dossier|fichier (?:est )?introuvable|chemin[^\n]{0,40}introuvable|no existe el (?:archivo|fichero)|no se (?:puede|pudo) encontrar (?:el archivo|la ruta)/i,
  },
  {
    cause: 'FFmpegNotFound',
    strength: 95,
    pattern:
      /(?:ffmpeg|ffprobe)(?:\.exe)?["'“”«»]?[^\n]{0,60}(?:(?:konnte )?nicht gefunden|falsch geschrieben|nicht installiert|n['’]est pas reconnu|introuvable|commande introuvable|no se reconoce|no encontrado)/i,
  },
  {
    cause: 'NetworkError',
    strength: 90,
    pattern:
      /(?:remotename|hostname|rechnername|servername|name oder dienst)[^\n]{0,30}nicht (?:aufgel(?:ö|oe)st|gefunden|bekannt)|name oder (?:der )?dienst (?:ist )?nicht bekannt|keine (?:(?:internet|netzwerk)-?)?verbindung|host (?:ist )?nicht erreichbar|verbindung (?:wurde )?(?:vom (?:server|remotehost|kommunikationspartner) )?(?:verweigert|zur(?:ü|ue)ckgesetzt|getrennt|abgebrochen)|netzwerk (?:ist )?nicht erreichbar|nom distant[^\n]{0,30}r(?:é|e)solu|nom ou service inconnu|connexion (?:a (?:é|e)t(?:é|e) )?(?:refus|r(?:é|e)initialis|interrompue|perdue)|r(?:é|e)seau (?:est )?inaccessible|conexi(?:ó|o)n (?:rechazada|restablecida)|nombre o servicio desconocido/i,
  },
  {
    cause: 'Timeout',
    strength: 88,
    pattern:
      /超时|タイムアウト|시간 초과|таймаут|время ожидания|tempo esgotado|zeit(?:ü|ue)berschreitung|zeitlimit[^\n]{0,30}(?:ü|ue)berschritten|d(?:é|e)lai[^\n]{0,40}(?:d(?:é|e)pass|expir)|tiempo de espera (?:agotado|superado)|se agot(?:ó|o) el tiempo/i,
  },
];

export const translatedSignals = (searched: SearchedText): Signal[] => matchRules(rules, 'errno', searched);
