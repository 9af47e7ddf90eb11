import { type Attachment, attachmentBytes } from '../../attachment.ts'

/** The attachment in the page itself, which thus needs nothing beside it. */
export function dataUrl(attachment: Attachment): string {
  return `data:${attachment.mediaType};base64,${Buffer.from(attachmentBytes(attachment)).toString('base64')}`
}
