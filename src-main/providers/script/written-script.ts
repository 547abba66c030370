import { z } from 'zod';

const cardKinds = ['title', 'bullets', 'quote', 'number', 'steps'] as const;

/**
 * What a model is asked to write. Flat, and every field required, as strict structured output wants it; what a card does
 * not need is empty. https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export const WrittenScript = z.object({
  title: z.string(),
  scenes: z.array(
    z.object({
      heading: z.string().describe('A few words, for the chapter list'),
      narration: z.string().describe('What the voice says, in full sentences'),
      card: z.enum(cardKinds).describe('What the scene shows'),
      title: z.string().describe('The large words on the card; for a quote the quote; for a number its caption'),
      subtitle: z.string().describe('Smaller words below, or empty'),
      items: z.array(z.string()).describe('Bullets or steps, 2 to 6, a few words each; else empty'),
      value: z.string().describe('The figure on a number card; else empty'),
      imageQuery: z.string().describe('A photo that could stand in for the card, in 2 to 6 English words; or empty'),
    }),
  ),
});
export type WrittenScript = z.infer<typeof WrittenScript>;

/** Takes the JSON out of what a model said around it, a fence or a sentence; undefined when there is none that fits. */
export function readWrittenScript(text: string): WrittenScript | undefined {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start === -1 || end <= start) return undefined;
  try {
    const parsed = WrittenScript.safeParse(JSON.parse(text.slice(start, end + 1)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
