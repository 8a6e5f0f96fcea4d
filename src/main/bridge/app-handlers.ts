import type { AppInfo } from '@shared/contract'
import type { Handlers } from './door'

type Folder = 'snapshots' | 'logs' | 'crashes' | 'settings'

export interface AppNeeds {
  info(): AppInfo
  folder(which: Folder): string
  /** Opens a folder in the system's file browser; gives what went wrong, or an empty text. */
  showFolder(path: string): Promise<string>
  now(): number
}

export function appHandlers(needs: AppNeeds): Pick<Handlers, 'app.get' | 'folder.show'> {
  return {
    'app.get': () => needs.info(),
    'folder.show': async ({ folder }) => {
      const problem = await needs.showFolder(needs.folder(folder))
      if (problem === '') return { ok: true }
      return { ok: false, fault: { code: 'folder-missing', at: needs.now(), detail: problem } }
    },
  }
}
