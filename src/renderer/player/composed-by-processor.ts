/**
 * Whether this computer composes its screen without a graphics card. Asked through WebGL, which
 * refuses a context where it would have to be emulated (WebGL 1.0, 5.2.1,
 * `failIfMajorPerformanceCaveat`); true as well where nothing can be said.
 */
export function composedByProcessor(): boolean {
  const context = new OffscreenCanvas(1, 1).getContext('webgl', {
    failIfMajorPerformanceCaveat: true,
  })
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context === null
}
