import type { Ref } from 'react';
import { Icon } from '../icons/icon';
import { TEXTS } from '../texts';
import type { Message } from './field-messages';

interface Props {
  ref: Ref<HTMLDivElement>;
  errors: readonly Message[];
  /** What the API said when nothing can be pinned to a field. */
  refusal: string;
  submitting: boolean;
}

/** Everything to fix, on top, each linked to its field; takes the focus after a refusal. */
export function ProblemSummary({ ref, errors, refusal, submitting }: Props) {
  const title =
    errors.length === 0
      ? refusal
      : (submitting ? TEXTS.form.toFix : TEXTS.form.toFixSave)(errors.length);
  return (
    <div ref={ref} className="summary" role="group" aria-labelledby="summary-title" tabIndex={-1}>
      <Icon name="error" size={20} />
      <div>
        <h2 id="summary-title" className="summary__title">
          {title}
        </h2>
        <ul>
          {errors.map(({ column, label, text }) => (
            <li key={`${column ?? ''}${text}`}>
              {column === null ? (
                text
              ) : (
                <>
                  <a
                    href={`#field-${column}`}
                    onClick={(event) => {
                      event.preventDefault();
                      document.getElementById(`field-${column}`)?.focus();
                    }}
                  >
                    {label}
                  </a>
                  : {text}
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
