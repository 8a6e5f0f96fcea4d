/** A camera somebody took from the tree to put it on the wall. */
export interface PickedSource {
  videoId: string
  gatewaySn: string
  /** `device · camera`, for when the device is not there to be asked. */
  title: string
}

const MIME = 'application/x-dockwall-source'

/** Puts a source into a drag. */
export const dragSource = (transfer: DataTransfer, source: PickedSource): void => {
  transfer.effectAllowed = 'copy'
  transfer.setData(MIME, JSON.stringify(source))
}

/** Whether a drag carries a source; its content can be read at the drop only. */
export const carriesSource = (transfer: DataTransfer | null): boolean =>
  transfer?.types.includes(MIME) ?? false

/** The source of a drop, or undefined when something else was dropped. Never throws. */
export const droppedSource = (transfer: DataTransfer | null): PickedSource | undefined => {
  const text = transfer?.getData(MIME)
  if (!text) return undefined
  try {
    const { videoId, gatewaySn, title } = JSON.parse(text) as Record<string, unknown>
    if (typeof videoId !== 'string' || typeof gatewaySn !== 'string') return undefined
    return { videoId, gatewaySn, title: typeof title === 'string' ? title : '' }
  } catch {
    return undefined
  }
}
