import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long texts go in pieces of whole lines, so that others get their turn; a secret over this border is our own redactor's to find. */
const pieceLength = 64 * 1024;

/**
 * Whether secretlint, which shares nothing with our own redactor, finds a secret of a kind it is sure of. Loaded when
 * the first bundle is made: it costs the start nothing. https://github.com/secretlint/secretlint
 */
export async function looksLeakyToOthers(fileName: string, text: string): Promise<boolean> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ]);
  const options = {
    config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] },
    noPhysicFilePath: true,
  };
  for (const content of pieces(text)) {
    const { messages } = await lintSource({
      source: { filePath: fileName, content, contentType: 'text', ext: '.txt' },
      options,
    });
    if (messages.length > 0) return true;
    await nextTurn();
  }
  return false;
}

function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const newline = text.lastIndexOf('\n', start + pieceLength);
    const end = start + pieceLength >= text.length ? text.length : newline > start ? newline + 1 : start + pieceLength;
    yield text.slice(start, end);
    start = end;
  }
}
