import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Job } from '../../src-shared/job.ts';
import { useFilm } from '../stores/use-film.ts';
import { newestImage } from './film-images.ts';

const useStyles = makeStyles({
  root: {
    display: 'block',
    position: 'relative',
    overflow: 'hidden',
    borderRadius: '6px',
    backgroundColor: tokens.colorNeutralBackground3,
    boxShadow: `0 0 0 1px ${tokens.colorNeutralStroke2}`,
  },
  // In either theme a film that is not done fades to the cards' own night.
  night: { backgroundColor: '#0b0e15' },
  image: { display: 'block', width: '100%', height: '100%', objectFit: 'cover' },
  dimmed: { opacity: 0.25 },
});

interface JobThumbProps {
  job: Job;
  className?: string | undefined;
}

/** A frame of a job's film, asked for once the place of it comes into sight. */
export function JobThumb({ job, className }: JobThumbProps) {
  const styles = useStyles();
  const place = useRef<HTMLSpanElement>(null);
  const isSeen = useSeen(place);
  const film = useFilm(isSeen ? job : undefined);
  const imageUrl = job.status === 'Succeeded' ? film?.scenes[0]?.imageUrl : newestImage(film);
  return (
    <span
      ref={place}
      className={mergeClasses(styles.root, imageUrl && job.status !== 'Succeeded' && styles.night, className)}
    >
      {imageUrl && (
        <img
          className={mergeClasses(styles.image, job.status !== 'Succeeded' && styles.dimmed)}
          src={imageUrl}
          alt=""
          draggable={false}
        />
      )}
    </span>
  );
}

function useSeen(place: RefObject<HTMLElement | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!place.current || isSeen) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [place, isSeen]);
  return isSeen;
}
