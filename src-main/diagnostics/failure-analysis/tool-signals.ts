import { meaningOfExit } from './tool-exit-codes.ts';
import { matchRules, type SearchedText, type Signal, type SignalRule } from './signal.ts';

/** What FFmpeg says, and what is said when it cannot be started. Its own words: https://ffmpeg.org/doxygen/trunk/error_8c_source.html */
const rules: SignalRule[] = [
  // The program itself is what was not there: its name ends what was to be started, the reason follows or precedes.
  {
    cause: 'FFmpegNotFound',
    strength: 96,
    mentions: ['ffmpeg', 'ffprobe'],
    pattern:
      /\b(?:spawn\w*|exec\w*|launch\w*|start|run|command|process)\b[^\n]{0,160}\bff(?:mpeg|probe)(?:\.exe)?['"`)\]]{0,2}[ :,(]{1,3}(?:failed[ :]{1,2})?(?:no such file|not found|ENOENT|EACCES|errno|unknown system error|permission denied|bad cpu|exec format)|\b(?:no such file or directory|cannot find the (?:file|path) specified|not found|no such program|errno -8\d)\b[ :,(]{1,4}['"`]?(?:[^\s'"]{0,200}[\\/])?ff(?:mpeg|probe)(?:\.exe)?['"`)]{0,2}\s*$|^(?:\S{0,200}[\\/])?ff(?:mpeg|probe)(?:\.exe)?: (?:no such file or directory|not found|cannot execute|permission denied)\s*$|unknown system error -86[^\n]{0,40}ffmpeg|\b(?:ENOENT|EACCES|ENOEXEC|UNKNOWN): spawn (?:\S{1,200}[\\/])?ff(?:mpeg|probe)\b|\bspawn (?:ENOENT|EACCES|ENOEXEC|UNKNOWN)[^\n]{0,200}[\\/ ]ff(?:mpeg|probe)(?:\.exe)?$|(?<![a-z])ff(?:mpeg|probe)[_ -]path\b[^\n]{0,60}\b(?:not|n't|no|missing|nothing|wrong|empty|nowhere)\b/im,
  },
  // A local model server says why its runner died.
  {
    cause: 'InsufficientResources',
    strength: 92,
    pattern:
      /\bunable to allocate \w+ buffer\b|\b(?:may|do|does) not have enough (?:available )?(?:memory|ram|vram)\b|\bdue to resource limitations\b/i,
  },
  {
    cause: 'FFmpegNotFound',
    strength: 97,
    mentions: ['ffmpeg', 'ffprobe'],
    pattern:
      /\b(?:ffmpeg|ffprobe)(?:\.exe)?["'”’]? ?(?:binary |executable |program )?(?:(?:was |is |has been |could |can )?(?:not|n't)(?: be| been)? (?:found|installed|located|present|available|on (?:the |this |your )?(?:PATH|computer|system|machine))|is missing|missing|: (?:command )?not found|not recognized|is not recognized)/i,
  },
  {
    cause: 'FFmpegNotFound',
    strength: 97,
    mentions: ['ffmpeg', 'ffprobe'],
    pattern:
      /\bspawn [^\n]{0,200}?(?:ffmpeg|ffprobe)(?:\.exe)?["']? (?:ENOENT|EACCES|ENOEXEC|ENOTDIR|UNKNOWN)\b|\bspawn ENOTDIR [^\n]{0,200}ff(?:mpeg|probe)\b|\b(?:cannot|can't|could not|unable to|failed to|did not) (?:find|locate|start|launch|execute|run|detect) (?:the )?(?:bundled )?(?:ffmpeg|ffprobe)\b|\b(?:ffmpeg|ffprobe)["'”’]? (?:is )?not (?:on|in) (?:the |your )?path\b|\bno (?:usable |working |suitable )?ffmpeg\b|(?:posix_)?spawn\w{0,10} (?:of )?(?:ffmpeg|ffprobe)[^\n]{0,30}\b(?:failed|ENOENT|EACCES)\b|\b(?:ffmpeg|ffprobe)(?:\.exe)?[^\n]{0,40}(?:error while loading shared libraries|library not loaded|symbol lookup error|the code execution cannot proceed|dll was not found|bad cpu type|killed: 9 ?$|version `glibc)|(?:library not loaded|error while loading shared libraries|bad cpu type)[^~]{0,200}\bffmpeg\b|no such file or directory: ['"]?(?:[^'"\n]{1,200}[\\/])?(?:ffmpeg|ffprobe)\b|\bffmpegnotfound\b|(?:sh|bash|zsh|dash)[^\n]{0,20}: (?:ffmpeg|ffprobe): (?:command )?not found|\benv: ['‘"]?(?:ffmpeg|ffprobe)['’"]?: no such file|\bENOENT: spawn (?:\S{1,200}[\\/])?(?:ffmpeg|ffprobe)|\bcommand not found: (?:ffmpeg|ffprobe)\b|\b(?:ffmpeg|ffprobe)(?:\.exe)?["']?: executable file not found|\bthe system cannot find the file specified\b[^\n]{0,80}ffmpeg|\bffmpeg[^\n]{0,120}(?:cannot execute binary file|exec format error)/i,
  },
  {
    cause: 'MissingCodec',
    strength: 94,
    pattern:
      /\b(?:unknown (?:encoder|decoder|codec)|unrecognized (?:encoder|codec)|(?:encoder|decoder|codec)(?: \S{1,40})?(?: \([^\n)]{1,60}\))? (?:was |is )?(?:not found|not available|unavailable|missing|not supported|unsupported|not compiled in|not enabled)|(?:automatic )?encoder selection failed|default encoder for format \S{1,30} [^\n]{0,40}is probably disabled|no such filter|filter (?:['"]?\w{1,30}['"]? )?not found|unknown (?:filter|bitstream filter|muxer|demuxer)|requested output format \S{1,40} is not (?:a )?(?:suitable|known)|no (?:suitable|matching) (?:encoder|decoder|codec)|could not find (?:the )?(?:\w+ )?(?:encoder|decoder|codec(?! parameters)|filter)|(?:encoder|decoder|filter|codec) missing|missing (?:codec|encoder|decoder|filter)|no decoder (?:for|found)|this ffmpeg has no|unsupported (?:audio |video |subtitle )?codec|incorrect library version loaded|impossible to convert between the formats supported by|function not implemented|decoder[^\n]{0,40}not found|ffmpeg (?:build )?(?:lacks|was built without|has no) \w+|(?:lib\w{2,12}|h264_\w+|hevc_\w+|drawtext|libass)["']? (?:is )?(?:not found|not available|missing|unavailable|not supported)|unable to find a suitable output format|(?:built|compiled|configured) without (?:--enable-)?\w+|error selecting an encoder|MissingCodec)\b/i,
  },
  // A hardware encoder that does not start is a codec that this computer does not have.
  {
    cause: 'MissingCodec',
    strength: 92,
    pattern:
      /\b(?:cannot load (?:libcuda|nvcuda|libnvidia-encode|nvencodeapi)|no (?:nvenc )?capable devices? found|OpenEncodeSessionEx failed: (?!out of memory)|cannot create compression session|amfrt(?:32|64)\.dll failed|no VA display found|cuInit\(0\) failed|no usable encoding (?:profile|entrypoint)|failed to (?:initialise|initialize) vaapi|error initializing an internal mfx session|device creation failed|nvenc[^\n]{0,40}not (?:supported|available)|driver does not support the required nvenc api)/i,
  },
  {
    cause: 'MissingCodec',
    strength: 85,
    pattern:
      /\[[a-z0-9]{2,8}_(?:nvenc|qsv|amf|vaapi|videotoolbox|mf|v4l2m2m|rkmpp|omx|cuvid|vulkan|mediacodec|mmal|d3d12va|ascend) @ [^\]\n]{1,20}\] [^\n]{0,120}\b(?:error|failed|cannot|can't|could not|unsupported|not supported|does not support|unable to)\b|\b(?:dll |lib)\w+(?:64|32)?(?:\.dll|\.so[\d.]*) [^\n]{0,40}(?:failed to open|not found|could not be loaded|cannot be loaded)/i,
  },
  // Options of an encoder that is not there are unknown to FFmpeg as well.
  {
    cause: 'MissingCodec',
    strength: 76,
    pattern: /\bunrecognized option '(?:crf|preset|tune|x26[45]-params|cq|rc|global_quality)'/i,
  },
  {
    cause: 'InvalidInput',
    strength: 88,
    pattern:
      /\b(?:invalid data found when processing input|moov atom not found|could not find codec parameters|error while decoding stream|invalid (?:nal unit|png signature|jpeg|image|picture|media)\w*|no jpeg data found|(?:picture|image|clip|video|audio|input|media) (?:file )?(?:is |seems |appears )?(?:corrupt(?:ed)?|damaged|truncated|not a (?:picture|video|valid)|unreadable|empty)|corrupt(?:ed)? (?:input|image|picture|file|media|frame)|does not contain any stream|output file #?\d* does not contain any stream|matches no streams|invalid (?:frame ?size|dimensions|resolution|duration|pixel format|sample rate|time base|aspect ratio|argument value)|height not divisible by 2|width not divisible by 2|picture size \S{1,20} is invalid|end of file before|header missing|partial file|unable to parse option value|premature end of (?:jpeg|file))\b/i,
  },
  {
    cause: 'InvalidInput',
    strength: 84,
    pattern:
      /\b(?:error (?:re)?initiali[sz]ing (?:complex )?filters?|failed to configure (?:output|input) pad|input link \w+ \S{1,40} (?:\([^)\n]{1,60}\) )?do not match|incompatible with output codec|incorrect codec parameters|invalid too big or non positive size|could not write header|image data not found|inflate returned error|invalid (?:file index|stream specifier|frame ?rate value|frame size|duration specification|\w+ value)|unable to parse|error setting option|error applying options|unable to choose an output format|possible presets: |(?:read|parse|determine|detect|get|find) (?:the )?(?:video |image |audio |picture )?(?:dimensions|duration|frame rate|metadata|stream info\w*)|cannot determine format)\b/i,
  },
  // FFmpeg's guess where it knows no better: true of an encoder that works on this computer.
  {
    cause: 'InvalidInput',
    strength: 56,
    pattern: /\bmaybe incorrect parameters such as\b/i,
  },
  {
    cause: 'InvalidInput',
    strength: 55,
    pattern: /(?<!av_interleaved_write_frame\(\): )\binvalid argument\b|\bEINVAL\b/i,
  },
];

const exitWords =
  /\b(?:exit(?:ed|s)?(?: ?with)?(?: ?(?:code|status))?|(?:return|error|exit) ?code|status code|returned|task finished with error code|hresult)[ :=]{1,3}\(?(-?\d{1,11}|0x[0-9a-f]{2,8})\b/gi;
const mostCodes = 20;

function exitSignals({ label, text }: SearchedText): Signal[] {
  return [...text.matchAll(exitWords)].slice(0, mostCodes).flatMap(({ 0: words, 1: code }) => {
    const known = meaningOfExit(Number(code));
    return known ? [{ ...known, source: 'tool' as const, evidence: `${label}: ${words}` }] : [];
  });
}

export const toolSignals = (searched: SearchedText): Signal[] => [
  ...matchRules(rules, 'tool', searched),
  ...exitSignals(searched),
];
