import type { CheckAnswer } from '../../api/answers';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';

interface Props {
  check: CheckAnswer | undefined;
  errors: number;
  submitting: boolean;
  saving: boolean;
  onSave: () => void;
  onSubmit: () => void;
  onDiscard: () => void;
}

/** What follows a submit in one line, and the three ways out. */
export function FormFoot(props: Props) {
  const { check, errors, submitting, saving, onSave, onSubmit, onDiscard } = props;
  return (
    <div className="create__foot">
      <div className="create__foot-page">
        {errors > 0 ? (
          <p className="create__errors">
            <Icon name="error" /> {(submitting ? TEXTS.form.toFix : TEXTS.form.toFixSave)(errors)}
          </p>
        ) : (
          <p>{afterText(check)}</p>
        )}
        <button type="button" className="button button--quiet" onClick={onDiscard}>
          {TEXTS.form.discard}
        </button>
        <button type="button" className="button" aria-disabled={saving} onClick={onSave}>
          {TEXTS.form.saveDraft}
        </button>
        <button
          type="button"
          className="button button--primary"
          aria-disabled={saving}
          onClick={onSubmit}
        >
          {TEXTS.form.submit}
        </button>
      </div>
    </div>
  );
}

function afterText(check: CheckAnswer | undefined): string | null {
  if (check === undefined || check.problems.length > 0 || !check.total_cost) return null;
  const first = check.approvals[0];
  if (first === undefined) return TEXTS.form.afterNone;
  return TEXTS.form.after(first.persons.map((person) => person.name).join(TEXTS.act.or));
}
