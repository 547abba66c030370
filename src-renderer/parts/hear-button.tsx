import { Button, Tooltip } from '@fluentui/react-components';
import { Speaker2Regular } from '@fluentui/react-icons/svg/speaker';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { useEffect, useRef, useState } from 'react';
import { call } from '../studio-client.ts';
import { useAction } from '../stores/use-action.ts';
import { texts } from '../texts.ts';

/** Speaks a scene in the chosen voice. */
export function HearButton({ text, voice }: { text: string; voice: string }) {
  const { run, isBusy, failure } = useAction();
  const [isPlaying, setPlaying] = useState(false);
  const audio = useRef<HTMLAudioElement>(undefined);
  const stop = () => {
    audio.current?.pause();
    audio.current = undefined;
    setPlaying(false);
  };
  useEffect(() => stop, [text, voice]);
  const hear = () =>
    run(async () => {
      const { audioUrl } = await call('film.hear', { text, voice, rate: 1, language: 'en' });
      stop();
      audio.current = new Audio(audioUrl);
      audio.current.addEventListener('ended', stop);
      await audio.current.play();
      setPlaying(true);
    });
  const button = (
    <Button
      appearance="subtle"
      icon={isPlaying ? <StopRegular /> : <Speaker2Regular />}
      disabledFocusable={isBusy}
      onClick={() => (isPlaying ? stop() : void hear())}
    >
      {isPlaying ? texts.create.hearStop : texts.create.hear}
    </Button>
  );
  return failure ? (
    <Tooltip content={`${failure.message} ${failure.remediation}`} relationship="description" visible>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
