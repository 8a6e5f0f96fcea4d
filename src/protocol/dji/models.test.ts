import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  aircraftModel,
  cameraPositions,
  deviceKey,
  dockOfAircraft,
  gatewayModel,
  payloadModel,
} from './models'

test('type numbers mean different things in different domains', () => {
  expect(aircraftModel('0-67-0').en).toBe('Matrice 30')
  expect(payloadModel('67-0-0').en).toBe('M3T camera')
  expect(gatewayModel('2-119-0')).toMatchObject({ en: 'DJI RC Plus', kind: 'remote' })
  expect(deviceKey('3', 2, 0)).toBe('3-2-0')
})

test('gateways know what they can push and how they call the infrared lens', () => {
  expect(gatewayModel('3-3-0')).toMatchObject({ urlTypes: [1, 3, 4], thermalLens: 'ir' })
  expect(gatewayModel('2-174-0')).toMatchObject({ thermalLens: 'thermal', lensByService: false })
  expect(gatewayModel('3-1-0').zh).toBe('大疆机场')
})

test('an unlisted dock is still a dock and shows its key', () => {
  expect(gatewayModel('3-9-0')).toMatchObject({
    key: '3-9-0',
    en: '3-9-0',
    zh: '3-9-0',
    known: false,
    kind: 'dock',
  })
  expect(gatewayModel('3-9-0').urlTypes).toBeUndefined()
  expect(gatewayModel('constructor').kind).toBe('unknown')
})

test('a payload on any mount has its name; an unknown one its index', () => {
  expect(payloadModel('42-0-0').en).toBe('Zenmuse H20')
  expect(payloadModel('42-0-1')).toMatchObject({ key: '42-0-1', en: 'Zenmuse H20', known: true })
  expect(payloadModel('50-65535-2').en).toBe('Zenmuse P1')
  expect(payloadModel('777-0-0')).toEqual({
    key: '777-0-0',
    en: '777-0-0',
    zh: '777-0-0',
    known: false,
  })
})

test('only the camera of docks 2 and 3 looks inside', () => {
  expect(cameraPositions('3-1-0', '165-0-7')).toEqual([])
  expect(cameraPositions('3-2-0', '165-0-7')).toEqual([0, 1])
  expect(cameraPositions('3-3-0', '165-0-7')).toEqual([0, 1])
  expect(cameraPositions('3-3-0', '176-0-0')).toEqual([])
  expect(cameraPositions('3-9-0', '165-0-7')).toEqual([])
})

test('any text has a name', () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      expect(payloadModel(key).key).toBe(key)
      expect(aircraftModel(key).key).toBe(key)
      expect(gatewayModel(key).key).toBe(key)
    }),
  )
})

test('an aircraft tells which dock it lives in', () => {
  expect(gatewayModel(dockOfAircraft('0-91-1') ?? '').en).toBe('DJI Dock 2')
  expect(gatewayModel(dockOfAircraft('0-100-0') ?? '').en).toBe('DJI Dock 3')
  expect(dockOfAircraft('0-99-0')).toBeUndefined()
})
