import { expect, test } from 'vitest'
import { tileSchema } from '@shared/wall'
import { waitingForLink } from './waiting-for-link'

test('what the wall wants waits for the link, what it does not want is not there', () => {
  const tile = (videoId: string, on: boolean) => tileSchema.parse({ videoId, gatewaySn: 'A', on })
  const tiles = [tile('A/165-0-7/normal-0', true), null, tile('B/81-0-0/normal-0', false)]
  expect(waitingForLink({ version: 1, grid: 4, tiles }, 7)).toMatchObject([
    { videoId: 'A/165-0-7/normal-0', state: { kind: 'waiting', for: 'link', since: 7 } },
  ])
})
