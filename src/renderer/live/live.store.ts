import type { PlayerReport } from '@shared/contract'
import type { StreamStatus } from '@shared/stream'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { on, request } from '../bridge'
import { MergedReports } from './merged-reports'

const REPORT_MS = 1000

const unknown = (videoId: string): StreamStatus => ({
  videoId,
  state: { kind: 'off' },
  confirmed: {},
  pending: [],
})

export const useLive = defineStore('live', () => {
  const statuses = shallowReactive(new Map<string, StreamStatus>())
  const seen = new MergedReports()
  let listening = false

  const take = (changed: readonly StreamStatus[]): void => {
    for (const status of changed) statuses.set(status.videoId, status)
  }

  /** Takes every stream's state and follows it until the off-switch is called. */
  const start = async (): Promise<() => void> => {
    let early: StreamStatus[] = []
    const off = on('live.changed', (changed) => {
      if (!listening) early.push(...changed)
      take(changed)
    })
    take(await request('live.get', undefined))
    take(early)
    early = []
    listening = true
    const timer = setInterval(() => {
      const reports = seen.drain()
      if (reports.length > 0) void request('player.report', reports)
    }, REPORT_MS)
    return () => {
      off()
      clearInterval(timer)
      listening = false
    }
  }

  return {
    start,
    /** Where a stream is; off when main never spoke of it. */
    status: (videoId: string): StreamStatus => statuses.get(videoId) ?? unknown(videoId),
    /** Tells main what a player saw; all of a second go together. */
    saw: (report: PlayerReport): void => seen.add(report),
    /** Forgets pauses and tries again now. */
    retry: (videoId: string) => request('live.retry', { videoId }),
  }
})
