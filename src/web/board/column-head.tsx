import { Icon } from '../icons/icon';
import type { Status } from '../../domain/order/stages';
import { TEXTS } from '../texts';
import type { ColumnState } from './board-state';
import type { DropCue } from './drop-cues';
import { GLYPHS } from './glyphs';

interface HeadProps {
  status: Status;
  column: ColumnState;
  /** Open orders here whose date has passed, as far as they are read. */
  late: number;
  cue: DropCue | null;
}

/** A column's name, count and help; during a drag what the column says to the card instead. */
export function ColumnHead(props: HeadProps) {
  const { status, column, late, cue } = props;
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
        {late > 0 && (
          <span className="column__late">
            <Icon name="alarm" size={12} /> {TEXTS.board.late(late)}
          </span>
        )}
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
