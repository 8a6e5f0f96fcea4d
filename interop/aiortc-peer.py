"""
aiortc as a publisher and as a server.

    aiortc-peer.py --version
    aiortc-peer.py publish URL        by WHIP, until standard input closes
    aiortc-peer.py serve HOST PORT    by WHEP at /whep, for whoever bears the word "viewer"
"""

import asyncio
import fractions
import sys
from urllib.parse import urljoin

import aiohttp
import aiohttp.web
import aiortc
import numpy
from av import VideoFrame

FPS = 15
CLOCK = 90_000
SDP = {"content-type": "application/sdp"}


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


def new_peer():
    return aiortc.RTCPeerConnection(aiortc.RTCConfiguration(iceServers=[]))


def only_h264(transceiver):
    codecs = aiortc.RTCRtpSender.getCapabilities("video").codecs
    transceiver.setCodecPreferences([c for c in codecs if c.mimeType in ("video/H264", "video/rtx")])


async def publish(url):
    peer = new_peer()
    only_h264(peer.addTransceiver(Pictures(), direction="sendonly"))
    await peer.setLocalDescription(await peer.createOffer())
    async with aiohttp.ClientSession() as http:
        async with http.post(url, data=peer.localDescription.sdp, headers=SDP) as reply:
            if reply.status != 201:
                sys.exit(f"answered {reply.status}")
            resource = urljoin(url, reply.headers["location"])
            answer = aiortc.RTCSessionDescription(await reply.text(), "answer")
        await peer.setRemoteDescription(answer)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        await http.delete(resource)
    await peer.close()


def serve(host, port):
    peers = {}

    async def play(request):
        if request.headers.get("authorization") != "Bearer viewer":
            return aiohttp.web.Response(status=401)
        peer = new_peer()
        await peer.setRemoteDescription(aiortc.RTCSessionDescription(await request.text(), "offer"))
        for transceiver in peer.getTransceivers():
            if transceiver.kind == "video":
                transceiver.sender.replaceTrack(Pictures())
                transceiver.direction = "sendonly"
                only_h264(transceiver)
        await peer.setLocalDescription(await peer.createAnswer())
        name = str(len(peers))
        peers[name] = peer
        headers = {**SDP, "location": f"/whep/{name}"}
        return aiohttp.web.Response(status=201, text=peer.localDescription.sdp, headers=headers)

    async def end(request):
        await peers[request.match_info["name"]].close()
        return aiohttp.web.Response()

    server = aiohttp.web.Application()
    server.router.add_post("/whep", play)
    server.router.add_delete("/whep/{name}", end)
    aiohttp.web.run_app(server, host=host, port=int(port))


match sys.argv[1:]:
    case ["publish", url]:
        asyncio.run(publish(url))
    case ["serve", host, port]:
        serve(host, port)
    case _:
        print(aiortc.__version__)
