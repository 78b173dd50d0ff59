import { Icon } from '../icons/icon';
import type { Status } from '../../domain/order/stages';
import type { ColumnState } from './board-state';
import type { DropCue } from './drop-cues';
import { GLYPHS } from './glyphs';

/** A column's name, count and help; during a drag what the column says to the card instead. */
export function ColumnHead(props: { status: Status; column: ColumnState; cue: DropCue | null }) {
  const { status, column, cue } = props;
  return (
    <div className="column__head">
      <div className="column__title">
        <span className="glyph" aria-hidden="true">
          {GLYPHS[status]}
        </span>
        <h2 id={`column-${status}`} className="column__name" tabIndex={-1}>
          {column.label}
        </h2>
        <span className="column__count">
          {column.count}
          {column.capped && '+'}
        </span>
      </div>
      {cue === null || cue.kind === 'own' ? (
        <p className="column__help">{column.help}</p>
      ) : (
        <CueBox cue={cue} />
      )}
    </div>
  );
}

function CueBox({ cue }: { cue: Exclude<DropCue, { kind: 'own' }> }) {
  const legal = cue.kind === 'legal';
  return (
    <div className={`cue cue--${cue.kind}`}>
      <Icon name={legal ? 'move' : 'prohibited'} />
      <p>
        <strong>{legal ? cue.label : cue.rule}</strong>
        {legal ? cue.consequence : cue.wayForward}
      </p>
    </div>
  );
}
