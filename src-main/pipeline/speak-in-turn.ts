import { StudioError } from '../../src-shared/failure.ts';
import { SpokenScene } from '../../src-shared/film.ts';
import type { FailureCause } from '../../src-shared/provider-settings.ts';
import type { Narrator, SpeakRequest } from '../providers/provider.ts';
import type { AnswerInTurn } from '../resilience/try-in-turn.ts';
import { askInTurn } from './ask-in-turn.ts';
import { estimateUsd } from './estimate-cost.ts';
import type { StageContext } from './stage-context.ts';

/** Each in the voice that it has for the wished one. */
export function speakInTurn(
  request: SpeakRequest,
  narrators: readonly Narrator[],
  triggers: readonly FailureCause[],
  context: Pick<StageContext, 'resilience' | 'signal'>,
  onAttempt: () => void,
): Promise<AnswerInTurn<SpokenScene>> {
  const { sceneId, text, voice, rate, language, audioPath } = request;
  return askInTurn(
    {
      step: 'narration',
      item: sceneId,
      providers: narrators,
      triggers,
      onAttempt,
      estimateUsd: (narrator) => estimateUsd(narrator, { characters: text.length }),
      ask: (narrator, call) => narrator.speak({ ...request, voice: narrator.voiceFor(voice) }, call),
      cache: {
        inputs: (narrator) => [text, narrator.voiceFor(voice), rate, language],
        pack: (spoken) => ({ data: spoken, filePath: audioPath }),
        unpack(data, filePath) {
          const spoken = SpokenScene.safeParse(data);
          return spoken.success && filePath !== undefined
            ? { ...spoken.data, sceneId, audioPath: filePath }
            : undefined;
        },
        fileBase: audioPath.replace(/\.wav$/, ''),
      },
    },
    context,
  );
}

/** Those that can speak this text, and what the first that cannot says about it. */
export function whoSpeaks(
  narrators: readonly Narrator[],
  text: string,
  language: string,
): { able: Narrator[]; refusal: string } {
  const refusals: string[] = [];
  const able = narrators.filter((narrator) => {
    const refusal = refusalOf(narrator, text, language);
    if (refusal !== undefined) refusals.push(refusal);
    return refusal === undefined;
  });
  return { able, refusal: refusals[0] ?? '' };
}

function refusalOf(narrator: Narrator, text: string, language: string): string | undefined {
  try {
    narrator.refuseUnspeakable(text, language);
    return undefined;
  } catch (error) {
    if (error instanceof StudioError) return `${error.message} ${error.remediation}`;
    throw error;
  }
}
