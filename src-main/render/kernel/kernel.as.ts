/**
 * The picture kernel: moves a still with sub-pixel precision, crossfades frames, lays captions over them.
 * Works on single planes of yuv420p, eight bits a sample. `picture-kernel.ts` is its other half.
 */

export { allocate } from './memory.as';
export { loadPlane } from './plane.as';
export { loadSlidingPlane, resample, slide } from './resample.as';
export { crossfade, overlay } from './blend.as';
