"""Publishes by WHIP out of aiortc until standard input closes: aiortc.py URL | --version"""

import asyncio
import fractions
import sys
from urllib.parse import urljoin

# The folder of this file has its own name: it must not be taken for the package.
sys.path.pop(0)

import aiohttp  # noqa: E402
import aiortc  # noqa: E402
import numpy  # noqa: E402
from av import VideoFrame  # noqa: E402

FPS = 15
CLOCK = 90_000


class Pictures(aiortc.VideoStreamTrack):
    """A bar that wanders over a grey ground."""

    def __init__(self):
        super().__init__()
        self.number = 0

    async def recv(self):
        await asyncio.sleep(1 / FPS)
        self.number += 1
        picture = numpy.full((360, 640, 3), 96, numpy.uint8)
        at = self.number * 8 % 600
        picture[:, at : at + 40] = (40, 200, 240)
        frame = VideoFrame.from_ndarray(picture, format="bgr24")
        frame.pts = self.number * CLOCK // FPS
        frame.time_base = fractions.Fraction(1, CLOCK)
        return frame


async def publish(url):
    peer = aiortc.RTCPeerConnection(aiortc.RTCConfiguration(iceServers=[]))
    transceiver = peer.addTransceiver(Pictures(), direction="sendonly")
    codecs = aiortc.RTCRtpSender.getCapabilities("video").codecs
    transceiver.setCodecPreferences([c for c in codecs if c.mimeType in ("video/H264", "video/rtx")])
    await peer.setLocalDescription(await peer.createOffer())
    async with aiohttp.ClientSession() as http:
        offer = peer.localDescription.sdp
        headers = {"content-type": "application/sdp"}
        async with http.post(url, data=offer, headers=headers) as reply:
            if reply.status != 201:
                sys.exit(f"answered {reply.status}")
            resource = urljoin(url, reply.headers["location"])
            answer = aiortc.RTCSessionDescription(await reply.text(), "answer")
        await peer.setRemoteDescription(answer)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        await http.delete(resource)
    await peer.close()


if sys.argv[1] == "--version":
    print(aiortc.__version__)
else:
    asyncio.run(publish(sys.argv[1]))
