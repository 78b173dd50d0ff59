import { Link } from 'wouter';
import { TEXTS } from '../texts';
import { Connection } from './connection';
import { KeysButton } from './keys-button';
import { PersonButton } from './person-button';
import './header.css';

/** On top of every page: the way home, where one is, the connection, help, the person. */
export function Header({ title, subtitle }: { title: string; subtitle: string }) {
  return (
    <header className="header">
      <Link href="/home" className="header__home">
        <span className="glyph" aria-hidden="true">
          🏠
        </span>{' '}
        <span className="header__home-word">{TEXTS.home}</span>
      </Link>
      <div className="header__titles">
        <h1 className="header__title">{title}</h1>
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
