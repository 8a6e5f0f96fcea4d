// Publishes a canvas with the WHIP client of the RFC's author.
import { WHIPClient } from 'whip-whep/whip.js'

const FPS = 15
const canvas = document.querySelector('canvas')
const brush = canvas.getContext('2d')
let number = 0
setInterval(() => {
  number++
  brush.fillStyle = '#606060'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.fillStyle = '#20a0e0'
  brush.fillRect((number * 8) % 600, 40, 40, 280)
  brush.fillStyle = '#ffffff'
  brush.fillText(String(number), 20, 20)
}, 1000 / FPS)

let client

globalThis.publish = async (url) => {
  const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' })
  const media = canvas.captureStream(FPS)
  const video = connection.addTransceiver(media.getVideoTracks()[0], {
    direction: 'sendonly',
    streams: [media],
  })
  const { codecs } = RTCRtpSender.getCapabilities('video')
  const wanted = ['video/H264', 'video/rtx']
  video.setCodecPreferences(codecs.filter(({ mimeType }) => wanted.includes(mimeType)))
  client = new WHIPClient()
  await client.publish(connection, url)
}

globalThis.leave = async () => {
  await client?.stop()
  client = undefined
}
globalThis.isReady = true
