import type { SignalRule } from '../signal.ts';
import { phrase, few, aFew, duration, key, reply, provider } from './vocabulary.ts';

/**
 * What people and friendly programs say where a log would name the thing: verbs and idioms for networks, providers, keys and money, in all the
 * forms they take. They point, they do not prove: none of them makes an answer surer than "high".
 */
export const turnsAboutServices: readonly SignalRule[] = [
  {
    cause: 'NetworkError',
    strength: 84,
    pattern: phrase(
      `\\b(?:address|site|host|server|internet|cloud|web ?site|url|domain)${few}?(?:could|can|was|is|were)(?: not|n't|not) (?:be )?(?:reach\\w*|resolv\\w*|contact\\w*|look\\w* up)\\b`,
    ),
  },
  {
    cause: 'NetworkError',
    strength: 84,
    pattern: phrase(
      `\\b(?:lost|dropped|cut|severed|broke) (?:the |our |its )?(?:line|link|connection|wire|signal)\\b|\\b(?:line|link|connection|signal|wi-?fi|cable|socket|pipe)(?: \\w+){0,2} (?:went|is|was|got|has) (?:dead|down|cut|lost|gone|dropped|severed|flaky|unplugged|off)\\b`,
    ),
  },
  {
    cause: 'NetworkError',
    strength: 84,
    pattern: phrase(
      `\\b(?:name|dns|host|address) ?(?:look-?ups?|resolution|quer(?:y|ies))\\b|\\b(?:airplane|flight|offline) mode\\b|\\bhung up (?:on us|before|in the middle|mid)|\\b(?:peer|other (?:end|side)) (?:hung up|closed|vanished|went away)|\\b(?:firewall|proxy|vpn|antivirus|corporate filter|captive portal)${few}?(?:swallow\\w*|ate|eats|block\\w*|stop\\w*|drop\\w*|refus\\w*|intercept\\w*|in the way|does(?:n't| not) let|won't let|forbid\\w*)\\b`,
    ),
  },
  {
    cause: 'NetworkError',
    strength: 84,
    pattern: phrase(
      `\\b(?:nothing goes out|no way out|not online|went offline|are offline|is offline|no (?:signal|uplink|route|wi-?fi|internet)|cut off from the (?:net|internet|network))\\b|\\bblocked by (?:zscaler|fortinet|fortigate|forcepoint|umbrella|your organi[sz]ation|the network)\\b|\\bnetwork authentication required\\b|\\b(?:packets?|handshake|tls|certificate)${few}(?:lost|got nowhere|fell apart|broke\\w*|not ours|not trust\\w*|nobody knows)\\b`,
    ),
  },
  {
    cause: 'ProviderUnavailable',
    strength: 84,
    pattern: phrase(
      `\\b(?:nothing|nobody|no ?one|no (?:service|server|process|program)) (?:is |was )?(?:listen\\w*|answer\\w*|home|there|at home|serving)\\b|\\bnot? listening on\\b`,
    ),
  },
  {
    cause: 'ProviderUnavailable',
    strength: 84,
    pattern: phrase(
      `\\b${provider}(?: is| are| was| were| seems?| looks?)?(?: \\w+){0,2}? (?:not up|n't up|n't running|swamped|snowed under|overrun|overwhelmed|struggling|drowning|on its knees|bogged down|out of order|crash\\w*|fell over|fallen over|keeled over|died|dead|asleep|booting|waking up|melting|unwell|falling over|gone quiet|out cold)\\b|\\b${provider}\\b[^.]{0,30}(?:is|are)n't (?:up|running|alive|started|awake)\\b`,
    ),
  },
  {
    cause: 'ProviderUnavailable',
    strength: 83,
    pattern: phrase(
      `\\b(?:bad day|major (?:incident|outage)|back (?:soon|shortly|online soon)|be right back|something (?:went wrong|is wrong|broke) on (?:our|their) (?:end|side)|(?:our|their) (?:end|side|fault)|(?:is|still|currently) (?:being )?(?:loading|loaded into|warming up|booting)|origin (?:is )?unreachable|(?:performing|scheduled|planned|some|emergency) maintenance|healthy cloudflared instance|application error\\W|no (?:capacity|workers?|gpus?) (?:free|left|available)|answers? nothing|experiencing (?:issues|problems|difficulties|high demand)|has no model loaded)\\b`,
    ),
  },
  {
    cause: 'Timeout',
    strength: 84,
    pattern: phrase(
      `\\b(?:gave|gives?|giving|had to give) up (?:waiting|on\\b[^.]{0,40}\\bafter ${duration}|after (?:waiting )?${duration})|\\bstop(?:ped|s)? waiting\\b|\\bwait(?:ed|ing)(?: for)? (?:over |more than |at least |about )?${duration}|\\btired of waiting\\b|\\bwaited (?:too long|in vain|long enough|forever)\\b`,
    ),
  },
  {
    cause: 'Timeout',
    strength: 84,
    pattern: phrase(
      `\\b${reply} (?:has |had |did |have )?(?:never|not) (?:came?|come|arriv\\w*|show\\w*|reach\\w*)\\b|\\b(?:no|without an?y?|not an?y?) ${reply}\\b[^.]{0,30}\\b(?:within|for|after|in|since|in time|on time)\\b|\\b(?:never (?:came|got) back|never (?:answered|replied|responded|finished|returned)|did(?:n't| not) (?:come|get) back|still (?:nothing|waiting|no answer)|came too late|arrived too late|not (?:done|finished|ready) in time)\\b`,
    ),
  },
  {
    cause: 'Timeout',
    strength: 84,
    pattern: phrase(
      `\\b(?:took|takes|taking|ran|runs|lasted|needed) (?:far |much |way )?(?:too long|longer than|more than ${duration}|over ${duration}|more time than)|\\b(?:time|minutes|seconds) (?:that (?:is|was) )?(?:allotted|allowed|given|granted|is up|was up|ran out)\\b|\\b(?:exceeded|past|beyond|over|outside) (?:its|the|our) (?:time|patience|window|time limit|deadline)\\b|\\b(?:hung|hangs|hanging|stuck|stalled|froze|frozen|idle|silent|unresponsive|no progress) (?:for|after|since) (?:over |more than )?${duration}|\\btoo slow to answer\\b`,
    ),
  },
  {
    cause: 'InvalidApiKey',
    strength: 85,
    pattern: phrase(
      `\\b${key}\\b(?! (?:\\w+ )?(?:limit|budget|count|window))[^.]{0,40}\\b(?:turned down|turned away|knocked back|withdrawn|pulled|no good|not good|n't good|bogus|fake|dud|stale|lapsed|gone bad|cancel\\w*|declined|rebuffed|unwelcome|thrown out|(?:is|are)(?: not|n't) (?:one of|ours|theirs|right|yours|enough)|out of date|mistyped|typo|not (?:one of|ours|theirs)|did(?:n't| not) (?:work|fit|pass)|wo(?:n't|uld not) (?:work|do)|scope too narrow|too (?:few|little|narrow) (?:rights|permissions|scope)|may not (?:use|call|access|do)|not entitled|does(?:n't| not) (?:open|fit|unlock))`,
    ),
  },
  {
    cause: 'InvalidApiKey',
    strength: 85,
    pattern: phrase(
      `\\b(?:declin\\w*|turn\\w* down|turn\\w* away|did(?:n't| not) (?:like|accept|take|recogni[sz]e|want|know)|does(?:n't| not) (?:like|accept|take|recogni[sz]e|know|honou?r)|wo(?:n't|uld not|uldn't) (?:take|accept|have|honou?r)|disown\\w*|shak\\w+ (?:its|their) head at|refus\\w*|reject\\w*|spurn\\w*)${aFew}(?:api )?${key}\\b|\\bnot (?:authori[sz]ed|permitted|entitled|allowed) to (?:access|use|call) (?:this|the|that) (?:resource|model|api|endpoint|voice)\\b|\\bsignature mismatch\\b|\\bkick\\w* (?:us|me|you) out\\b`,
    ),
  },
  {
    cause: 'MissingApiKey',
    strength: 88,
    pattern: phrase(
      `\\b(?:has|have|is|are) yet to (?:be )?(?:typ|ent|set|giv|paste|suppl|provid|add|sav|fill|configur)\\w*\\b[^.]{0,30}\\b(?:key|token|credential)|\\b(?:key|token|credential)s?\\b[^.]{0,30}\\b(?:there is none|there are none|nowhere|left (?:empty|blank|out)|never (?:entered|set|typed|given|saved|added|pasted|filled|configured|supplied)|not (?:filled|typed|entered|pasted|added|given) (?:in|yet)|has(?:n't| not) been (?:entered|set|given|saved|added|filled|typed|pasted|supplied)|yet to be (?:entered|set|given|saved|added)|is blank|wanted but)\\b`,
    ),
  },
  {
    cause: 'MissingApiKey',
    strength: 88,
    pattern: phrase(
      `\\b(?:nobody|no ?one|you (?:never|did(?:n't| not)|have(?:n't| not)))(?: have| has)? (?:g[ai]ve[n]?|entered|typed|set|pasted|provided|supplied|saved|added|put|configured|filled)\\b[^.]{0,30}\\b(?:key|token|credential)|\\b(?:could(?:n't| not)|can(?:'t|not)) (?:find|see|locate) (?:an?y?|the|your) (?:\\w+ ){0,2}(?:api )?(?:key|credential|access token)|\\b(?:have|has|got|there(?:'s| is)) no (?:\\w+ ){0,2}key\\b|\\bkeyless\\b|\\bwants? an? (?:\\w+ )?key\\b[^.]{0,40}\\b(?:none|nothing|no)\\b|\\b[a-z]{2,20} (?:api )?(?:key|token)\\b[^.]{0,30}\\b(?:nowhere|not there|unset)\\b`,
    ),
  },
  {
    cause: 'BudgetExceeded',
    strength: 86,
    pattern: phrase(
      `\\b(?:characters|credits?|allowance|quota|balance|wallet|tokens? (?:budget|allowance)|money|funds|prepaid\\b[^.]{0,20}|account|minutes|top-?up|subscription|plan|trial|package|contract)\\b[^.]{0,24}\\b(?:ran dry|run dry|dried up|(?:is|are) (?:all )?(?:gone|over|spent|used|finished|through)|drained|burn(?:ed|t) (?:through|up)|eaten up|(?:cannot|can't|won't|does(?:n't| not)|not) (?:cover|suffice|stretch|be enough|pay)|came to an end|has (?:run|come) (?:out|to an end)|lapsed|bottomed out|at zero|down to (?:zero|nothing)|in the red)\\b`,
    ),
  },
  {
    cause: 'BudgetExceeded',
    strength: 86,
    pattern: phrase(
      `\\b(?:(?:0(?:[.,]00?)?|zero|no|nothing) ?(?:usd|eur|gbp|dollars?|euros?|\\$|€|credits?|characters|money|cash|allowance)?(?: is| are)? (?:left|remain\\w*) (?:on|in|of|at|for|this|to spend)|[$€£] ?0(?:[.,]00?)? (?:left|remaining)|can only afford|cannot afford|can't afford|(?:out of|no more|short of|low on) (?:money|cash|funds|credit|characters)|(?:card|bank|payment|direct debit)\\b[^.]{0,24}\\b(?:turn\\w* (?:the card |it )?down|declin\\w*|bounc\\w*|refus\\w*|expired|did(?:n't| not) go through)|would cost more than|costs? (?:more|too much)|more expensive than|over (?:the|your) (?:spending|cost|money|price)|(?:free|trial) (?:period|trial|month|tier|ride)\\b[^.]{0,20}\\b(?:over|up|ended|finished|expired)|(?:choose|buy|pick|get) a (?:paid |bigger |larger |higher )?(?:plan|subscription)|subscribe to continue|please (?:top up|recharge|pay)|pay(?:ment)? first|unpaid)\\b`,
    ),
  },
  {
    cause: 'RateLimit',
    strength: 88,
    pattern: phrase(
      `\\b(?:ask\\w*|call\\w*|knock\\w*|request\\w*|quer\\w*|search\\w*|send\\w*|coming|going|firing|hitting us)\\b[^.]{0,20}\\btoo (?:often|fast|quickly|frequently|many times|hard)\\b|\\b(?:pace yourself|take a breath|ease (?:off|up)|slow(?:ing)? (?:it )?down|enhance your calm|calm down|take it easy|back off|cool(?:ing)?[- ]?(?:down|off)|leave (?:some|more) time between|(?:reduce|lower) your (?:request |call )?rate|too many (?:in|at) (?:a row|once|the same time)|wait (?:a (?:little|moment|bit|while)|\\d+ ?\\w+) (?:between|before (?:the )?(?:next|another|asking|calling|trying)))\\b`,
    ),
  },
  {
    cause: 'RateLimit',
    strength: 88,
    pattern: phrase(
      `\\b(?:only|at most|no more than|maximum(?: of)?|up to|limited to|allows?|allowed)(?: \\w+)? (?:\\d+|one|two|three|five|ten) (?:\\w+ ){1,3}?(?:an?|per|each|every|at (?:a|the same) time|at once|in parallel|concurrent\\w*|simultaneous\\w*)(?: (?:second|minute|hour|tier))?\\b|\\b(?:hourly|per-minute|minute'?s?|burst)(?: \\w+){0,3} (?:used|spent|exhausted|reached|gone|full|up)\\b|\\b(?:tokens|requests|calls|images|pictures|searches|characters) (?:per|a|an|each) (?:minute|second|hour)\\b[^.]{0,40}\\b(?:surpass\\w*|exceed\\w*|pass\\w*|over|too high|exhaust\\w*|used|reached)\\b`,
    ),
  },
  {
    cause: 'NetworkError',
    strength: 83,
    pattern: phrase(
      `\\b(?:cannot|could not|can not|not) (?:get through|get hold of|get out|talk|contact|reach (?:the )?(?:outside|world|internet|net|api\\.|\\S+\\.(?:com|io|ai|net|org)))\\b|\\bcertificate\\b[^.]{0,60}\\b(?:not (?:one )?\\w{0,8} ?\\w{0,4} ?\\w{0,8} ?trust\\w*|distrust\\w*|nobody trusts|self-made)\\b|\\b(?:outside world|uplink|internet|wi-?fi|lan|cable)\\b[^.]{0,12}\\b(?:gone|unplugged|out|away|missing)\\b|\\b(?:tls|ssl) \\w{0,12} ?(?:ended|stopped|broke|aborted|failed) early\\b`,
    ),
  },
  {
    cause: 'ProviderUnavailable',
    strength: 83,
    pattern: phrase(
      `\\b(?:${provider}|automatic1111|web ?ui|model)\\b[^.]{0,30}\\b(?:is not (?:running|up|alive|started|online|available|reachable|responding|answering|accepting)|quit unexpectedly|not accept\\w* (?:jobs|requests|work)|out of order|came back with (?:an )?error|keeps? (?:failing|crashing|answering 5\\d\\d)|has stopped|stopped working|went away|is being (?:updated|restarted|repaired))\\b`,
    ),
  },
  {
    cause: 'Timeout',
    strength: 84,
    pattern: phrase(
      `\\b(?:abandon\\w*|abort\\w*|cancel\\w*|interrupt\\w*|cut short|expir\\w*|paus\\w*|halted) (?:it )?after ${duration}|\\b(?:ran|run|runs|running) out of (?:patience|time)\\b|\\b(?:deadline|time limit|time) (?:has |was |had |is )?(?:passed|missed|expired|reached|over|up|elapsed|gone by)\\b|\\b(?:was|is|were|are|far|much) too slow\\b|\\b(?:watchdog|timer) (?:fired|barked|struck|tripped|went off|expired)\\b|\\bnothing happened (?:for|in|within) ${duration}|\\bmissed (?:its|the) deadline\\b`,
    ),
  },
  {
    cause: 'InvalidApiKey',
    strength: 85,
    pattern: phrase(
      `\\b(?:not (?:let|allowed) in|locked out|kept out|shut out)\\b[^.]{0,30}\\b${key}\\b|\\b${key} (?:is |was )?(?:accepted nowhere|useless|worthless|dead|not the right one)\\b|\\b(?:create|issue|generate|make|get|ask for|paste) (?:another|a new|a fresh|a different|the right|a valid) (?:\\w+ )?${key}\\b`,
    ),
  },
  {
    cause: 'MissingApiKey',
    strength: 88,
    pattern: phrase(
      `\\b(?:please|first|before|until|you (?:need|have|must)|must|needs to) ?(?:you )?(?:to )?(?:be )?(?:fill(?:ed)? in|add(?:ed)?|enter(?:ed)?|type(?:d)?(?: in)?|save(?:d)?|paste(?:d)?|suppl(?:y|ied)|set|give|provide(?:d)?|put in|insert|configure(?:d)?|store(?:d)?)\\b(?! (?:another|a new|a fresh|a different|the right|a valid))[^.]{0,24}\\bkey\\b|\\blook(?:ed|ing)? (?:everywhere )?for (?:an?|the|your) (?:\\w+ )?key\\b[^.]{0,40}\\b(?:nothing|none|no|vain|not)\\b|\\b(?:api[ _]key|key)\\b[^.]{0,24}\\bmust be (?:set|given|passed|provided|configured|supplied)\\b|\\bno (?:\\w+ )?(?:api )?key (?:yet|so far|there|here|on file|at hand)\\b`,
    ),
  },
  {
    cause: 'BudgetExceeded',
    strength: 86,
    pattern: phrase(
      `\\b(?:over|above|past|beyond|exceeds?|more than|hits?|reach\\w*) (?:its|the|your|our|this)[^.]{0,20}(?:dollars?|usd|eur|euros?|cents?|[$€£] ?\\d+\\S{0,4}|money|cost|price|spending)(?:[- ](?:cap|limit|budget|ceiling|allowance))?|\\bnot enough (?:money|credits?|funds|balance|characters|cash)\\b|\\b(?:not|cannot) (?:pay|afford|be paid)\\b|\\b(?:penniless|out of (?:pocket|credit))\\b|\\b(?:needs?|costs?|requires?) \\d+ (?:credits|characters)[^.]{0,30}\\b(?:only|but|have|left)\\b`,
    ),
  },
  {
    cause: 'RateLimit',
    strength: 88,
    pattern: phrase(
      `\\b(?:speed|pace|frequency|parallel\\w*) limit\\b|\\b\\d+ [^.]{0,30}(?:at (?:the same time|once|a time)|in parallel|simultaneous\\w*|concurrent\\w*)[^.]{0,12}(?:is|are) (?:the )?(?:maximum|limit|most|allowed|all)\\b|\\b(?:fewer|less) (?:requests|calls|often)\\b|\\ballow\\w* \\d+ [^.]{0,20}(?:an?|per|each|every) (?:hour|minute|second|day)\\b`,
    ),
  },
  {
    cause: 'NetworkError',
    strength: 83,
    pattern: phrase(
      String.raw`\b(?:vpn|proxy|firewall|antivirus|router|gateway of your)\b[^.]{0,20}\b(?:interfere\w*|wants?|demands?|asks?|stands?|let\w* us|gets in)\b`,
    ),
  },
  {
    cause: 'ProviderUnavailable',
    strength: 83,
    pattern: phrase(
      String.raw`\b(?:provider|service|server|api|backend)\b[^.]{0,20}\b(?:trouble|problems|difficult\w*|hiccups?)\b|\b(?:workers?|gpus?|machines|instances|slots)\b[^.]{0,24}\b(?:occupied|taken|busy|in use)\b`,
    ),
  },
  {
    cause: 'Timeout',
    strength: 83,
    pattern: phrase(
      String.raw`\b(?:not|never) (?:moved|advanced|changed|progressed|answered|replied|responded|reacted|finished)\b[^.]{0,12}\b(?:for|in|within|since|after) (?:over |more than )?(?:\d+|an?|two|three|five|ten) ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?)\b`,
    ),
  },
  {
    cause: 'InvalidApiKey',
    strength: 85,
    pattern: phrase(
      String.raw`\bkey\b[^.]{0,12}\b(?:has|have|with) (?:no|not enough|too few) (?:rights?|permissions?|access|scopes?)\b`,
    ),
  },
  {
    cause: 'MissingApiKey',
    strength: 88,
    pattern: phrase(
      String.raw`\bto use \w+(?: \w+)?, (?:please )?(?:add|enter|set|paste|save|provide|fill in)\b[^.]{0,20}\bkey\b`,
    ),
  },
  {
    cause: 'RateLimit',
    strength: 88,
    pattern: phrase(String.raw`\b(?:simultaneous|concurrent|parallel|concurrency|per-minute) (?:\w+ )?limit\b`),
  },
];
