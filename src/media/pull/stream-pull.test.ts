import type { PullSource } from '@shared/media-server'
import { describe, expect, test } from 'vitest'
import { scriptedSources, sourceOf } from './fixtures/scripted-sources'
import { StreamPull } from './stream-pull'

const LADDER = [sourceOf('whep'), sourceOf('http-flv'), sourceOf('rtsp')]
const SECOND = 1000

const start = (sources: PullSource[] = LADDER) => {
  const site = scriptedSources()
  const pull = new StreamPull({ stream: 'one', sources }, site.deps)
  /** Lets time go by as it does, with its ticks. */
  const seconds = (count: number) => {
    for (let n = 0; n < count; n++) {
      site.clock.pass(SECOND)
      pull.tick()
    }
  }
  site.clock.pass(0)
  return { ...site, pull, seconds }
}
const tried = ({ tries }: Pick<ReturnType<typeof start>, 'tries'>) => tries.map(({ by }) => by)

describe('the ladder', () => {
  test('a source that fails gives way to the next, and the first that flows is taken', () => {
    const site = start()
    site.last().ends('no-stream')
    site.clock.pass(100)
    site.last().picture()
    expect(tried(site)).toEqual(['whep', 'http-flv'])
    expect(site.units).toHaveLength(1)
    expect(site.said).toEqual(['one whep no-stream', 'one http-flv flowing'])
    expect(site.states).toEqual(['live'])
  })

  test('one that gives no picture in time gives way too; HLS has longer', () => {
    const site = start([sourceOf('whep'), sourceOf('hls'), sourceOf('rtmp')])
    site.seconds(5)
    expect(site.tries[0]?.stopped).toBe(true)
    expect(tried(site)).toEqual(['whep', 'hls'])
    site.seconds(9)
    expect(tried(site)).toEqual(['whep', 'hls'])
    site.seconds(2)
    expect(tried(site)).toEqual(['whep', 'hls', 'rtmp'])
  })

  test('after the last from the top again, after pauses that grow and are bounded', () => {
    const site = start([sourceOf('whep')])
    for (let n = 1; n < 12; n++) {
      site.last().ends('no-stream')
      while (site.tries.length === n) site.clock.pass(10)
    }
    const pauses = site.tries.slice(1).map(({ at }, n) => at - (site.tries[n]?.at ?? 0))
    expect(pauses.slice(0, 3)).toEqual([300, 480, 768])
    expect(pauses.at(-1)).toBe(2000)
    for (let n = 0; n < 12; n++) {
      site.last().ends('unreachable')
      site.clock.pass(10_000)
    }
    expect(site.tries).toHaveLength(24)
  })

  test('whoever asks for it waits no longer, and a try on its way is left alone', () => {
    const site = start([sourceOf('whep')])
    site.clock.pass(100)
    site.last().ends('unreachable')
    site.pull.again()
    site.clock.pass(0)
    expect(site.tries).toHaveLength(2)
    site.pull.again()
    site.clock.pass(400)
    expect(site.tries).toHaveLength(2)
    site.last().ends('unreachable')
    site.clock.pass(501)
    expect(site.tries).toHaveLength(3)
  })
})

describe('pictures that are not a beginning', () => {
  const begun = () => {
    const site = start()
    site.last().answers()
    site.last().drops()
    site.seconds(14)
    return site
  }

  test('are waited out, since the stream is there', () => {
    const site = begun()
    expect(site.tries).toHaveLength(1)
    site.last().picture()
    expect(site.said).toEqual(['one dropped key-frame-awaited', 'one whep flowing'])
    site.seconds(4)
    expect(site.states).toEqual(['live'])
  })

  test('are not waited out for ever, and are not said to be no stream', () => {
    const site = begun()
    site.seconds(1)
    expect(site.said.at(-1)).toBe('one whep unreadable')
    expect(site.tries[0]?.stopped).toBe(true)
  })
})

describe('what is told', () => {
  test('of a whole round what says most, once', () => {
    const site = start()
    for (let n = 0; n < 3; n++) {
      site.last().ends('unreachable')
      site.clock.pass(200)
      site.last().ends('unreachable')
      site.clock.pass(200)
      site.last().ends('ffmpeg-missing')
      site.clock.pass(10_000)
    }
    expect(site.said).toEqual(['one whep unreachable'])
  })

  test('that a server is there again is told before the round is over', () => {
    const site = start([sourceOf('whep')])
    site.last().ends('unreachable')
    site.clock.pass(SECOND)
    site.last().answers()
    site.seconds(1)
    expect(site.said).toEqual(['one whep unreachable'])
    site.seconds(1)
    expect(site.said).toEqual(['one whep unreachable', 'one whep no-stream'])
    site.last().picture()
    expect(site.said.at(-1)).toBe('one whep flowing')
  })

  test('a server that answers and has no picture has no such stream', () => {
    const site = start([sourceOf('whep')])
    site.last().answers()
    site.seconds(5)
    expect(site.said).toEqual(['one whep no-stream'])
  })

  test('one that ends before its first picture had none', () => {
    const site = start([sourceOf('http-flv')])
    site.last().ends('ended')
    expect(site.said).toEqual(['one http-flv no-stream'])
  })
})

describe('a stream that flows', () => {
  test('ends when nothing comes for five seconds, and is tried again from the top', () => {
    const site = start()
    site.last().ends('refused')
    site.clock.pass(100)
    site.last().picture()
    site.seconds(4)
    site.last().picture(1)
    site.seconds(5)
    expect(site.said.at(-1)).toBe('one http-flv flowing')
    site.seconds(1)
    expect(site.tries[1]?.stopped).toBe(true)
    expect(site.said.at(-1)).toBe('one http-flv ended')
    expect(site.states).toEqual(['live', 'ended'])
    site.clock.pass(SECOND)
    expect(tried(site)).toEqual(['whep', 'http-flv', 'whep'])
  })

  test('whose last word is an error has ended', () => {
    const site = start()
    site.last().picture()
    site.last().ends('unreachable')
    expect(site.said).toEqual(['one whep flowing', 'one whep ended'])
  })

  test('that ends at once again and again is not fetched without a pause', () => {
    const site = start([sourceOf('whep')])
    for (let n = 0; n < 600; n++) {
      const { stopped } = site.last()
      if (!stopped && site.last().at === site.clock.now()) {
        site.last().picture()
        site.last().ends('ended')
      }
      site.clock.pass(100)
    }
    expect(site.tries.length).toBeLessThan(40)
  })

  test('is asked for key pictures by the hub', () => {
    const site = start()
    site.last().picture()
    site.clock.pass(5 * SECOND)
    site.hub.stream('one').replay()
    expect(site.last().keysAsked).toBe(1)
  })

  test('stops when it is not wanted any more', () => {
    const site = start()
    const [first] = site.tries
    site.last().picture()
    site.pull.stop()
    first?.ends('ended')
    site.seconds(60)
    expect(first?.stopped).toBe(true)
    expect(site.tries).toHaveLength(1)
    expect(site.said).toEqual(['one whep flowing'])
    expect(site.states).toEqual(['live', 'ended'])
  })

  test('gives way to another publisher and says so', () => {
    const site = start()
    site.last().picture()
    const seat = site.hub.stream('one').publish()
    expect(site.tries[0]?.stopped).toBe(true)
    expect(site.said.at(-1)).toBe('one whep ended')
    seat.end()
  })
})

describe('while a lower source flows', () => {
  const lower = () => {
    const site = start()
    site.last().ends('unreachable')
    site.clock.pass(100)
    const flowing = site.last()
    flowing.picture()
    /** Time goes by and pictures come. */
    const flow = (count: number) => {
      for (let n = 0; n < count; n++) {
        site.seconds(1)
        flowing.picture(1)
      }
    }
    return { ...site, flowing, flow }
  }

  test('those above it are tried beside it, and the stream is taken with the first picture', () => {
    const site = lower()
    site.flow(10)
    expect(tried(site)).toEqual(['whep', 'http-flv', 'whep'])
    expect(site.flowing.stopped).toBe(false)
    const before = site.units.length
    site.last().answers()
    site.flowing.picture(2)
    expect(site.units).toHaveLength(before + 1)
    site.last().picture()
    expect(site.flowing.stopped).toBe(true)
    expect(site.units.at(-1)?.key).toBe(true)
    expect(site.said.slice(-2)).toEqual(['one http-flv flowing', 'one whep flowing'])
    expect(site.states).toEqual(['live', 'waiting', 'live'])
    const [{ length }] = [site.tries]
    site.seconds(4)
    expect(site.tries).toHaveLength(length)
  })

  test('a try above that fails disturbs nothing, and the next is later', () => {
    const site = lower()
    site.flow(10)
    site.last().ends('unreachable')
    site.flow(19)
    expect(site.tries).toHaveLength(3)
    site.flow(2)
    expect(site.tries).toHaveLength(4)
    expect(site.said).toEqual(['one http-flv flowing'])
    expect(site.states).toEqual(['live'])
  })

  test('when the lower one ends meanwhile, the try above goes on as the ladder', () => {
    const site = lower()
    site.flow(10)
    site.flowing.ends('ended')
    expect(site.tries).toHaveLength(3)
    site.last().ends('unreachable')
    site.clock.pass(100)
    site.last().picture()
    expect(tried(site)).toEqual(['whep', 'http-flv', 'whep', 'http-flv'])
    expect(site.said.slice(-2)).toEqual(['one http-flv ended', 'one http-flv flowing'])
  })

  test('the time of a try above is bounded', () => {
    const site = lower()
    site.flow(16)
    expect(site.tries[2]?.stopped).toBe(true)
    expect(site.flowing.stopped).toBe(false)
  })
})
