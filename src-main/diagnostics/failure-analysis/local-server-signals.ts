import { excerpt, type SearchedText, type Signal } from './signal.ts';

/** This very computer, or a program that serves models on it. */
const here =
  /(?<![\w.-])(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal|ollama|lm ?studio|comfyui|automatic1111|(?:stable diffusion )?web ?ui|llama[ -]?(?:server|runner|cpp)|localai|vllm|koboldcpp|local (?:model |language |llm |chat |image )?(?:server|service|instance|endpoint|backend))(?![\w-])/i;
const noAnswer =
  /\b(?:refused|ECONNREFUSED|10061|connect call failed|(?:can ?not|can't|could(?:n't| not)|unable to|failed to|not able to) (?:be )?(?:connect|reach|contact|establish)\w*|unreachable|max retries exceeded|not (?:be )?(?:running|started|reachable|responding|answering|listening|reached|up)|isn't (?:running|started|reachable|responding|answering|listening|up|accepting)|connection (?:error|failed))/i;

/** A refusal by this very computer is no network fault: the local server is not running. */
export function localServerSignals({ label, text, shown }: SearchedText): Signal[] {
  const place = here.exec(text);
  if (!place) return [];
  const start = text.lastIndexOf('\n', place.index) + 1;
  const end = text.indexOf('\n', place.index);
  const line = text.slice(Math.max(start, place.index - 400), Math.min(end < 0 ? text.length : end, place.index + 400));
  if (!noAnswer.test(line)) return [];
  const evidence = `${label}: ${excerpt(shown, place.index, place[0].length)}`;
  return [{ cause: 'ProviderUnavailable', strength: 93, source: 'errno', evidence }];
}
