import type { Publisher } from '../publisher'
import { firstLine, startProgram } from '../program'

// Python with the system's own packages, not whichever comes first in the path.
const PYTHON = '/usr/bin/python3'
const SCRIPT = 'interop/publishers/gstreamer.py'
const NEEDS =
  'Debian: python3-gi gir1.2-gst-plugins-bad-1.0 gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly gstreamer1.0-nice'

/** GStreamer's webrtcbin with x264, killed without a word. */
export const gstreamer: Publisher = {
  name: 'GStreamer webrtcbin',
  heedsKeyDemand: true,
  leaves: 'silence',
  look: async () => {
    const version = firstLine(PYTHON, SCRIPT, '--version')
    return version === undefined ? { skipped: NEEDS } : { version }
  },
  start: (url) => startProgram([PYTHON, SCRIPT, url], (child) => child.kill('SIGKILL')),
}
