import type { ReactNode } from 'react';

interface Props {
  id: string;
  title: string;
  /** Right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One part of the order's page. */
export function Section({ id, title, aside, children }: Props) {
  return (
    <section id={id} className="section" aria-labelledby={`${id}-title`}>
      <div className="section__head">
        <h3 id={`${id}-title`} className="section__title" tabIndex={-1}>
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
