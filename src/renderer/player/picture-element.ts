/** A silent video element that plays by itself and stays playing. */
export function pictureElement(): HTMLVideoElement {
  const video = document.createElement('video')
  video.muted = true
  video.autoplay = true
  video.playsInline = true
  video.disablePictureInPicture = true
  video.addEventListener('pause', () => {
    // An element taken off the wall is paused for good.
    if (video.isConnected) void video.play().catch(() => undefined)
  })
  return video
}
