import { expect, test, vi } from 'vitest'
import type { IngestState } from '@shared/site'
import { sayRestarts } from './say-restarts'

test('a crash is said when the process listens again, a busy port is not', () => {
  let become: (state: IngestState) => void = () => {}
  const say = vi.fn()
  sayRestarts({ onState: (listener) => (become = listener) }, say, () => 9)
  become({ kind: 'listening', port: 1935 })
  become({ kind: 'failed', fault: { code: 'ingest-port-busy', at: 1 } })
  become({ kind: 'listening', port: 1935 })
  expect(say).not.toHaveBeenCalled()
  become({ kind: 'failed', fault: { code: 'ingest-crashed', at: 2, detail: '9' } })
  become({ kind: 'starting' })
  expect(say).not.toHaveBeenCalled()
  become({ kind: 'listening', port: 1935 })
  become({ kind: 'listening', port: 1935 })
  expect(say.mock.calls).toEqual([[{ code: 'ingest-restarted', at: 9, detail: '9' }]])
})
