/** Demuxers that open what a file tells them to, or take a name for a pattern. `concat` is only for lists of our own. */
const wildFormats = /^(hls|applehttp|dash|sdp|rtsp|image2|image2pipe|imf|webm_dash_manifest|vapoursynth|avisynth)$/;
const localProtocols = /^(file|pipe)(,(file|pipe))*$/;
/** A name of our own in the working folder: no scheme, no folder, no option. */
const ownName = /^[a-z0-9][\w-]*\.\w+$/i;

/**
 * Throws for a command that would let a file choose what FFmpeg opens: every input tells its format, reads by `file:` or
 * `pipe:` alone, and opens nothing but local files. A fault of ours and not of the file, so it is looked for in every
 * command that is ever run, those of all tests included.
 */
export function requireTamedArgs(args: readonly string[]): void {
  let from = 0;
  for (let at = args.indexOf('-i'); at !== -1; at = args.indexOf('-i', at + 1)) {
    const fault = faultOfInput(args.slice(from, at), args[at + 1] ?? '');
    if (fault) throw new Error(`An input of FFmpeg ${fault}: ${args.slice(from, at + 2).join(' ')}`);
    from = at + 2;
  }
  const output = args.at(-1) ?? '';
  if (!/^(file:|pipe:1$|-$)/.test(output) && !ownName.test(output)) {
    throw new Error(`An output of FFmpeg may be mistaken for something else than a file: ${output}`);
  }
}

function faultOfInput(options: readonly string[], name: string): string | undefined {
  const valueOf = (option: string) => options[options.lastIndexOf(option) + 1];
  if (!options.includes('-f')) return 'tells no format';
  const format = valueOf('-f') ?? '';
  if (wildFormats.test(format)) return `has a format that opens other files (${format})`;
  // A filter graph of our own, or bytes that we write.
  if (format === 'lavfi' || name === 'pipe:0') return undefined;
  if (!name.startsWith('file:') && !ownName.test(name)) return 'is not named by file:';
  if (!options.includes('-protocol_whitelist')) return 'has no list of protocols';
  return localProtocols.test(valueOf('-protocol_whitelist') ?? '') ? undefined : 'may open more than local files';
}
