import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import DeviceTree from './DeviceTree.vue'
import { fleetRows } from './fleet-rows'
import { sampleDock } from './fleet-sample'

const rows = fleetRows([sampleDock(1), sampleDock(2)], ({ sn }) => sn.endsWith('1'), 'en')
const tree = (all = rows) =>
  mount(DeviceTree, { props: { rows: all, onWall: new Set(['7CTSAMPLE1/165-0-7/normal-0']) } })

describe('the device tree', () => {
  test('says level, place and whether a dock is open', () => {
    const items = tree().findAll('[role=treeitem]')
    expect(items).toHaveLength(5)
    expect(items[0]?.attributes()).toMatchObject({
      'aria-level': '1',
      'aria-expanded': 'true',
      'aria-posinset': '1',
      'aria-setsize': '2',
    })
    expect(items[3]?.attributes('aria-level')).toBe('3')
    expect(items[0]?.text()).toContain('online')
    expect(items[1]?.text()).toContain('on the wall')
  })

  test('Enter on a camera puts it on the wall, on a dock closes it', async () => {
    const wrapper = tree()
    const root = wrapper.get('[role=tree]')
    await root.trigger('keydown', { key: 'ArrowDown' })
    expect(root.attributes('aria-activedescendant')).toBe(
      'device-7CTSAMPLE1>7CTSAMPLE1/165-0-7/normal-0',
    )
    await root.trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('pick')?.[0]).toEqual([
      {
        videoId: '7CTSAMPLE1/165-0-7/normal-0',
        gatewaySn: '7CTSAMPLE1',
        title: 'Dock 1 · Dock camera',
      },
    ])
    await root.trigger('keydown', { key: 'ArrowLeft' })
    await root.trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('toggle')).toEqual([['7CTSAMPLE1']])
  })

  test('right opens a closed dock, End goes to the last row', async () => {
    const wrapper = tree()
    const root = wrapper.get('[role=tree]')
    await root.trigger('keydown', { key: 'End' })
    await root.trigger('keydown', { key: 'ArrowRight' })
    expect(wrapper.emitted('toggle')).toEqual([['7CTSAMPLE2']])
  })

  test('of thousands of docks only those in sight are in the page', () => {
    const many = Array.from({ length: 5000 }, (_, number) => sampleDock(number))
    const items = tree(fleetRows(many, () => false, 'en')).findAll('[role=treeitem]')
    expect(items.length).toBeLessThan(60)
  })
})
