import { beforeEach, describe, expect, test } from 'vitest'
import { FakeFrame } from './fixtures/fake-codec'
import type { PictureSink } from './picture-sink'
import { StreamScreen } from './stream-screen'

class ListingSink implements PictureSink {
  readonly shown: string[] = []
  closed = false

  paint(frame: VideoFrame): void {
    this.shown.push((frame as unknown as FakeFrame).label)
    frame.close()
  }

  close(): void {
    this.closed = true
  }
}
const frame = (label: string): VideoFrame => new FakeFrame(0, label).frame

beforeEach(() => {
  FakeFrame.open = 0
})

describe('StreamScreen', () => {
  test('shows each picture on every tile and keeps the last one only', () => {
    const screen = new StreamScreen()
    const [one, two] = [new ListingSink(), new ListingSink()]
    screen.add('1', one)
    screen.add('2', two)
    screen.show(frame('a'), 10)
    screen.show(frame('b'), 20)
    expect([one.shown, two.shown]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    expect(screen.picture).toEqual({ width: 1280, height: 720, arrived: 20 })
    expect(screen.painted).toBe(2)
    expect(FakeFrame.open).toBe(1)
  })

  test('a tile that comes later has the last picture at once', () => {
    const screen = new StreamScreen()
    expect(screen.blank).toBe(true)
    screen.show(frame('a'), 10)
    const late = new ListingSink()
    screen.add('1', late)
    expect(late.shown).toEqual(['a'])
    expect(screen.blank).toBe(false)
  })

  test('a tile that went gets nothing more, nor does one whose place was taken', () => {
    const screen = new StreamScreen()
    const [first, second] = [new ListingSink(), new ListingSink()]
    screen.add('1', first)
    screen.add('1', second)
    screen.show(frame('a'), 1)
    screen.remove('1')
    screen.show(frame('b'), 2)
    expect([first.closed, second.closed]).toEqual([true, true])
    expect([first.shown, second.shown]).toEqual([[], ['a']])
  })

  test('has no snapshot without a picture, and leaves no frame open', async () => {
    const screen = new StreamScreen()
    expect(await screen.snapshot()).toBeUndefined()
    screen.show(frame('a'), 1)
    screen.close()
    expect(await screen.snapshot()).toBeUndefined()
    expect(screen.picture).toBeUndefined()
    expect(FakeFrame.open).toBe(0)
  })
})
