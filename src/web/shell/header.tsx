import { useRef } from 'react';
import { Link } from 'wouter';
import { TEXTS } from '../texts';
import { Connection } from './connection';
import { KeysButton } from './keys-button';
import { PersonButton } from './person-button';
import { usePageTitle } from './use-page-title';
import './header.css';

interface Props {
  title: string;
  subtitle: string;
  /** What the page is called in the browser, where that says more than its heading. */
  page?: string;
}

/** On top of every page: the way home, where one is, the connection, help, the person. */
export function Header({ title, subtitle, page = title }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(page, heading);
  return (
    <header className="header">
      <Link href="/home" className="header__home">
        <span className="glyph" aria-hidden="true">
          🏠
        </span>{' '}
        <span className="header__home-word">{TEXTS.home}</span>
      </Link>
      <div className="header__titles">
        <h1 ref={heading} className="header__title" tabIndex={-1}>
          {title}
        </h1>
        <p className="header__subtitle">{subtitle}</p>
      </div>
      <div className="header__tools">
        <Connection />
        <KeysButton />
        <PersonButton />
      </div>
    </header>
  );
}
