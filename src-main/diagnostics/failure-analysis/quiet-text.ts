/** What the user called a thing: a film named “401 Unauthorized” is no refused key. */
const givenName =
  /(?<=\b(?:film|video|titled?|brief|project|scene|chapter|topic|named|called|heading|job|render(?:ing)?|export(?:ing)?|making|creating|saving):? (?:of |the |for )?)(?:"[^"\n]{1,200}"|“[^”\n]{1,200}”|„[^“\n]{1,200}“|'[^'\n]{1,200}')/gi;

/** Lines that FFmpeg prints in every run, or that quote the user: its banner, its progress, metadata, x264's statistics; the title of a film. */
const everyRun =
  /^(?:(?:[Ff]ilm )?(?:[Tt]itle|[Tt]opic|[Hh]eading): |[ \t]*(?:configuration:|built with |lib(?:av|sw|post)\w+ +\d|ffmpeg version |Stream mapping:|Press \[q\]|Metadata:|Chapter #|Input #\d|Output #\d+, |Duration: |Stream #\d|Side data:|cpb: |libva info)|[ \t]*(?:frame|size|video) ?[=:] *\d|[ \t]+(?:title|comment|artist|album|description|encoder|handler_name|vendor_id|creation_time|major_brand|minor_version|compatible_brands|copyright|synopsis) *:|\[lib(?:x26[45]|svtav1)[^\]\n]{0,30}\] (?:frame [IPB]:|mb [IPB]|consecutive|final ratefactor|8x8 transform|coded y|i(?:16|8|4|8c) |ref [PB]|Weighted|kb\/s|using cpu|profile |264 -)).*$/gm;

/** What FFmpeg complains of and goes on all the same. */
const harmless =
  /^.*(?:deprecated pixel format used|Past duration \S+ too large|Estimating duration from bitrate|Non-monotono\w+ DTS|Non-monotonically increasing|DTS \d+, next:|Queue input is backward in time|Application provided duration|Timestamps are unset|Stream HEVC is not hvc1|Consider increasing the value for the 'analyzeduration'|Thread message queue blocking|Guessed Channel Layout|bitrate tolerance|VBV underflow|Last message repeated|Using AVStream\.codec|No accelerated colorspace conversion|Fontconfig warning|Discarding ID3 tags|Qavg:).*$/gim;

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');

/** The text with blanks, place for place, where it quotes the user or says what it always says. */
export const quietText = (text: string): string =>
  text.replaceAll(givenName, blank).replaceAll(everyRun, blank).replaceAll(harmless, blank);
