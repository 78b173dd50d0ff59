import { Input } from '@fluentui/react-components';
import { TEXTS } from '../texts';
import type { ControlProps } from './field-input';

const USUAL = ['100M', '500M', '1G'];

/** The usual speeds as buttons, any other one typed. */
export function SpeedInput({ id, value, onChange, autoFocus }: ControlProps) {
  return (
    <div className="speed">
      <div className="speed__usual" role="group" aria-label={TEXTS.form.speeds}>
        {USUAL.map((speed) => (
          <button
            key={speed}
            type="button"
            className="speed__one"
            aria-pressed={value === speed}
            onClick={() => {
              onChange(speed);
            }}
          >
            {speed}
          </button>
        ))}
      </div>
      <Input
        id={id}
        className="speed__other"
        value={value}
        autoFocus={autoFocus}
        placeholder={TEXTS.form.otherSpeed}
        onChange={(_event, data) => {
          onChange(data.value);
        }}
      />
    </div>
  );
}
