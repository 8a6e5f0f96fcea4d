import type { Gateway } from '@shared/fleet'
import { expect, test } from 'vitest'
import { setupStepsDone } from './setup-steps'

const gateway = (changes: Partial<Gateway> = {}): Gateway => ({
  sn: 'GW',
  kind: 'dock',
  model: { key: '3-2-0', en: 'DJI Dock 2', zh: '大疆机场 2', known: true },
  callsign: '',
  presence: 'online',
  lastSeen: 5,
  cameras: [],
  deviceCoexistMax: {},
  streams: [],
  capacityAssumed: true,
  ...changes,
})
const camera = {
  sn: 'GW',
  cameraIndex: '165-0-7',
  model: gateway().model,
  positions: [],
  sources: [],
}
const site = (onboarding?: Record<string, 'connected' | 'licence' | 'bound'>) => ({
  brokerPort: 1883,
  ...(onboarding && { onboarding }),
})

test('nothing, then the broker', () => {
  expect(setupStepsDone(undefined, [])).toBe(0)
  expect(setupStepsDone({}, [])).toBe(0)
  expect(setupStepsDone(site(), [])).toBe(1)
})

test('what the broker and the answers saw', () => {
  expect(setupStepsDone(site({ GW: 'connected' }), [])).toBe(2)
  expect(setupStepsDone(site({ GW: 'licence' }), [])).toBe(3)
  expect(setupStepsDone(site({ A: 'connected', GW: 'bound' }), [])).toBe(4)
})

test('a dock known only from disk has not connected', () => {
  expect(setupStepsDone(site(), [gateway({ presence: 'offline', lastSeen: 0 })])).toBe(1)
  expect(setupStepsDone(site(), [gateway({ presence: 'offline' })])).toBe(2)
})

test('telemetry means licence and binding are behind; cameras count when the dock lists them', () => {
  expect(setupStepsDone(site(), [gateway()])).toBe(5)
  expect(setupStepsDone(site(), [gateway({ cameras: [camera] })])).toBe(5)
  expect(setupStepsDone(site(), [gateway({ cameras: [camera], capacityAssumed: false })])).toBe(6)
})

test('a remote controller is no dock', () => {
  expect(setupStepsDone(site(), [gateway({ kind: 'remote' })])).toBe(1)
})
