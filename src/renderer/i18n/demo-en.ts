/** The words of the fault panel of the demo: what goes wrong, and what the wall then does. */
export const demoEn = {
  open: 'Simulate a fault',
  count: '{count} on',
  title: 'Simulate a fault',
  close: 'Close',
  lead: 'For training and acceptance. Only the simulated docks of the demo are touched.',
  dock: 'Dock',
  well: 'All well',
  wellHelp: 'Nothing is wrong with this dock.',
  expect: 'What to expect',
  one: 'One fault at a time for each dock.',
  faults: {
    'mqtt-lost': {
      name: 'Dock loses its connection',
      simulates: 'The network between dock and broker is cut; the video goes on.',
      expect:
        'The dock turns silent, then offline. Pictures that run stay live. When it ends the dock comes back by itself.',
    },
    'power-lost': {
      name: 'Dock loses power',
      simulates: 'Connection, telemetry and video end at once.',
      expect:
        'The tile keeps the last picture, says that it is old, then waits for the dock. When it ends the dock needs some seconds to start, then the picture comes back.',
    },
    'aircraft-off': {
      name: 'Aircraft is switched off',
      simulates: 'The dock stays online without its aircraft.',
      expect:
        'Tiles of the aircraft wait for the aircraft; the dock camera stays live. When it ends they start by themselves.',
    },
    'publisher-killed': {
      name: 'Video connection breaks',
      simulates: 'The connection that carries the video breaks every 15 seconds.',
      expect: 'The last picture stays for a few seconds, then the tile is live again.',
    },
    'publisher-dead': {
      name: 'Video ends, dock says it is live',
      simulates: 'The video ends for good and the dock does not notice.',
      expect: 'Dockwall stops the stream and starts it again by itself.',
    },
    'media-none': {
      name: 'Connected, but no video comes',
      simulates: 'The dock connects to the video receiver and sends no pictures.',
      expect: 'The tile says that the dock sends nothing, and Dockwall tries again.',
    },
    'media-stopped': {
      name: 'Video stops, connection stays',
      simulates: 'The dock stops sending pictures and keeps the connection.',
      expect: 'The tile says that no new pictures come, and Dockwall starts the stream again.',
    },
    frozen: {
      name: 'Picture stands still',
      simulates: 'The same picture is sent again and again.',
      expect: 'Data keeps coming, so only the content shows it: watch the clock in the picture.',
    },
    resolution: {
      name: 'Picture size changes',
      simulates: 'The size of the pictures changes every 8 seconds.',
      expect: 'The picture goes on; its size changes in the video facts (key I).',
    },
    timestamps: {
      name: 'Video time jumps',
      simulates: 'The time in the video jumps 5 seconds forward and back.',
      expect: 'The picture goes on as if nothing had happened.',
    },
    'reply-lost': {
      name: 'Answers are lost',
      simulates: 'The dock does what it is asked, but its answers do not arrive.',
      expect: 'The stream ends once and starts again. Dockwall sees it by its pictures.',
    },
    'reply-late': {
      name: 'Answers come late',
      simulates: 'Each answer comes 25 seconds late.',
      expect: 'The stream ends once and starts again; late answers change nothing.',
    },
    'wrong-tid': {
      name: 'Answers carry a wrong number',
      simulates: 'The dock answers with numbers that nobody asked with.',
      expect: 'The stream ends once and starts again; the strange answers are ignored.',
    },
    'code-513003': {
      name: '513003 already live',
      simulates: 'The dock ends its streams and says that they already run elsewhere.',
      expect: 'The tile says so. Dockwall goes on trying. When it ends the picture comes back.',
    },
    'code-513006': {
      name: '513006 cannot start yet',
      simulates: 'The dock ends its streams and cannot start them.',
      expect: 'The tile counts down to the next try. When it ends the picture comes back.',
    },
    'code-513008': {
      name: '513008 no video from the aircraft',
      simulates: 'The dock ends its streams and gets no video.',
      expect: 'The tile counts down to the next try. When it ends the picture comes back.',
    },
    'code-513009': {
      name: '513009 too often',
      simulates: 'The dock ends its streams and says it is asked too often.',
      expect: 'Dockwall asks less often. When it ends the picture comes back.',
    },
    'code-513010': {
      name: '513010 video receiver not reached',
      simulates: 'The dock ends its streams and cannot reach this computer.',
      expect: 'The tile says what to check. When it ends the picture comes back.',
    },
    'code-513015': {
      name: '513015 network too slow',
      simulates: 'The dock ends its streams every 15 seconds: the network is congested.',
      expect: 'The tile says so and starts again after each end.',
    },
    'code-513017': {
      name: '513017 media download',
      simulates: 'The dock ends its streams and is busy with fetching media from the aircraft.',
      expect: 'The tile waits and tries again. When it ends the picture comes back.',
    },
  },
}
