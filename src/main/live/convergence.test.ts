import { afterAll, expect, test } from 'vitest'
import type { StreamWish } from '@shared/stream'
import type { ModelDock } from './fixtures/model-dock'
import { FAULTS, pick, seeded } from './fixtures/model-faults'
import { ModelSite } from './fixtures/model-site'
import { TIMES } from './policy-times'

const SEEDS = 90
const FAULTS_PER_SEED = 12
const PATIENCE = 900_000
/** After this time every fault has healed by itself. */
const HEALED = 66_000

interface Run {
  site: ModelSite
  /** Whether WHIP is taken at all. */
  whip: boolean
  /** Everything that was ever wished. */
  wished: Set<string>
  wishes: StreamWish[]
  history: string[]
}

const wishesFor = (dock: ModelDock, whip: boolean, random: () => number): StreamWish[] => {
  const chosen = pick(whip ? (['rtmp', 'whip'] as const) : (['rtmp'] as const), random)
  const common = { gatewaySn: dock.sn, protocol: random() < 0.8 ? 'auto' : chosen } as const
  const quality = pick([0, 1, 2, 3, 4] as const, random)
  const craft: StreamWish = { ...common, videoId: dock.payload, quality }
  if (random() < 0.5) craft.lens = pick(['wide', 'zoom', 'ir', 'thermal'], random)
  const own: StreamWish = { ...common, videoId: dock.dockCamera, quality: 0 }
  if (random() < 0.5) own.position = pick([0, 1] as const, random)
  const both = random() < 0.5 ? [craft, own] : [own, craft]
  return random() < 0.7 ? both : both.slice(0, 1)
}

const begin = async (random: () => number): Promise<Run> => {
  const site = new ModelSite(random() < 0.3 ? 2 : 1, 500)
  for (const dock of site.docks) {
    dock.coexist = 3
    if (random() < 0.5) continue
    dock.push(dock.vision, 'rtmp://elsewhere/live/theirs')
  }
  site.replyAfter = pick([20, 500], random)
  if (random() < 0.8) site.players = 'painting'
  const whip = random() < 0.7
  if (whip) site.ingest(true, 'whip')
  await site.open()
  return { site, whip, wished: new Set(), wishes: [], history: [] }
}

const wish = (run: Run, random: () => number): void => {
  run.wishes = run.site.docks.flatMap((dock) => wishesFor(dock, run.whip, random))
  for (const { videoId } of run.wishes) run.wished.add(videoId)
  run.site.live.setWishes(run.wishes)
}

const harm = async (run: Run, random: () => number): Promise<void> => {
  const names = Object.keys(FAULTS)
  for (let count = 0; count < FAULTS_PER_SEED; count++) {
    const name = pick(names, random)
    const dock = pick(run.site.docks, random)
    run.history.push(`${Math.round(run.site.time.elapsed)} ${dock.sn} ${name}`)
    FAULTS[name]?.({ site: run.site, dock, random })
    await run.site.time.run(random() ** 2 * 15_000)
    if (random() < 0.15) wish(run, random)
  }
}

const heal = (run: Run): void => {
  const { site, wishes } = run
  site.deliver = () => 'answered'
  site.replyAfter = 20
  site.players = 'painting'
  for (const dock of site.docks) {
    dock.refuse = () => undefined
    dock.connects = true
    // Where the way is left to us, a dock that cannot do WHIP is no hindrance.
    if (wishes.some(({ protocol }) => protocol === 'whip')) dock.whip = 'works'
  }
}

/** What is still missing for the wishes to be true, by the docks' own word and by the statuses. */
const missing = ({ site, wishes }: Run): string[] =>
  wishes.flatMap((wish) => {
    const status = site.status(wish.videoId)
    const stream = site.docks
      .map((dock) => dock.streams.get(wish.videoId))
      .find((candidate) => candidate !== undefined)
    const lens = wish.lens === 'thermal' ? 'ir' : wish.lens
    const holds =
      status?.state.kind === 'live' &&
      status.pending.length === 0 &&
      stream?.publishing === true &&
      stream.quality === wish.quality &&
      (wish.protocol === 'auto' || status.protocol === wish.protocol) &&
      (lens === undefined || stream.lens === lens) &&
      (wish.position === undefined || status.confirmed.position === wish.position)
    return holds ? [] : [JSON.stringify({ status, stream })]
  })

let faults = 0
let slowest = 0

test.each(Array.from({ length: 10 }, (_, part) => part))(
  'wishes come true after whatever happened (part %i)',
  async (part) => {
    for (let index = 0; index < SEEDS / 10; index++) {
      const seed = part * 1000 + index
      const random = seeded(seed)
      const run = await begin(random)
      const { site } = run
      wish(run, random)
      await site.time.run(random() * 8000)
      await harm(run, random)
      faults += FAULTS_PER_SEED
      const over = site.time.elapsed
      let lastMissing = over
      while (site.time.elapsed - over < (lastMissing === site.time.elapsed ? PATIENCE : HEALED)) {
        await site.time.run(2000)
        if (site.time.elapsed - over >= HEALED) heal(run)
        if (missing(run).length > 0) lastMissing = site.time.elapsed
      }
      const story = `seed ${seed}\n${run.history.join('\n')}`
      expect(missing(run), story).toEqual([])
      slowest = Math.max(slowest, lastMissing - over)
      const before = site.sent.length
      await site.time.run(20_000)
      expect(site.sent.slice(before), `quiet, ${story}`).toEqual([])
      for (const dock of site.docks) {
        const times = site.sent.filter(({ gatewaySn }) => gatewaySn === dock.sn)
        const gaps = times.slice(1).map(({ at }, place) => at - (times[place]?.at ?? 0))
        expect(Math.min(...gaps, 1e9), `pace, ${story}`).toBeGreaterThanOrEqual(500)
      }
      expect(site.robbed, `robbed, ${story}`).toEqual([])
      expect(site.mostInFlight, `in flight, ${story}`).toBe(1)
      for (const { data } of site.sent) {
        expect(run.wished.has(String(data['video_id'])), `unwished, ${story}`).toBe(true)
      }
      site.live.stop()
    }
  },
)

afterAll(() => {
  expect(faults).toBeGreaterThanOrEqual(1000)
  expect(slowest).toBeLessThan(HEALED + TIMES.takeOverAgain)
})
