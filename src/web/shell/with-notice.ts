/** A sentence shown in the corner. Troubles stay until they are closed. */
export interface Notice {
  id: number;
  text: string;
  tone: 'calm' | 'trouble';
}

/** More than these hide the page; calm ones make room. */
const SHOWN = 3;

/** The notices with a new one: it and every trouble stay, the oldest calm ones go. */
export function withNotice(notices: readonly Notice[], added: Notice): readonly Notice[] {
  const troubles = notices.filter(({ tone }) => tone === 'trouble').length;
  const calm = notices.filter(({ tone }) => tone === 'calm');
  const kept = calm.slice(Math.max(0, calm.length - Math.max(0, SHOWN - 1 - troubles)));
  return [...notices.filter((one) => one.tone === 'trouble' || kept.includes(one)), added];
}
