import { makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { defaultResolution } from '../../src-shared/brief.ts';
import type { FilmState } from '../../src-shared/ipc.ts';
import type { Job } from '../../src-shared/job.ts';
import { dimensions } from '../figures.ts';
import { newestImage, sceneInWork, stripScenes } from '../parts/film-images.ts';
import { Frame } from '../parts/frame.tsx';
import { JobTitle } from '../parts/job-title.tsx';
import { activityWords } from '../parts/job-words.ts';
import { SceneStrip } from '../parts/scene-strip.tsx';
import type { LiveJob } from '../stores/fold-job-event.ts';
import { texts } from '../texts.ts';

const useStyles = makeStyles({
  frame: { marginTop: '14px' },
  strip: { marginTop: '20px' },
});

interface JobRunningProps {
  job: Job;
  film: FilmState | undefined;
  at: LiveJob['at'];
}

/** The scene now being made, large; the strip fills from the left. */
export function JobRunning({ job, film, at }: JobRunningProps) {
  const styles = useStyles();
  const [chosen, setChosen] = useState<number>();
  const inWork = sceneInWork(job, at, film);
  const index = chosen ?? inWork;
  const scene = index === undefined ? undefined : film?.scenes[index];
  const imageUrl = scene?.imageUrl ?? newestImage(film);
  const { width, height } = film ?? job.render.resolution ?? defaultResolution[job.brief.aspect];
  const strip = stripScenes(job, film, at);
  return (
    <>
      <JobTitle job={job}>
        {texts.joined(
          job.status === 'Queued'
            ? texts.time.queued(job.createdUtc)
            : texts.time.started(job.startedUtc ?? job.createdUtc),
          lengthOf(film),
          dimensions(width, height),
        )}
      </JobTitle>
      <div className={styles.frame}>
        <Frame
          width={width}
          height={height}
          reservedPx={300}
          imageUrl={imageUrl}
          alt={scene ? texts.scene.frameAlt(index ?? 0, scene.heading) : ''}
        >
          {!imageUrl && (
            <span>{job.status === 'Queued' ? texts.job.queuedBody : (activityWords(job) ?? texts.scene.notYet)}</span>
          )}
        </Frame>
      </div>
      <div className={styles.strip}>
        {strip.length > 0 && (
          <SceneStrip
            scenes={strip}
            selected={index}
            onSelect={(next) => setChosen(next === inWork || next === chosen ? undefined : next)}
          />
        )}
      </div>
    </>
  );
}

function lengthOf(film: FilmState | undefined): string | undefined {
  const last = film?.scenes.at(-1);
  return last?.startSeconds !== undefined && last.durationSeconds !== undefined
    ? texts.scene.seconds(last.startSeconds + last.durationSeconds)
    : undefined;
}
