/** The one that is measured; scripts/bench.mjs sets it. */
export const ffmpeg = process.env['AURA_FFMPEG_PATH'] ?? 'ffmpeg';
