/** Why what lies here must not be given to users; empty when it may. */
export function releaseProblems({ electron, ffmpeg }) {
  const problems = [];
  if (electron.isFallback) {
    problems.push(
      `Electron ${electron.version} is the stand-in for development: build where Electron's own download can be reached.`,
    );
  }
  if (!ffmpeg || ffmpeg.isFallback) {
    problems.push(
      'FFmpeg is the stand-in for test packages: build where the download of ffmpeg-static can be reached (npm ci).',
    );
  }
  return problems;
}
