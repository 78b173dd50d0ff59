import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from '../../ports/mail';
import { refused } from './graph-trouble';
import { isAddress, oneLine } from './header-text';
import { messageIdOf } from './mail-key';

/**
 * The mail with its text and its HTML, as Graph takes them: a complete MIME message in base64.
 * Graph's JSON has room for one of them.
 */
export async function toMime(mail: Mail, mailbox: string): Promise<string> {
  if (!isAddress(mail.to.email)) throw refused('The recipient has no usable address.');
  const message = new MailComposer({
    from: { name: '', address: mailbox },
    to: { name: oneLine(mail.to.name), address: mail.to.email },
    subject: oneLine(mail.subject),
    messageId: messageIdOf(mail.key, mailbox),
    text: mail.text,
    html: mail.html,
    // Else plain ASCII would go as it is, with long lines flowed, which mail programs read in two ways.
    textEncoding: 'quoted-printable',
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return (await message.compile().build()).toString('base64');
}
