"""Publishes by WHIP out of GStreamer's webrtcbin until it is killed: gstreamer.py URL | --version"""

import sys
import urllib.request

import gi

for name in ("Gst", "GstSdp", "GstWebRTC"):
    gi.require_version(name, "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC  # noqa: E402

# Key pictures are ten seconds and more apart, so that one on demand is seen to be one.
PICTURES = (
    "webrtcbin name=peer bundle-policy=max-bundle "
    "videotestsrc is-live=true pattern=ball ! video/x-raw,width=640,height=360,framerate=15/1 "
    "! x264enc tune=zerolatency speed-preset=ultrafast bitrate=800 key-int-max=600 "
    "! video/x-h264,profile=constrained-baseline "
    "! rtph264pay config-interval=-1 aggregate-mode=zero-latency "
    "! application/x-rtp,media=video,encoding-name=H264,payload=96 ! peer."
)


def publish(url):
    pipeline = Gst.parse_launch(PICTURES)
    peer = pipeline.get_by_name("peer")
    transceiver = peer.emit("get-transceiver", 0)
    transceiver.set_property("direction", GstWebRTC.WebRTCRTPTransceiverDirection.SENDONLY)
    transceiver.set_property("do-nack", True)

    def post(*_):
        if peer.get_property("ice-gathering-state") != GstWebRTC.WebRTCICEGatheringState.COMPLETE:
            return
        offer = peer.get_property("local-description").sdp.as_text()
        headers = {"content-type": "application/sdp"}
        request = urllib.request.Request(url, offer.encode(), headers)
        with urllib.request.urlopen(request) as reply:
            answer = reply.read().decode()
        _, sdp = GstSdp.SDPMessage.new_from_text(answer)
        described = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, sdp)
        peer.emit("set-remote-description", described, None)

    def offered(promise, _):
        # The offer lives in the reply, which nobody else keeps.
        reply = promise.get_reply()
        peer.emit("set-local-description", reply.get_value("offer"), None)

    def negotiate(_):
        peer.emit("create-offer", None, Gst.Promise.new_with_change_func(offered, None))

    peer.connect("on-negotiation-needed", negotiate)
    peer.connect("notify::ice-gathering-state", post)
    pipeline.set_state(Gst.State.PLAYING)
    GLib.MainLoop().run()


Gst.init(None)
needed = ("webrtcbin", "nicesink", "x264enc", "rtph264pay", "dtlsenc", "srtpenc")
missing = [name for name in needed if Gst.ElementFactory.find(name) is None]
if missing:
    sys.exit("missing: " + " ".join(missing))
if sys.argv[1] == "--version":
    print(".".join(str(part) for part in Gst.version()[:3]))
else:
    publish(sys.argv[1])
