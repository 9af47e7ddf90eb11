/** What is drawn while a picture is open, as opcodes (Imaging With QuickDraw, appendix A). */

import type { Mac } from '../mac.ts'
import type { Copy } from './copying.ts'

export class PictureRecorder {
  bits(_mac: Mac, _copy: Omit<Copy, 'dstBits'>): void {}
}
