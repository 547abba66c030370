import type { SignalRule } from '../signal.ts';
import { phrase, memory, place, format, thing } from './vocabulary.ts';

/** The same for this computer: its memory, disks, files and FFmpeg, and for what the user gave it. */
export const turnsAboutThisComputer: readonly SignalRule[] = [
  {
    cause: 'InsufficientResources',
    strength: 86,
    pattern: phrase(
      `\\b(?:too (?:big|large|much|heavy|greedy)|does(?:n't| not) fit|did(?:n't| not) fit|wo(?:n't|uld not) fit|bigger than|larger than|more than)\\b[^.]{0,24}\\b(?:${memory}|free space)\\b|\\b${memory}\\b[^.]{0,24}\\b(?:ran (?:short|dry|out)|run(?:ning)? (?:short|dry|out)|too small|used up|tight|all (?:gone|used|taken)|short(?:age)?|not (?:have )?enough|eaten up)\\b|\\bnot (?:have )?enough (?:\\w+ )?${memory}\\b|\\b(?:short (?:of|on)|out of|starved of|no more) ${memory}\\b`,
    ),
  },
  {
    cause: 'InsufficientResources',
    strength: 86,
    pattern: phrase(
      `\\b(?:out of|no|not enough|no more|without|ran out of|too little|short (?:of|on)) (?:\\w+ )?(?:room|space)\\b|\\b(?:chock-?full|brim-?full|full to the brim|filled up|bursting|crammed|jam-?packed)\\b|\\b(?:not a (?:single )?byte|no bytes?|0 bytes?|nothing|zero bytes?|too little) (?:is |are )?(?:free|left)\\b[^.]{0,20}\\b${place}|\\b${place}\\b[^.]{0,20}\\b(?:is|are|was|has become|ran) (?:completely |nearly |almost )?(?:full|out of room|packed)\\b|\\b(?:unable|failed|fail(?:ure)?|cannot|can't|could(?:n't| not)) (?:to )?allocat\\w*|\\bresource limitations\\b|\\b(?:system|kernel|oom|os|windows|watchdog)(?:[- ]killer)? (?:shot|killed|reaped|terminated) (?:the |our |it)|\\b(?:could(?:n't| not)|can(?:not|'t)|failed to) fork\\b`,
    ),
  },
  {
    cause: 'MissingCodec',
    strength: 85,
    pattern: phrase(
      `\\b(?:ffmpeg|build|machine|computer|system|pc|card|gpu|hardware|encoder|it|this)\\b[^.]{0,20}\\b(?:does(?:n't| not)|can(?:'t|not)|did(?:n't| not)|unable to|not able to)(?: know how to)? (?:speak|know|do|support|write|encode|handle|produce|make|offer|understand|have)(?: to)?\\b[^.]{0,16}\\b${format}\\b|\\b(?:does(?:n't| not)|can(?:'t|not)) (?:know how to )?(?:write|encode|produce|make) ${format}\\b|\\bno (?:suitable |usable |working |fitting |matching |hardware )?(?:encoder|decoder|codec|filter)s?\\b|\\b(?:driver|graphics card|gpu)\\b[^.]{0,24}\\b(?:too old|outdated|ancient|out of date)\\b|\\bbuild (?:lacks|has no|comes without|misses|is missing|was made without)\\b|\\b(?:nvenc|nvdec|quick ?sync|qsv|amf|vaapi|videotoolbox)\\b[^.]{0,20}\\b(?:no longer|not (?:there|here|working)|gone|isn't)\\b`,
    ),
  },
  {
    cause: 'FFmpegNotFound',
    strength: 93,
    pattern: phrase(
      `\\bff(?:mpeg|probe)(?:\\.exe)?\\b(?! (?:build|lacks))[^.]{0,30}\\b(?:vanished|disappeared|gone(?! through)|leads? nowhere|points? (?:to nothing|nowhere|into the void)|wrong architecture|not there|isn't there|is nowhere|nowhere to be|deleted|uninstalled|was moved|quarantined|went missing|wo(?:n't|uld not) (?:start|run|launch|open)|refuses to (?:start|run|launch)|did(?:n't| not) (?:start|launch)|can(?:not|'t) be (?:started|run|launched|found)|is absent|nicht da|not on this)\\b|\\b(?:no|without|could(?:n't| not) find|can(?:not|'t) find|never found|looked for|wo(?:n't|uld not) (?:start|run|launch)|refuses to (?:start|run)|lost) (?:an?y? |the |copy of |trace of |working )*ff(?:mpeg|probe)(?:\\.exe)?\\b(?! ?(?:filter|encoder|option|output|process|error))|没有安装\\S{0,6}ffmpeg|未安装\\S{0,6}ffmpeg`,
    ),
  },
  {
    cause: 'FileSystemError',
    strength: 84,
    pattern: phrase(
      `\\b(?:may|are|is|am|was|were)(?: not|n't) (?:allowed to |permitted to |able to )?(?:write|save|touch|create|delete|rename|overwrite|put anything)\\b|\\b(?:another|other|some|a different) (?:program|process|app(?:lication)?|window|player|user)\\b[^.]{0,20}\\b(?:has|holds?|keeps?|is using|uses|opened|locked|grabbed|sits on)\\b|\\b(?:held|kept) open\\b|\\bread[- ]only\\b|\\bwrite[- ]protect\\w*`,
    ),
  },
  {
    cause: 'FileSystemError',
    strength: 84,
    pattern: phrase(
      `\\b(?:stick|drive|disk|card|share|volume|nas|mount)\\b[^.]{0,20}\\b(?:pulled|unplugged|yanked|removed|ejected|detached|went away|dropped out|disconnected|not mounted|unmounted|gone|vanished|missing)\\b|\\b(?:folder|directory|file|path|export|target|destination)\\b[^.]{0,16}\\b(?:has gone|is gone|went missing|gone missing|not there|isn't there|no more|no longer (?:there|exists?)|was (?:deleted|moved|renamed))\\b|\\b(?:project|job|our|the|app|sqlite)?\\b ?(?:database|catalogue|index file)\\b[^.]{0,20}\\b(?:damaged|broken|torn|malformed|corrupt\\w*|garbled|unreadable|locked)\\b|\\bno (?:rights?|permission) (?:to|on|for|in)\\b`,
    ),
  },
  {
    cause: 'InvalidInput',
    strength: 80,
    pattern: phrase(
      `\\b(?:breaks?|broke|against|violat\\w*|outside|contravenes?) (?:the |our |their |its )?(?:house |content |usage |community |safety )?(?:rules|policy|policies|guidelines|terms)\\b|\\b(?:request|prompt|image|content|text|output)s? (?:was |were |is |has been )?(?:moderated|censored|held back|withheld)\\b|\\bno (?:such )?(?:voice|model|style|language|preset|template|aspect|font)s? (?:is |goes )?(?:by|of|with|called|named|under)\\b|\\bno such (?:voice|model|style|language|preset|template|font)\\b|\\bmust be (?:an? )?(?:even|odd|positive|whole|between|more than|less than|at least|a multiple)\\b|\\bneeds? to be (?:an? )?(?:even|positive|shorter|longer|smaller|between|more than|less than)\\b`,
    ),
  },
  {
    cause: 'InvalidInput',
    strength: 80,
    pattern: phrase(
      `\\bnot an? ${thing}(?: at all| file)?\\b|\\b${thing}\\b[^.]{0,24}\\b(?:broken|garbled|damaged|half|cut off|torn|(?:can|could)(?:not|n't| not)? be (?:decoded|read|opened|understood|parsed)|no (?:frames|pixels|samples)|makes no sense|unreadable)\\b|\\b(?:does(?:n't| not)|can(?:'t|not)|could(?:n't| not)) (?:understand|make sense of|decode|interpret|parse) (?:this|the|that|your|its|our)(?! (?:answer|reply|response))\\b|\\b(?:longer|larger|bigger|shorter|more) than (?:the |this |that |a )?(?:model|voice|provider|it|api) (?:can|will|allows|takes|accepts)\\b|\\b(?:nothing to (?:say|write|read|render|show)|empty (?:topic|brief|script|prompt|text))\\b|数据过长`,
    ),
  },
  {
    cause: 'InsufficientResources',
    strength: 86,
    pattern: phrase(
      `\\b(?:not|without) (?:have )?(?:enough|sufficient) (?:\\w+ ){0,2}(?:memory|ram|vram|room|space)\\b|\\b(?:memory|ram|vram) pressure\\b|\\bonly [\\d.,]+ ?[kmgt]i?b? (?:is |are )?(?:free|left|available)\\b|\\b(?:disk|drive|folder)(?:'s)? quota\\b`,
    ),
  },
  {
    cause: 'MissingCodec',
    strength: 85,
    pattern: phrase(
      `\\b${format}\\b[^.]{0,20}\\b(?:cannot|could not|can not|not) (?:be )?(?:encoded|decoded|written|read|produced|made|supported|available|possible|built in)\\b|\\b(?:hardware|gpu|graphics)[- ](?:encod\\w*|decod\\w*|accelerat\\w*)\\b[^.]{0,24}\\b(?:not|refused?|fail\\w*|impossible|unavailable|broke\\w*)\\b|\\b(?:nvenc|nvdec|qsv|quick ?sync|amf|vaapi|videotoolbox|libass|libx26[45]|libopus|drawtext|libvpx|libmp3lame|libfreetype)\\b[^.]{0,24}\\b(?:refus\\w*|could not be (?:created|opened|started|set up)|left out|not (?:compiled|part|there|in|built|linked)|cut from|omitted|absent)\\b`,
    ),
  },
  {
    cause: 'FileSystemError',
    strength: 84,
    pattern: phrase(
      `\\b(?:film|video|export|output|project|result|pictures?|file|folder|subtitles|it|them|settings)\\b[^.]{0,20}\\b(?:cannot|could not|can not|may not|not) be (?:saved|written|stored|exported|moved|copied|renamed|deleted|overwritten|created|opened)\\b|\\b(?:sav\\w*|writ\\w*|export\\w*|copy\\w*|mov\\w*|renam\\w*|delet\\w*)\\b[^.]{0,40}\\baccess (?:is |was )?(?:denied|refused)\\b|\\bnot (?:have )?(?:the )?(?:permissions?|rights?) (?:to|for|on)\\b`,
    ),
  },
  {
    cause: 'InvalidInput',
    strength: 79,
    pattern: phrase(
      `\\b(?:makes? no sense|nonsens\\w*|is not (?:a )?(?:number|positive|text|known|understood)|no column|is not in the list|not one of the (?:allowed|known|choices)|cannot be (?:parsed|understood|decoded|interpreted))\\b`,
    ),
  },
  {
    cause: 'InsufficientResources',
    strength: 85,
    pattern: phrase(
      String.raw`\b(?:takes?|needs?|wants?|requires?) [\d.,]+ ?[kmgt]i?b? (?:of )?(?:memory|ram|vram|space|free)\b[^.]{0,24}\b(?:have|has|only|but|available|got)\b`,
    ),
  },
  {
    cause: 'MissingCodec',
    strength: 85,
    pattern: phrase(
      String.raw`\bdrivers?\b[^.]{0,20}\b(?:must|needs? to|has to|have to|should) be (?:updated|newer|upgraded|installed)\b`,
    ),
  },
  {
    cause: 'FFmpegNotFound',
    strength: 93,
    pattern: phrase(String.raw`\bff(?:mpeg|probe)(?:\.exe)? (?:is|was) not (?:where|at|in|under)\b`),
  },
  {
    cause: 'FileSystemError',
    strength: 86,
    pattern: phrase(
      String.raw`\b(?:network (?:drive|share|folder|disk)|nas|share)\b[^.]{0,30}\b(?:lost|gone|dropped|went|offline|unreachable|not)\b|\blost (?:access to|sight of|hold of)? ?(?:the )?(?:network )?(?:drive|share|folder|disk)\b`,
    ),
  },
  {
    cause: 'InvalidInput',
    strength: 79,
    pattern: phrase(
      String.raw`\b(?:topic|brief|script|prompt|title|text|name|field)\b[^.]{0,12}\b(?:is|was|are) (?:blank|empty|missing)\b|\bno (?:sound|audio|video|picture|image) (?:track|stream|data)?\b[^.]{0,12}\bin\b|\bis not an? (?:model|voice|language|style|format|size)\b|\b(?:text|script|prompt|input|caption|message)s? (?:exceeds?|is (?:over|longer)|runs over|has more than)\b|\b(?:shorten|trim) (?:it|the|your)\b`,
    ),
  },
];
