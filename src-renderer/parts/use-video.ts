import { useCallback, useEffect, useState, type RefObject } from 'react';

export interface VideoState {
  positionSeconds: number;
  isPlaying: boolean;
  isMuted: boolean;
  hasCaptions: boolean;
  isBroken: boolean;
}

const start: VideoState = { positionSeconds: 0, isPlaying: false, isMuted: false, hasCaptions: false, isBroken: false };

export interface VideoControls extends VideoState {
  toggle: () => void;
  seek: (seconds: number) => void;
  toggleMute: () => void;
  toggleCaptions: () => void;
  toggleFullScreen: () => void;
}

/** A video element's state, and what may be done with it. */
export function useVideo(videoRef: RefObject<HTMLVideoElement | null>): VideoControls {
  const [state, setState] = useState(start);
  const change = useCallback((part: Partial<VideoState>) => setState((old) => ({ ...old, ...part })), []);

  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    const listening = new AbortController();
    const on = (name: string, take: () => Partial<VideoState>) =>
      video.addEventListener(name, () => change(take()), { signal: listening.signal });
    const position = () => ({ positionSeconds: video.currentTime });
    on('timeupdate', position);
    on('seeking', position);
    on('play', () => ({ isPlaying: true }));
    on('pause', () => ({ isPlaying: false }));
    on('volumechange', () => ({ isMuted: video.muted }));
    on('error', () => ({ isBroken: true, isPlaying: false }));
    on('loadeddata', () => ({ isBroken: false }));
    return () => listening.abort();
  }, [videoRef, change]);

  // timeupdate comes four times a second; while it plays the head moves with every frame.
  useEffect(() => {
    if (!state.isPlaying) return;
    let frame = requestAnimationFrame(function follow() {
      change({ positionSeconds: videoRef.current?.currentTime ?? 0 });
      frame = requestAnimationFrame(follow);
    });
    return () => cancelAnimationFrame(frame);
  }, [state.isPlaying, videoRef, change]);

  return {
    ...state,
    toggle() {
      const video = videoRef.current;
      if (video?.paused) video.play().catch(() => change({ isBroken: video.error !== null }));
      else video?.pause();
    },
    seek(seconds: number) {
      if (videoRef.current) seekIn(videoRef.current, seconds);
    },
    toggleMute() {
      if (videoRef.current) toggleMuteOf(videoRef.current);
    },
    toggleCaptions() {
      if (videoRef.current) change({ hasCaptions: toggleCaptionsOf(videoRef.current) });
    },
    toggleFullScreen() {
      const asked = document.fullscreenElement ? document.exitFullscreen() : videoRef.current?.requestFullscreen();
      // Refused full screen leaves the film as it is.
      asked?.catch(() => undefined);
    },
  };
}

function seekIn(video: HTMLVideoElement, seconds: number): void {
  video.currentTime = Math.max(0, Math.min(seconds, video.duration || seconds));
}

function toggleMuteOf(video: HTMLVideoElement): void {
  video.muted = !video.muted;
}

/** Answers whether they show now. */
function toggleCaptionsOf(video: HTMLVideoElement): boolean {
  const track = video.textTracks[0];
  if (!track) return false;
  track.mode = track.mode === 'showing' ? 'hidden' : 'showing';
  return track.mode === 'showing';
}
