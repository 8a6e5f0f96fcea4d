/**
 * Every threshold of live control, in milliseconds unless it is a count, with its reason.
 * DJI documents no timing; sources are its demo code, field reports and what an operator can bear.
 */
export const TIMES = {
  /** Docks answer 513009 when asked too fast; also keeps a dock under two requests a second. */
  betweenRequests: 550,
  /** Upper bound of the pause between two looks, so that a sleeping machine catches up at once. */
  look: 1000,
  /** Replies follow what a dock does within a second; one that is later than this was lost. */
  replyOverdue: 2000,

  /** Pictures come at 15 a second or more; a viewer notices two seconds. */
  stalled: 2000,
  /** Long enough for a radio gap over which the dock keeps its connection. */
  silent: 10_000,
  /** The longest key frame distance seen is 10 s; later than this nothing new can be decoded. */
  keyFrame: 15_000,
  /** One restart for a missing key frame; a camera with very long groups must not blink. */
  keyFrameAgain: 3_600_000,
  /** Players that cannot decode get a fresh stream after this time, and not more often than that. */
  undecodable: 10_000,
  undecodableAgain: 300_000,
  /** A player is sure when it says frozen; that it says so again rules out a passing moment. */
  frozen: 900,
  /** Two reports of a player further apart than this are not of one freeze. */
  frozenGap: 3500,
  /** A fresh stream that stands still again is not the stream's fault. */
  frozenAgain: 300_000,
  /** Pictures for this long make a stream healthy: earlier failures are forgotten. */
  healthy: 30_000,

  /** After a start was answered with 0: the dock connects, sends parameter sets and a key frame. */
  publish: 15_000,
  /** After "already live": a dock that pushes to us is already connected or about to be again. */
  adopt: 4000,
  /** After a lost reply: an accepted start shows in live_status or at the ingest in this time. */
  lostReply: 8000,
  /** A start that was lost may lie at a broker until its dock is back. */
  lateStart: 120_000,
  /** The dock says live and its publisher is gone: its own reconnection comes first. */
  reconnect: 3000,
  /** The ingest died: docks that come back by themselves try again two seconds later. */
  reconnectToIngest: 2200,
  /** Counted from an ingest that listens (again): a dock must find it once. */
  findIngest: 500,
  /** The publisher is gone and the dock says nothing: its status may be on its way. */
  ended: 1500,
  /** On top of these where pictures are fetched: all ways into the other server are tried in turn. */
  fetch: 5000,
  /** Docks need this between stop and start, else the start finds the old stream; or their word. */
  afterStop: 2000,
  /** A start by WHIP that fails within this time fails because of it; later it had worked. */
  whipProof: 60_000,
  /** After WHIP failed with a gateway, RTMP is used for this long; doubled each time in a row. */
  whipAgain: 1_800_000,
  whipAgainLast: 86_400_000,
  /** The WHIP ingest begins to listen a moment after the other; nobody is sent there meanwhile. */
  whipStart: 5000,
  /** A tile dragged to another place must not blink. */
  linger: 1000,
  /** During a hand-over between two docks the best link may flap. */
  moveSettle: 2000,

  /** First starts after an aircraft comes up fail; field practice is 5 s apart, twelve times. */
  warmUp: 5000,
  warmUpTries: 12,
  warmUpSlow: 30_000,
  /** 513010: the dock cannot reach us. Three tries tell a glitch from a firewall. */
  network: 5000,
  networkTries: 3,
  networkSlow: 60_000,
  /** Everything else that may be tried again: doubled from the first to the last pause. */
  pauseFirst: 2000,
  pauseLast: 30_000,
  /** 513017 lifts when the dock has fetched its media; the counter may be missing. */
  mediaDownload: 30_000,
  /** 513012: another stream of the dock is in the way; its end is also seen in live_status. */
  slot: 10_000,
  slotLast: 60_000,
  /** A stream that keeps failing gives its place to one that waits after this many tries. */
  slotTries: 12,
  /** Streams of others that must be stopped to serve a wish: this often at once, then rarely. */
  takeOvers: 2,
  takeOverAgain: 300_000,

  /** live_status follows a change within a second; some docks omit the field. */
  confirm: 5000,
  /** A change that the dock acknowledges and does not do is asked this often. */
  changeTries: 3,
  /** ... and then this often: whoever undoes it may not want to for ever. */
  changeRarely: 300_000,
  /** Pause before a change is asked again after a lost reply or a busy dock. */
  changeAgain: 3000,
  /** A change that another station asks for: asked three times it is done or refused by then. */
  othersChange: 20_000,
  /** A stop that was lost or refused, while the stream still runs. */
  stopAgain: 5000,
  stopTries: 3,
  /** ... and from then on, as long as it comes to us. */
  stopRarely: 30_000,
} as const
