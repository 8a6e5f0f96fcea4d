/**
 * Milliseconds by which the pictures of dock number `index` (from 0) lag those of the first where
 * all share one camera. The golden ratio scatters best.
 */
export const pictureLag = (index: number, fps: number): number =>
  ((index * 0.618) % 1) * (1000 / fps)
