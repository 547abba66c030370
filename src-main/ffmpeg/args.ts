type Value = string | number | readonly string[];

/**
 * Arguments that read like the command line: ``args`-f rawvideo -s ${size} -i ${path}` ``. Only what is written here is
 * split at spaces; a value stays one argument whatever it holds, and an array becomes several.
 */
export function args(written: TemplateStringsArray, ...values: readonly Value[]): string[] {
  const words: string[] = [];
  let isOpen = false;
  for (const [index, text] of written.entries()) {
    const parts = text.split(/\s+/);
    for (const [part, word] of parts.entries()) {
      if (part > 0) isOpen = false;
      if (word !== '') isOpen = append(words, isOpen, word);
    }
    const value = values[index];
    if (Array.isArray(value)) words.push(...(value as readonly string[]));
    else if (value !== undefined) isOpen = append(words, isOpen, `${value as string | number}`);
  }
  return words;
}

/** `${width}x${height}` is one argument: what touches is joined. */
function append(words: string[], isOpen: boolean, text: string): true {
  if (isOpen) words.push(`${words.pop() ?? ''}${text}`);
  else words.push(text);
  return true;
}
