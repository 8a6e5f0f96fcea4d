import { NAL, nalType } from '../h264/nal-units'
import type { H264Piece } from './h264-payload'

const MAX_PICTURE_BYTES = 8 << 20
const MAX_PIECES = 16_384
const MAX_NALS = 1024
/** Slices and data partitions. */
const LAST_SLICE_TYPE = 5

interface Fragments {
  header: number
  parts: Uint8Array[]
  bytes: number
}

/** One picture being put together out of the packets of one timestamp. */
export class PictureAssembly {
  nals: Uint8Array[] = []
  /** Something of it is missing or wrong: it must not be shown. */
  broken = false
  key = false
  hasSlice = false
  /** What came just before it is missing, and may have been a part of it. */
  followsGap = false
  private fragments: Fragments | undefined
  private bytes = 0
  private pieces = 0

  constructor(
    readonly timestamp: number,
    carried: readonly Uint8Array[],
  ) {
    this.nals.push(...carried)
  }

  add(piece: H264Piece): void {
    const size = piece.kind === 'nal' ? piece.nal.length : piece.data.length
    this.bytes += size
    this.pieces++
    if (this.bytes > MAX_PICTURE_BYTES || this.pieces > MAX_PIECES) this.spoil()
    if (this.broken) return
    if (piece.kind === 'fragment') this.addFragment(piece)
    else if (this.fragments) this.spoil()
    else this.addNal(piece.nal)
  }

  /** No more packets come: what is unfinished now stays so. */
  finish(): void {
    if (this.fragments) this.spoil()
  }

  /** Gives the memory back; parameter sets stay, a later picture may need them. */
  spoil(): void {
    this.broken = true
    this.fragments = undefined
    this.nals = this.parameterSets()
  }

  get bringsSps(): boolean {
    return this.nals.some((nal) => nalType(nal) === NAL.sps)
  }

  parameterSets(): Uint8Array[] {
    return this.nals.filter((nal) => nalType(nal) === NAL.sps || nalType(nal) === NAL.pps)
  }

  private addFragment(piece: H264Piece & { kind: 'fragment' }): void {
    if (piece.start === (this.fragments !== undefined)) return this.spoil()
    this.fragments ??= { header: piece.header, parts: [], bytes: 0 }
    if (this.fragments.header !== piece.header) return this.spoil()
    this.fragments.parts.push(piece.data)
    this.fragments.bytes += piece.data.length
    if (!piece.end) return
    const nal = new Uint8Array(1 + this.fragments.bytes)
    nal[0] = piece.header
    let at = 1
    for (const part of this.fragments.parts) {
      nal.set(part, at)
      at += part.length
    }
    this.fragments = undefined
    this.addNal(nal)
  }

  private addNal(nal: Uint8Array): void {
    if (this.nals.length >= MAX_NALS) return this.spoil()
    const type = nalType(nal)
    this.hasSlice ||= type <= LAST_SLICE_TYPE
    this.key ||= type === NAL.idr
    this.nals.push(nal)
  }
}
